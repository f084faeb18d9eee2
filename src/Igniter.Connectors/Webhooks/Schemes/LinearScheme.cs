namespace Igniter.Connectors;

/// <summary>
/// Linear: https://linear.app/developers/webhooks#securing-webhooks. The time stands in the body, where it is signed; the header of the same purpose isn't.
/// </summary>
internal sealed class LinearScheme : WebhookScheme
{
    private static readonly JsonPath Time = new("webhookTimestamp");

    public override TimeSpan Tolerance => TimeSpan.FromMinutes(1);

    public override WebhookPlace EventType => WebhookPlace.InMember("type");

    public override WebhookPlace DeliveryId => WebhookPlace.InHeader("Linear-Delivery");

    public override bool Verify(WebhookRequest request, string[] secrets) =>
        WebhookHmac.Decode(request.Single("linear-signature"), HmacEncoding.Hex) is { } signature
        && WebhookHmac.AnyMatches(HmacAlgorithm.Sha256, WebhookHmac.Utf8Keys(secrets), "", request.Body, "", [signature])
        && Time.TryRead(request.Body.Span, out JsonText time)
        && time.IsNumber
        && WebhookHeaders.TryParseTime(time.Text, out long milliseconds)
        && IsFreshToTheMillisecond(request, milliseconds);
}
