using System.Text.Json.Serialization;

namespace Igniter.Connectors;

/// <summary>How the SDK's own OAuth data is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FlowState))]
[JsonSerializable(typeof(StoredGrant))]
[JsonSerializable(typeof(GrantInfo))]
internal sealed partial class OAuthJson : JsonSerializerContext;
