namespace Igniter.Connectors;

/// <summary>Stripe: https://docs.stripe.com/webhooks#verify-manually.</summary>
internal sealed class StripeScheme : WebhookScheme
{
    public override WebhookPlace EventType => WebhookPlace.InMember("type");

    public override WebhookPlace DeliveryId => WebhookPlace.InMember("id");

    public override bool Verify(WebhookRequest request, string[] secrets) =>
        SignatureList.TryParse(request.Single("Stripe-Signature"), ',', "t=", "v1=", out SignatureList list)
        && IsFresh(request, list.Seconds)
        && WebhookHmac.AnyMatches(HmacAlgorithm.Sha256, WebhookHmac.Utf8Keys(secrets), $"{list.Timestamp}.", request.Body, "", list.Signatures);
}
