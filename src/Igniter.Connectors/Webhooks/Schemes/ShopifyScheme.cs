namespace Igniter.Connectors;

/// <summary>Shopify: https://shopify.dev/docs/apps/build/webhooks/subscribe/https#step-5-verify-the-webhook. It never sends an empty body.</summary>
internal sealed class ShopifyScheme : WebhookScheme
{
    public override WebhookPlace EventType => WebhookPlace.InHeader("X-Shopify-Topic");

    public override WebhookPlace DeliveryId => WebhookPlace.InHeader("X-Shopify-Webhook-Id");

    public override bool Verify(WebhookRequest request, string[] secrets) =>
        !request.Body.IsEmpty
        && WebhookHmac.Decode(request.Single("X-Shopify-Hmac-Sha256"), HmacEncoding.Base64) is { } signature
        && WebhookHmac.AnyMatches(HmacAlgorithm.Sha256, WebhookHmac.Utf8Keys(secrets), "", request.Body, "", [signature]);
}
