using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>A payload; its members are described by hand in <see cref="WebhookContracts"/>.</summary>
public sealed record WebhookEvent
{
    public required string Type { get; init; }

    public required string Id { get; init; }

    public double? Amount { get; init; }
}

/// <summary>What the compiler would emit for payloads.</summary>
internal static class WebhookContracts
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { MakeOptional } },
    };

    public static TypeContract<WebhookEvent> Event { get; } = new(
        Json<WebhookEvent>,
        TypeShape.Of(new ShapeMember("type", MemberTraits.Required), new ShapeMember("id", MemberTraits.Required), new ShapeMember("amount")),
        Check,
        """{"type":"object","properties":{"type":{"type":"string"},"id":{"type":"string"},"amount":{"type":"number"}},"required":["type","id"]}""");

    public static TypeContract<JsonElement> Any { get; } = new(Json<JsonElement>, TypeShape.Value, null, "true");

    private static void Check(WebhookEvent value, ref ValidationRun run)
    {
        if (value.Type is null)
        {
            run.Add("type", "The Type field is required.");
        }

        if (value.Id is null)
        {
            run.Add("id", "The Id field is required.");
        }
    }

    private static JsonTypeInfo<T> Json<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static void MakeOptional(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            property.IsRequired = false;
        }
    }
}
