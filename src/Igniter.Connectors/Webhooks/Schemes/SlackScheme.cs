namespace Igniter.Connectors;

/// <summary>Slack: https://docs.slack.dev/authentication/verifying-requests-from-slack. The old verification token doesn't count.</summary>
internal sealed class SlackScheme : WebhookScheme
{
    private const string Prefix = "v0=";

    public override WebhookPlace EventType => WebhookPlace.InMember("event.type");

    public override WebhookPlace DeliveryId => WebhookPlace.InMember("event_id");

    public override bool Verify(WebhookRequest request, string[] secrets) =>
        request.Single("X-Slack-Request-Timestamp") is { } timestamp
        && WebhookHeaders.TryParseTime(timestamp, out long seconds)
        && IsFresh(request, seconds)
        && request.Single("X-Slack-Signature") is { } header
        && header.StartsWith(Prefix, StringComparison.Ordinal)
        && WebhookHmac.Decode(header.AsSpan(Prefix.Length), HmacEncoding.Hex) is { } signature
        && WebhookHmac.AnyMatches(HmacAlgorithm.Sha256, WebhookHmac.Utf8Keys(secrets), $"v0:{timestamp}:", request.Body, "", [signature]);
}
