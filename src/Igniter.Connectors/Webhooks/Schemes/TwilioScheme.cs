using System.Security.Cryptography;
using System.Text;

namespace Igniter.Connectors;

/// <summary>
/// Twilio: https://www.twilio.com/docs/usage/webhooks/webhooks-security#validating-signatures-from-twilio. The address is signed with the form's
/// parameters in the order of their names; another body only through its hash in the query.
/// </summary>
internal sealed class TwilioScheme : WebhookScheme
{
    private const string BodyHash = "bodySHA256";

    public override bool Verify(WebhookRequest request, string[] secrets)
    {
        if (request.Url is not { } url
            || WebhookHmac.Decode(request.Single("X-Twilio-Signature"), HmacEncoding.Base64, HmacAlgorithm.Sha1) is not { } signature
            || SignedText(request, url) is not { } parameters)
        {
            return false;
        }

        // Twilio signs the address with or without the scheme's own port, depending on the product.
        (string withPort, string withoutPort) = Variants(url);
        return IsSigned(url) || IsSigned(withPort) || IsSigned(withoutPort);

        bool IsSigned(string address) => WebhookHmac.AnyMatches(
            HmacAlgorithm.Sha1, WebhookHmac.Utf8Keys(secrets), address + parameters, default, "", [signature]);
    }

    /// <summary>What is signed after the address; <see langword="null"/> when the body isn't covered by it.</summary>
    private static string? SignedText(WebhookRequest request, string url)
    {
        if (FormBody.IsForm(request))
        {
            return FormBody.TryParse(request.Body.Span, out List<KeyValuePair<string, string>> fields) ? Join(fields) : null;
        }

        return FormBody.FindInQuery(url, BodyHash) is { } hash
            && WebhookHmac.Decode(hash, HmacEncoding.Hex) is { } expected
            && CryptographicOperations.FixedTimeEquals(expected, SHA256.HashData(request.Body.Span))
                ? ""
                : null;
    }

    /// <summary>Names with their values, sorted by name and then by value; a pair that stands there twice counts once.</summary>
    private static string Join(List<KeyValuePair<string, string>> fields)
    {
        StringBuilder text = new();
        foreach ((string name, string value) in fields
            .Distinct()
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .ThenBy(field => field.Value, StringComparer.Ordinal))
        {
            text.Append(name).Append(value);
        }

        return text.ToString();
    }

    private static (string WithPort, string WithoutPort) Variants(string url)
    {
        int start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = url.IndexOfAny(['/', '?'], start);
        end = end < 0 ? url.Length : end;
        string authority = url[start..end];
        int colon = authority.LastIndexOf(':');
        bool hasPort = colon > authority.LastIndexOf(']');
        string host = hasPort ? authority[..colon] : authority;
        string port = hasPort ? authority[colon..] : url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        return (url[..start] + host + port + url[end..], url[..start] + host + url[end..]);
    }
}
