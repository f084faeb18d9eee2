namespace Igniter.Connectors;

/// <summary>GitHub: https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries. Signatures with SHA-1 don't count.</summary>
internal sealed class GitHubScheme : WebhookScheme
{
    private const string Prefix = "sha256=";

    public override WebhookPlace EventType => WebhookPlace.InHeader("X-GitHub-Event");

    public override WebhookPlace DeliveryId => WebhookPlace.InHeader("X-GitHub-Delivery");

    public override bool Verify(WebhookRequest request, string[] secrets) =>
        request.Single("X-Hub-Signature-256") is { } header
        && header.StartsWith(Prefix, StringComparison.Ordinal)
        && WebhookHmac.Decode(header.AsSpan(Prefix.Length), HmacEncoding.Hex) is { } signature
        && WebhookHmac.AnyMatches(HmacAlgorithm.Sha256, WebhookHmac.Utf8Keys(secrets), "", request.Body, "", [signature]);
}
