using System.Text;
using CsCheck;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>Random deliveries: whatever arrives, schemes and parsers give a verdict. Seeds that once failed are kept.</summary>
public sealed class FuzzTests
{
    private const int Iterations = 20_000;

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1767225600);

    private static readonly string[] HeaderNames =
    [
        "webhook-id", "webhook-timestamp", "webhook-signature", "svix-id", "svix-timestamp", "svix-signature", "Stripe-Signature", "X-Hub-Signature-256",
        "X-Slack-Request-Timestamp", "X-Slack-Signature", "X-Shopify-Hmac-Sha256", "X-Twilio-Signature", "X-Telegram-Bot-Api-Secret-Token",
        "X-HubSpot-Request-Timestamp", "X-HubSpot-Signature-v3", "x-line-signature", "x-square-hmacsha256-signature", "linear-signature", "Paddle-Signature",
        "Content-Type",
    ];

    private static readonly Gen<string> HeaderPart = Gen.OneOf(
        Gen.OneOf(
            "v1,", "v0=", "sha256=", "t=", "v1=", "ts=", ";", ",", " ", "h1=", "1767225600", "1767225600000", "application/x-www-form-urlencoded", "whsec_", "=",
            "==", "AAAA", "%", "é", "\ud800", "\0", "99999999999999999999", "-1"),
        Gen.String[Gen.Char.AlphaNumeric, 0, 100],
        Gen.Byte.Array[32].Select(Convert.ToHexStringLower),
        Gen.Byte.Array[32].Select(bytes => Convert.ToBase64String(bytes)),
        Gen.Byte.Array[20].Select(bytes => Convert.ToBase64String(bytes)));

    private static readonly Gen<string> HeaderValue = HeaderPart.Array[0, 6].Select(string.Concat);

    private static readonly Gen<StringValues> HeaderValues = Gen.Frequency(
        (9, HeaderValue.Select(value => new StringValues(value))), (1, HeaderValue.Array[0, 3].Select(values => new StringValues(values))));

    private static readonly Gen<byte[]> Body = Gen.OneOf(
        Gen.Byte.Array[0, 200],
        Gen.OneOf(
            "{", "}", "[", "]", "\"", ":", ",", "\\", "\\ud800", "\\u0000", "\"type\"", "\"id\"", "\"webhookTimestamp\"", "1767225600000", "null", "true", "1e400", " ",
            "a=b", "&", "=", "%", "%FF", "%41", "+", "payload=", "\u00e9", "\"event\"", "\"x\"").Array[0, 40].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))));

    private static readonly Gen<WebhookRequest> Request = Gen.Select(
        Gen.Select(Gen.OneOf(HeaderNames), HeaderValues).Array[0, 8],
        Body,
        Gen.OneOf<string?>(null, "", "?", "https://app.example.com/x", "https://[::1]:8443/x?bodySHA256=00&%zz", "https://a@b:80?", "nonsense", "https://x/%3a%2F"),
        (headers, body, url) => new WebhookRequest
        {
            Method = "POST",
            Headers = headers.DistinctBy(header => header.Item1).ToDictionary(header => header.Item1, header => header.Item2, StringComparer.OrdinalIgnoreCase),
            Body = body,
            ReceivedAt = Now,
            Url = url,
        });

    [Theory]
    [InlineData(null)]
    [InlineData("0N0XIzNsQ0O2")]
    public void No_random_delivery_passes_or_breaks_a_scheme(string? seed) => Request.Sample(
        request =>
        {
            foreach (WebhookSignature signature in Enum.GetValues<WebhookSignature>())
            {
                Assert.False(WebhookSchemes.Find(signature)?.Verify(request, ["a secret that nobody guesses 7f3c", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]) ?? false);
            }
        },
        seed: seed,
        iter: Iterations);

    [Theory]
    [InlineData(null)]
    [InlineData("0N0XIzNsQ0O2")]
    public void Random_bodies_are_read_or_refused(string? seed) => Body.Sample(
        body =>
        {
            foreach (string path in new[] { "type", "event.type", "a.b.c" })
            {
                Assert.True(new JsonPath(path).TryRead(body, out JsonText text) || text == JsonText.None);
            }

            // A lone field named payload is JSON itself, and may be empty.
            if (FormJson.Convert(body) is { } json && !Encoding.UTF8.GetString(body).Contains("payload", StringComparison.Ordinal))
            {
                Assert.True(json.Length > 0);
            }
        },
        seed: seed,
        iter: Iterations);

    [Fact]
    public void A_member_is_read_as_a_parser_reads_it() => Gen.Select(Gen.String[0, 20], Gen.Int, Gen.Bool).Sample(
        (text, number, before) =>
        {
            string type = System.Text.Json.JsonSerializer.Serialize(text);
            string other = $"\"other\":{{\"type\":{number},\"deep\":[{{\"type\":\"no\"}}]}}";
            byte[] json = Encoding.UTF8.GetBytes(before ? $"{{{other},\"type\":{type}}}" : $"{{\"type\":{type},{other}}}");
            string expected = System.Text.Json.JsonDocument.Parse(json).RootElement.GetProperty("type").GetString()!;
            Assert.True(new JsonPath("type").TryRead(json, out JsonText found));
            Assert.Equal(expected, found.Text);
            Assert.True(new JsonPath("other.type").TryRead(json, out JsonText nested));
            Assert.Equal(new JsonText($"{number}", true), nested);
        },
        iter: 2000);

    [Fact]
    public void A_form_survives_its_encoding() => Gen.Select(Gen.String[1, 20], Gen.String[0, 40]).Array[1, 6].Sample(
        fields =>
        {
            KeyValuePair<string, string>[] expected = [.. fields.Select(field => new KeyValuePair<string, string>(Clean(field.Item1), Clean(field.Item2)))];
            string form = string.Join('&', expected.Select(field => $"{System.Net.WebUtility.UrlEncode(field.Key)}={System.Net.WebUtility.UrlEncode(field.Value)}"));
            Assert.True(FormBody.TryParse(Encoding.UTF8.GetBytes(form), out List<KeyValuePair<string, string>> parsed));
            Assert.Equal(expected, parsed);
        },
        iter: 2000);

    /// <summary>Half a surrogate pair has no encoding.</summary>
    private static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
