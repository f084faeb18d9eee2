namespace Igniter.Connectors;

/// <summary>Square: https://developer.squareup.com/docs/webhooks/step3validate. The address is signed before the body.</summary>
internal sealed class SquareScheme : WebhookScheme
{
    public override WebhookPlace EventType => WebhookPlace.InMember("type");

    public override WebhookPlace DeliveryId => WebhookPlace.InMember("event_id");

    public override bool Verify(WebhookRequest request, string[] secrets) =>
        request.Url is { } url
        && WebhookHmac.Decode(request.Single("x-square-hmacsha256-signature"), HmacEncoding.Base64) is { } signature
        && WebhookHmac.AnyMatches(HmacAlgorithm.Sha256, WebhookHmac.Utf8Keys(secrets), url, request.Body, "", [signature]);
}
