using System.Text.Json.Serialization;

namespace Igniter.Connectors.Benchmarks.Engine;

/// <summary>A stored configuration whose token is an envelope.</summary>
internal sealed record SecretRow
{
    public required string Token { get; init; }

    public required string Name { get; init; }

    public int Limit { get; init; } = 4096;
}

/// <summary>An action's input.</summary>
internal sealed record AddInput
{
    public required int Left { get; init; }

    public required int Right { get; init; }
}

/// <summary>System.Text.Json's own generator, with the options that connectors have.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(SecretRow))]
[JsonSerializable(typeof(AddInput))]
[JsonSerializable(typeof(BenchSecretConnector.Sum))]
[JsonSerializable(typeof(BenchPlainConnector.Config))]
internal sealed partial class HandJson : JsonSerializerContext;
