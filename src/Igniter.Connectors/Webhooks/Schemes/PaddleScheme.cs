namespace Igniter.Connectors;

/// <summary>Paddle Billing: https://developer.paddle.com/webhooks/signature-verification. Its own libraries allow five seconds.</summary>
internal sealed class PaddleScheme : WebhookScheme
{
    public override TimeSpan Tolerance => TimeSpan.FromSeconds(5);

    public override WebhookPlace EventType => WebhookPlace.InMember("event_type");

    public override WebhookPlace DeliveryId => WebhookPlace.InMember("event_id");

    public override bool Verify(WebhookRequest request, string[] secrets) =>
        SignatureList.TryParse(request.Single("Paddle-Signature"), ';', "ts=", "h1=", out SignatureList list)
        && IsFresh(request, list.Seconds)
        && WebhookHmac.AnyMatches(HmacAlgorithm.Sha256, WebhookHmac.Utf8Keys(secrets), $"{list.Timestamp}:", request.Body, "", list.Signatures);
}
