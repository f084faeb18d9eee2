using System.Text;

namespace Igniter.Connectors;

/// <summary>
/// HubSpot, version 3: https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests#validate-the-v3-request-signature.
/// </summary>
internal sealed class HubSpotScheme : WebhookScheme
{
    // HubSpot signs the address with these characters decoded, its libraries as it is written.
    private static readonly (string Encoded, string Plain)[] Decoded =
    [
        ("%3A", ":"), ("%2F", "/"), ("%3F", "?"), ("%40", "@"), ("%21", "!"), ("%24", "$"), ("%27", "'"), ("%28", "("), ("%29", ")"), ("%2A", "*"),
        ("%2C", ","), ("%3B", ";"),
    ];

    public override bool Verify(WebhookRequest request, string[] secrets)
    {
        if (request.Url is not { } url
            || request.Single("X-HubSpot-Request-Timestamp") is not { } timestamp
            || !WebhookHeaders.TryParseTime(timestamp, out long milliseconds)
            || !IsFreshToTheMillisecond(request, milliseconds)
            || WebhookHmac.Decode(request.Single("X-HubSpot-Signature-v3"), HmacEncoding.Base64) is not { } signature)
        {
            return false;
        }

        return IsSigned(url) || (url.Contains('%', StringComparison.Ordinal) && IsSigned(Decode(url)));

        bool IsSigned(string address) => WebhookHmac.AnyMatches(
            HmacAlgorithm.Sha256, WebhookHmac.Utf8Keys(secrets), request.Method + address, request.Body, timestamp, [signature]);
    }

    private static string Decode(string url)
    {
        StringBuilder decoded = new(url);
        foreach ((string encoded, string plain) in Decoded)
        {
            decoded.Replace(encoded, plain).Replace(encoded.ToLowerInvariant(), plain);
        }

        return decoded.ToString();
    }
}
