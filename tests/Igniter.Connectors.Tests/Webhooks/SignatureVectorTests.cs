using System.Text.Json;
using Igniter.Connectors.Tests.Shared;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>Cases made with the vendors' own libraries. See <c>webhook-signatures.json</c>.</summary>
public sealed class SignatureVectorTests
{
    private static readonly Dictionary<string, WebhookSignature> Schemes = new(StringComparer.Ordinal)
    {
        ["standard-webhooks"] = WebhookSignature.StandardWebhooks,
        ["standard-webhooks-v1a"] = WebhookSignature.StandardWebhooks,
        ["svix"] = WebhookSignature.Svix,
        ["stripe"] = WebhookSignature.Stripe,
        ["github"] = WebhookSignature.GitHub,
        ["slack"] = WebhookSignature.Slack,
        ["shopify"] = WebhookSignature.Shopify,
        ["twilio"] = WebhookSignature.Twilio,
        ["telegram"] = WebhookSignature.TelegramSecretToken,
        ["hubspot-v3"] = WebhookSignature.HubSpotV3,
        ["line"] = WebhookSignature.Line,
        ["square"] = WebhookSignature.Square,
        ["linear"] = WebhookSignature.Linear,
        ["paddle"] = WebhookSignature.Paddle,
    };

    public static TheoryData<string> Cases => [.. AllCases.Keys];

    private static Dictionary<string, JsonElement> AllCases { get; } = VectorFile.Read("webhook-signatures.json").GetProperty("cases").EnumerateArray()
        .Where(one => Schemes.ContainsKey(one.GetProperty("scheme").GetString()!))
        .ToDictionary(one => one.GetProperty("id").GetString()!, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Cases))]
    public void S81_a_vendors_case_gets_the_expected_verdict(string id)
    {
        JsonElement one = AllCases[id];
        string scheme = one.GetProperty("scheme").GetString()!;
        string[] secrets = one.TryGetProperty("secrets", out JsonElement list) ? [.. list.EnumerateArray().Select(secret => secret.GetString()!)] : [];
        if (secrets.Length == 0)
        {
            // A receiver of asymmetric signatures that mistakes the public key for a secret.
            secrets = [one.GetProperty("publicKey").GetString()!];
        }

        WebhookRequest request = new()
        {
            Method = one.GetProperty("method").GetString()!,
            Url = one.GetProperty("url").GetString(),
            Body = one.GetProperty("bodyBase64").GetBytesFromBase64(),
            ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(one.GetProperty("now").GetInt64()),
            Headers = HeadersOf(one),
        };

        bool verdict = WebhookSchemes.Find(Schemes[scheme])!.Verify(request, secrets);

        string expected = scheme == "standard-webhooks-v1a" ? "invalid" : one.GetProperty("expected").GetString()!;
        Assert.Contains(expected, (string[])["either", verdict ? "valid" : "invalid"]);
    }

    [Fact]
    public void S81_every_built_in_scheme_has_cases()
    {
        Assert.True(AllCases.Count > 80);
        Assert.Equal(
            Enum.GetValues<WebhookSignature>().Except([WebhookSignature.None]).Order(),
            AllCases.Values.Select(one => Schemes[one.GetProperty("scheme").GetString()!]).Distinct().Order());
    }

    private static Dictionary<string, StringValues> HeadersOf(JsonElement one)
    {
        Dictionary<string, StringValues> headers = new(StringComparer.OrdinalIgnoreCase);
        if (one.TryGetProperty("contentType", out JsonElement contentType) && contentType.ValueKind == JsonValueKind.String)
        {
            headers["Content-Type"] = contentType.GetString();
        }

        foreach (JsonElement header in one.GetProperty("headers").EnumerateArray())
        {
            string name = header[0].GetString()!;
            headers[name] = StringValues.Concat(headers.GetValueOrDefault(name), header[1].GetString());
        }

        return headers;
    }
}
