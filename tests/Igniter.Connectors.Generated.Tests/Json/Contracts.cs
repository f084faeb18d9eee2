using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Generated.Tests.Json;

/// <summary>The contracts that were generated for the corpus, and the serializer that they are measured by.</summary>
internal static class Contracts
{
    /// <summary>System.Text.Json's own, by reflection, with the options that generated contracts have.</summary>
    public static JsonSerializerOptions Reference { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveMissingMembersToTheSdk } },
    };

    /// <summary>Every contract of every connector in the corpus, by connector and name.</summary>
    public static Dictionary<string, TypeContract> All { get; } = Assembly.GetExecutingAssembly().GetTypes()
        .Where(type => type.IsClass && typeof(IConnector).IsAssignableFrom(type))
        .SelectMany(type => type.GetNestedType("IgniterGenerated", BindingFlags.NonPublic)!.GetProperties(BindingFlags.Static | BindingFlags.NonPublic))
        .Where(property => typeof(TypeContract).IsAssignableFrom(property.PropertyType))
        .ToDictionary(property => $"{property.DeclaringType!.DeclaringType!.Name}.{property.Name}", property => (TypeContract)property.GetValue(null)!);

    public static TypeContract<T> Of<T>() => All.Values.OfType<TypeContract<T>>().First();

    /// <summary>The contract of a type that some other one mentions.</summary>
    public static JsonTypeInfo<T> Get<T>() => (JsonTypeInfo<T>)All["JsonObjectsConnector.EverythingContract"].JsonTypeInfo.Options.GetTypeInfo(typeof(T));

    public static T? Read<T>(string json) => JsonSerializer.Deserialize(json, Of<T>().Json);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Of<T>().Json);

    /// <summary>The runtime reports missing members itself, all at once.</summary>
    private static void LeaveMissingMembersToTheSdk(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo member in type.Properties)
        {
            member.IsRequired = false;
        }
    }
}
