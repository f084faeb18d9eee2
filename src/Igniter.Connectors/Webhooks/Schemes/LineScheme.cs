namespace Igniter.Connectors;

/// <summary>LINE Messaging API: https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/.</summary>
internal sealed class LineScheme : WebhookScheme
{
    public override bool Verify(WebhookRequest request, string[] secrets) =>
        WebhookHmac.Decode(request.Single("x-line-signature"), HmacEncoding.Base64) is { } signature
        && WebhookHmac.AnyMatches(HmacAlgorithm.Sha256, WebhookHmac.Utf8Keys(secrets), "", request.Body, "", [signature]);
}
