using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Testing;

/// <summary>
/// Signs webhook deliveries as vendors do, for tests of handlers: each method gives the headers to send with the body. Written apart from what verifies
/// them, so that the two don't share a mistake.
/// </summary>
public static class WebhookSigner
{
    /// <summary>Signs by Standard Webhooks, symmetric <c>v1</c>.</summary>
    /// <param name="secret">The secret: Base64, with or without <c>whsec_</c>.</param>
    /// <param name="id">The delivery's id.</param>
    /// <param name="body">The body.</param>
    /// <param name="timestamp">When it is sent.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> StandardWebhooks(string secret, string id, ReadOnlySpan<byte> body, DateTimeOffset timestamp) =>
        Standard("webhook", secret, id, body, timestamp);

    /// <summary>Signs as Svix does.</summary>
    /// <inheritdoc cref="StandardWebhooks"/>
    public static Dictionary<string, StringValues> Svix(string secret, string id, ReadOnlySpan<byte> body, DateTimeOffset timestamp) =>
        Standard("svix", secret, id, body, timestamp);

    /// <summary>Signs as Stripe does.</summary>
    /// <param name="secret">The endpoint's secret.</param>
    /// <param name="body">The body.</param>
    /// <param name="timestamp">When it is sent.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> Stripe(string secret, ReadOnlySpan<byte> body, DateTimeOffset timestamp) =>
        Headers(("Stripe-Signature", $"t={Seconds(timestamp)},v1={Hex(Sha256(secret, $"{Seconds(timestamp)}.", body))}"));

