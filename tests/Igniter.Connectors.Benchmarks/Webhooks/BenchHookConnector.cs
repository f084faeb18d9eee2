using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Igniter.Connectors.Benchmarks.Webhooks;

/// <summary>A webhook with one typed handler and an encrypted signing secret.</summary>
[Connector("bench-hook")]
[WebhookEndpoint(Signature = WebhookSignature.GitHub, Secret = nameof(Config.SigningSecret))]
public sealed partial class BenchHookConnector
{
    public sealed partial record Config([Encrypted] string SigningSecret);

    public sealed record Push
    {
        [StringLength(200, MinimumLength = 1)]
        public required string Ref { get; init; }

        [Range(0, 1000)]
        public required int Size { get; init; }

        public required string Text { get; init; }
    }

    [Webhook("push")]
    public ValueTask OnPushAsync(Push push) => push.Size > 0 ? ValueTask.CompletedTask : throw new InvalidOperationException();
}

/// <summary>System.Text.Json's own generator, with the options that connectors have.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(BenchHookConnector.Push))]
[JsonSerializable(typeof(HookRow))]
internal sealed partial class HookJson : JsonSerializerContext;

/// <summary>A stored configuration whose secret is an envelope.</summary>
internal sealed record HookRow(string SigningSecret);
