using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors;

/// <summary>Answers the requests by which vendors make sure of an address. Those that the vendor signs were verified before.</summary>
internal static class WebhookHandshakes
{
    private const int LongestChallenge = 256;

    private static readonly JsonPath Type = new("type");
    private static readonly JsonPath Challenge = new("challenge");
    private static readonly JsonPath Event = new("event");
    private static readonly JsonPath PlainToken = new("payload.plainToken");

    /// <returns>The answer; <see langword="null"/> for an ordinary delivery.</returns>
    public static ConnectorResponse? Answer(ConnectorWebhook webhook, WebhookRequest request, object? config)
    {
        ReadOnlySpan<byte> body = request.Body.Span;
        if (webhook.Scheme is SlackScheme && Says(body, Type, "url_verification"))
        {
            return Challenge.TryRead(body, out JsonText challenge) && IsChallenge(challenge.Text) ? Text(challenge.Text) : null;
        }

        if (webhook.Handshake == WebhookHandshake.Zoom && Says(body, Event, "endpoint.url_validation"))
        {
            return PlainToken.TryRead(body, out JsonText token) && IsChallenge(token.Text) && webhook.SecretsOf(config) is [string secret, ..]
                ? Zoom(token.Text, secret)
                : null;
        }

        return null;
    }

    /// <summary>Meta asks without a signature, but knows a token of the connection.</summary>
    /// <returns>The answer; <see langword="null"/> when the token is wrong.</returns>
    public static ConnectorResponse? AnswerMeta(ConnectorWebhook webhook, string query, object? config) =>
        config is not null
        && webhook.Definition.VerifyToken?.Invoke(config) is { Length: > 0 } expected
        && FormBody.FindInQuery(query, "hub.mode") is "subscribe"
        && FormBody.FindInQuery(query, "hub.verify_token") is { } token
        && WebhookHmac.AreEqual(token, expected)
        && FormBody.FindInQuery(query, "hub.challenge") is { } challenge
        && IsChallenge(challenge)
            ? Text(challenge)
            : null;

    private static bool Says(ReadOnlySpan<byte> body, JsonPath path, string what) =>
        body.IndexOf(Encoding.UTF8.GetBytes(what)) >= 0 && path.TryRead(body, out JsonText text) && string.Equals(text.Text, what, StringComparison.Ordinal);

    private static bool IsChallenge(string text) => text.Length is > 0 and <= LongestChallenge && !text.Any(char.IsControl);

    private static ConnectorResponse Text(string text) => Of("text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    private static ConnectorResponse Zoom(string plainToken, string secret)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("plainToken"u8, plainToken);
            json.WriteString("encryptedToken"u8, Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(plainToken))));
            json.WriteEndObject();
        }

        return Of("application/json", body.ToArray());
    }

    private static ConnectorResponse Of(string contentType, byte[] body) => new()
    {
        StatusCode = 200,
        Headers = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = contentType,
            ["X-Content-Type-Options"] = "nosniff",
            ["Cache-Control"] = "no-store",
        },
        Body = body,
    };
}
