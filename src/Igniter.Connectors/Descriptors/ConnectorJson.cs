using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Igniter.Connectors.Descriptors;

/// <summary>What generated JSON contracts are built with.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConnectorJson
{
    /// <summary>
    /// The same as the default, whose class makes a lenient one beside it: a table of all of Unicode, which takes a native program longer than its
    /// contracts do.
    /// </summary>
    internal static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin);

    /// <summary>The contracts of all types that System.Text.Json has converters for.</summary>
    public static IJsonTypeInfoResolver BuiltIn => BuiltInJsonContracts.Instance;

    /// <summary>
    /// Makes the options of a connector: camelCase, no member twice, unknown members ignored, and a type discriminator at any place, since a
    /// database may reorder members.
    /// </summary>
    /// <param name="resolvers">The generated contracts, then the contexts that the user names, then <see cref="BuiltIn"/> where types are needed that nobody can list.</param>
    /// <returns>Options that can't change.</returns>
    public static JsonSerializerOptions CreateOptions(params IJsonTypeInfoResolver[] resolvers)
    {
        JsonSerializerOptions options = new()
        {
            Encoder = Encoder,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            AllowDuplicateProperties = false,
            AllowOutOfOrderMetadataProperties = true,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(resolvers),
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>The contract of a type that the options know.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options.</param>
    /// <returns>The contract.</returns>
    public static JsonTypeInfo<T> Get<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    /// <summary>A type that a converter reads and writes.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="converter">The converter, or a factory of it.</param>
    /// <returns>The contract.</returns>
    /// <exception cref="InvalidOperationException">The converter is for another type.</exception>
    public static JsonTypeInfo<T> Value<T>(JsonSerializerOptions options, JsonConverter converter)
    {
        JsonConverter? made = converter is JsonConverterFactory factory && factory.CanConvert(typeof(T)) ? factory.CreateConverter(typeof(T), options) : converter;
        return made is JsonConverter<T>
            ? JsonMetadataServices.CreateValueInfo<T>(options, made)
            : throw new InvalidOperationException($"The converter {converter.GetType()} can't convert {typeof(T)}.");
    }

    /// <summary>A nullable value that a converter of its underlying type, or one of its own, reads and writes.</summary>
    /// <typeparam name="T">The underlying type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="converter">The converter, or a factory of it.</param>
    /// <returns>The contract.</returns>
    /// <exception cref="InvalidOperationException">The converter is for another type.</exception>
    public static JsonTypeInfo<T?> NullableValue<T>(JsonSerializerOptions options, JsonConverter converter)
        where T : struct => converter.CanConvert(typeof(T?)) && converter is not JsonConverter<T>
            ? Value<T?>(options, converter)
            : JsonMetadataServices.CreateValueInfo<T?>(options, JsonMetadataServices.GetNullableConverter(Value<T>(options, converter)));

    /// <summary>A nullable value.</summary>
    /// <typeparam name="T">The underlying type.</typeparam>
    /// <param name="options">The options.</param>
    /// <returns>The contract.</returns>
    public static JsonTypeInfo<T?> Nullable<T>(JsonSerializerOptions options)
        where T : struct => JsonMetadataServices.CreateValueInfo<T?>(options, JsonMetadataServices.GetNullableConverter<T>(options));

    /// <summary>An enum, as the names of its values; numbers are refused.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="options">The options.</param>
    /// <returns>The contract.</returns>
    public static JsonTypeInfo<T> Enum<T>(JsonSerializerOptions options)
        where T : struct, Enum => Value<T>(options, new JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false));

    /// <summary>An object that is made first and filled then.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="create">Makes an empty one; <see langword="null"/> for what is never read.</param>
    /// <param name="members">Makes the contracts of the members.</param>
    /// <param name="numbers">How numbers may be written.</param>
    /// <param name="unmapped">What to do about unknown members.</param>
    /// <param name="creation">Whether members are filled or replaced.</param>
    /// <returns>The contract.</returns>
    public static JsonTypeInfo<T> CreateObject<T>(
        JsonSerializerOptions options,
        Func<T>? create,
        Func<JsonSerializerOptions, JsonPropertyInfo[]> members,
        JsonNumberHandling? numbers = null,
        JsonUnmappedMemberHandling? unmapped = null,
        JsonObjectCreationHandling? creation = null)
        where T : notnull
    {
        JsonObjectInfoValues<T> values = new()
        {
            ObjectCreator = create,
            PropertyMetadataInitializer = _ => members(options),
            NumberHandling = numbers ?? default,
        };
        return CreateObject(options, values, unmapped, creation);
    }

    /// <summary>An object whose constructor takes members.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="create">Calls the constructor.</param>
    /// <param name="parameters">Makes the constructor's parameters.</param>
    /// <param name="members">Makes the contracts of the members.</param>
    /// <param name="numbers">How numbers may be written.</param>
    /// <param name="unmapped">What to do about unknown members.</param>
    /// <param name="creation">Whether members are filled or replaced.</param>
    /// <returns>The contract.</returns>
    public static JsonTypeInfo<T> CreateObject<T>(
        JsonSerializerOptions options,
        Func<object[], T> create,
        Func<JsonParameterInfoValues[]> parameters,
        Func<JsonSerializerOptions, JsonPropertyInfo[]> members,
        JsonNumberHandling? numbers = null,
        JsonUnmappedMemberHandling? unmapped = null,
        JsonObjectCreationHandling? creation = null)
        where T : notnull
    {
        JsonObjectInfoValues<T> values = new()
        {
            ObjectWithParameterizedConstructorCreator = create,
            ConstructorParameterMetadataInitializer = parameters,
            PropertyMetadataInitializer = _ => members(options),
            NumberHandling = numbers ?? default,
        };
        return CreateObject(options, values, unmapped, creation);
    }

    /// <summary>A member.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="declaringType">The object's type.</param>
    /// <param name="name">Its C# name.</param>
    /// <param name="jsonName">Its JSON name.</param>
    /// <param name="get">Reads it from the object; <see langword="null"/> for what is never written to JSON.</param>
    /// <param name="set">Sets it; <see langword="null"/> for what is never set, or through a constructor.</param>
    /// <param name="ignore">When it is left out.</param>
    /// <param name="type">A contract for this member alone.</param>
    /// <param name="numbers">How numbers may be written.</param>
    /// <param name="creation">Whether its value is filled or replaced.</param>
    /// <param name="order">Its place among the members.</param>
    /// <param name="isExtensionData">Whether it takes the members that no other takes.</param>
    /// <returns>The contract.</returns>
    public static JsonPropertyInfo Member<T>(
        JsonSerializerOptions options,
        Type declaringType,
        string name,
        string jsonName,
        Func<object, T?>? get,
        Action<object, T?>? set,
        JsonIgnoreCondition? ignore = null,
        JsonTypeInfo<T>? type = null,
        JsonNumberHandling? numbers = null,
        JsonObjectCreationHandling? creation = null,
        int order = 0,
        bool isExtensionData = false)
    {
        JsonPropertyInfo member = JsonMetadataServices.CreatePropertyInfo(options, new JsonPropertyInfoValues<T>
        {
            IsProperty = true,
            IsPublic = true,
            DeclaringType = declaringType,
            PropertyName = name,
            JsonPropertyName = jsonName,
            Getter = get,
            Setter = set,
            IgnoreCondition = ignore,
            PropertyTypeInfo = type!,
            NumberHandling = numbers,
            IsExtensionData = isExtensionData,
        });
        member.Order = order;
        member.ObjectCreationHandling = creation;
        return member;
    }

    /// <summary>A constructor's parameter.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="position">Its place.</param>
    /// <param name="defaultValue">Its value when JSON has none.</param>
    /// <returns>The parameter.</returns>
    public static JsonParameterInfoValues Parameter<T>(string name, int position, T? defaultValue = default) => new()
    {
        Name = name,
        ParameterType = typeof(T),
        Position = position,
        HasDefaultValue = true,
        DefaultValue = defaultValue,
        IsNullable = true,
    };

    private static JsonTypeInfo<T> CreateObject<T>(
        JsonSerializerOptions options, JsonObjectInfoValues<T> values, JsonUnmappedMemberHandling? unmapped, JsonObjectCreationHandling? creation)
        where T : notnull
    {
        JsonTypeInfo<T> contract = JsonMetadataServices.CreateObjectInfo(options, values);
        contract.UnmappedMemberHandling = unmapped;
        contract.PreferredPropertyObjectCreationHandling = creation;
        return contract;
    }
}