    /// <summary>Signs as GitHub does.</summary>
    /// <param name="secret">The webhook's secret.</param>
    /// <param name="body">The body.</param>
    /// <param name="eventType">The event, for example <c>push</c>.</param>
    /// <param name="deliveryId">The delivery's id.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> GitHub(string secret, ReadOnlySpan<byte> body, string eventType, string deliveryId) => Headers(
        ("X-Hub-Signature-256", $"sha256={Hex(Sha256(secret, "", body))}"), ("X-GitHub-Event", eventType), ("X-GitHub-Delivery", deliveryId));

    /// <summary>Signs as Slack does.</summary>
    /// <param name="secret">The app's signing secret.</param>
    /// <param name="body">The body.</param>
    /// <param name="timestamp">When it is sent.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> Slack(string secret, ReadOnlySpan<byte> body, DateTimeOffset timestamp) => Headers(
        ("X-Slack-Request-Timestamp", Seconds(timestamp)), ("X-Slack-Signature", $"v0={Hex(Sha256(secret, $"v0:{Seconds(timestamp)}:", body))}"));

    /// <summary>Signs as Shopify does.</summary>
    /// <param name="secret">The app's client secret.</param>
    /// <param name="body">The body.</param>
    /// <param name="topic">The event, for example <c>orders/create</c>.</param>
    /// <param name="webhookId">The delivery's id.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> Shopify(string secret, ReadOnlySpan<byte> body, string topic, string webhookId) => Headers(
        ("X-Shopify-Hmac-Sha256", Base64(Sha256(secret, "", body))), ("X-Shopify-Topic", topic), ("X-Shopify-Webhook-Id", webhookId));

    /// <summary>Signs a form as Twilio does.</summary>
    /// <param name="authToken">The account's auth token.</param>
    /// <param name="url">The address it is sent to, query included.</param>
    /// <param name="fields">The form's fields, decoded.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> Twilio(string authToken, string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        string text = url + string.Concat(fields
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .ThenBy(field => field.Value, StringComparer.Ordinal)
            .Select(field => field.Key + field.Value));
        byte[] signature = CryptographicOperations.HmacData(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text));
        return Headers(("X-Twilio-Signature", Base64(signature)), ("Content-Type", "application/x-www-form-urlencoded"));
    }

    /// <summary>Sends Telegram's secret token.</summary>
    /// <param name="secretToken">What setWebhook was given.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> TelegramSecretToken(string secretToken) => Headers(("X-Telegram-Bot-Api-Secret-Token", secretToken));

    /// <summary>Signs as HubSpot does, version 3.</summary>
    /// <param name="secret">The app's client secret.</param>
    /// <param name="url">The address it is sent to.</param>
    /// <param name="body">The body.</param>
    /// <param name="timestamp">When it is sent.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> HubSpotV3(string secret, string url, ReadOnlySpan<byte> body, DateTimeOffset timestamp)
    {
        string milliseconds = timestamp.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        byte[] signature = Sha256(secret, "POST" + url, [.. body, .. Encoding.UTF8.GetBytes(milliseconds)]);
        return Headers(("X-HubSpot-Request-Timestamp", milliseconds), ("X-HubSpot-Signature-v3", Base64(signature)));
    }

    /// <summary>Signs as LINE does.</summary>
    /// <param name="channelSecret">The channel's secret.</param>
    /// <param name="body">The body.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> Line(string channelSecret, ReadOnlySpan<byte> body) =>
        Headers(("x-line-signature", Base64(Sha256(channelSecret, "", body))));

    /// <summary>Signs as Square does.</summary>
    /// <param name="signatureKey">The subscription's signature key.</param>
    /// <param name="url">The address it is sent to.</param>
    /// <param name="body">The body.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> Square(string signatureKey, string url, ReadOnlySpan<byte> body) =>
        Headers(("x-square-hmacsha256-signature", Base64(Sha256(signatureKey, url, body))));

    /// <summary>Signs as Linear does. The time stands in the body, as <c>webhookTimestamp</c> in milliseconds.</summary>
    /// <param name="secret">The webhook's secret.</param>
    /// <param name="body">The body.</param>
    /// <param name="deliveryId">The delivery's id.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> Linear(string secret, ReadOnlySpan<byte> body, string deliveryId) =>
        Headers(("linear-signature", Hex(Sha256(secret, "", body))), ("Linear-Delivery", deliveryId));

    /// <summary>Signs as Paddle does.</summary>
    /// <param name="secret">The notification destination's secret.</param>
    /// <param name="body">The body.</param>
    /// <param name="timestamp">When it is sent.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> Paddle(string secret, ReadOnlySpan<byte> body, DateTimeOffset timestamp) =>
        Headers(("Paddle-Signature", $"ts={Seconds(timestamp)};h1={Hex(Sha256(secret, $"{Seconds(timestamp)}:", body))}"));

    /// <summary>Signs as a declaration says.</summary>
    /// <param name="declaration">What stands on the connector.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="body">The body.</param>
    /// <param name="timestamp">When it is sent.</param>
    /// <param name="id">The delivery's id.</param>
    /// <returns>The headers.</returns>
    public static Dictionary<string, StringValues> Hmac(
        HmacSignatureAttribute declaration, string secret, ReadOnlySpan<byte> body, DateTimeOffset timestamp = default, string id = "")
    {
        ArgumentNullException.ThrowIfNull(declaration);
        string[] parts = declaration.Payload.Replace("{timestamp}", Seconds(timestamp), StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal).Split("{body}");
        byte[] content = [.. Encoding.UTF8.GetBytes(parts[0]), .. body, .. Encoding.UTF8.GetBytes(parts[1])];
        HashAlgorithmName algorithm = declaration.Algorithm switch
        {
            HmacAlgorithm.Sha1 => HashAlgorithmName.SHA1,
            HmacAlgorithm.Sha512 => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        };
        byte[] signature = CryptographicOperations.HmacData(algorithm, Encoding.UTF8.GetBytes(secret), content);
        string text = declaration.Encoding switch
        {
            HmacEncoding.Base64 => Base64(signature),
            HmacEncoding.Base64Url => Base64(signature).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
            _ => Hex(signature),
        };
        Dictionary<string, StringValues> headers = Headers((declaration.Header, declaration.Prefix + text));
        if (declaration.TimestampHeader is { } timestampHeader)
        {
            headers[timestampHeader] = Seconds(timestamp);
        }

        if (declaration.IdHeader is { } idHeader)
        {
            headers[idHeader] = id;
        }

        return headers;
    }

    private static Dictionary<string, StringValues> Standard(string prefix, string secret, string id, ReadOnlySpan<byte> body, DateTimeOffset timestamp)
    {
        const string SecretPrefix = "whsec_";
        byte[] key = Convert.FromBase64String(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);
        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{Seconds(timestamp)}."), .. body];
        return Headers(
            ($"{prefix}-id", id),
            ($"{prefix}-timestamp", Seconds(timestamp)),
            ($"{prefix}-signature", $"v1,{Base64(HMACSHA256.HashData(key, content))}"));
    }

    private static byte[] Sha256(string secret, string before, ReadOnlySpan<byte> body)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(before), .. body];
        return HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), content);
    }

    private static string Seconds(DateTimeOffset timestamp) => timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

    private static Dictionary<string, StringValues> Headers(params (string Name, string Value)[] headers) =>
        headers.ToDictionary(header => header.Name, header => new StringValues(header.Value), StringComparer.OrdinalIgnoreCase);
}
