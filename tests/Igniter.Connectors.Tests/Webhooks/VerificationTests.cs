using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Igniter.Connectors.Descriptors;
using Igniter.Connectors.Testing;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>What counts as genuine, scheme by scheme. What connectors declare and what they are set up with is in <see cref="DeclaredVerificationTests"/>.</summary>
public sealed partial class VerificationTests
{
    private const string Url = "https://app.example.com/connectors/demo/webhook/secret?a=1";

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$"""{"type":"x","id":"1","webhookTimestamp":{{Now.ToUnixTimeMilliseconds()}}}""");

    public static TheoryData<WebhookSignature> Signatures => [.. Enum.GetValues<WebhookSignature>().Where(signature => signature != WebhookSignature.None)];

    public static TheoryData<WebhookSignature, int> Windows => new()
    {
        { WebhookSignature.StandardWebhooks, 300 }, { WebhookSignature.Svix, 300 }, { WebhookSignature.Stripe, 300 }, { WebhookSignature.Slack, 300 },
        { WebhookSignature.HubSpotV3, 300 }, { WebhookSignature.Linear, 60 }, { WebhookSignature.Paddle, 5 },
    };

    public static TheoryData<string> NoTimes => ["", " ", "abc", "1767225600abc", "+1767225600", " 1767225600", "1767225600 ", "-1", "1e9", "1767225600.0", "0x1", "١٧٦٧٢٢٥٦٠٠", "99999999999999999999"];

    [Theory]
    [MemberData(nameof(Signatures))]
    public void A_signed_delivery_is_genuine_and_a_changed_one_is_not(WebhookSignature signature)
    {
        Dictionary<string, StringValues> headers = Sign(signature, WebhookHost.Secret, Body, Now);
        Assert.True(Verify(signature, headers, Body, [WebhookHost.Secret]));
        Assert.False(Verify(signature, Sign(signature, WebhookHost.OtherSecret, Body, Now), Body, [WebhookHost.Secret]));
        if (signature != WebhookSignature.TelegramSecretToken)
        {
            for (int i = 0; i < Body.Length; i += 7)
            {
                byte[] changed = [.. Body];
                changed[i] ^= 1;
                Assert.False(Verify(signature, headers, changed, [WebhookHost.Secret]));
            }

            Assert.False(Verify(signature, headers, [.. Body, (byte)'\n'], [WebhookHost.Secret]));
            Assert.False(Verify(signature, headers, [], [WebhookHost.Secret]));
        }
    }

    [Theory]
    [MemberData(nameof(Signatures))]
    public void S85_a_missing_doubled_cut_or_garbled_header_is_refused(WebhookSignature signature)
    {
        Dictionary<string, StringValues> headers = Sign(signature, WebhookHost.Secret, Body, Now);
        foreach (string name in headers.Keys.Where(name => IsChecked(signature, name)))
        {
            string value = headers[name]!;
            StringValues[] wrong =
            [
                StringValues.Empty, "", " ", value[..^1], value[..(value.Length / 2)], "=" + value, value + "=", value + "0", "zz" + value, "sha256=", "v1,", "v0=", "t=,v1=", ";;;",
                new([value, value]), new(["", value]), value.Replace('=', '-'), "\0", "é" + value, new string('A', 100_000),
            ];
            foreach (StringValues other in wrong)
            {
                if (string.Equals(other.ToString(), value, StringComparison.Ordinal))
                {
                    continue;
                }

                Dictionary<string, StringValues> changed = new(headers, StringComparer.OrdinalIgnoreCase) { [name] = other };
                Assert.False(Verify(signature, changed, Body, [WebhookHost.Secret]), $"{name}: {other}"[..Math.Min(80, name.Length + 2 + other.ToString().Length)]);
            }

            Dictionary<string, StringValues> without = new(headers, StringComparer.OrdinalIgnoreCase);
            without.Remove(name);
            Assert.False(Verify(signature, without, Body, [WebhookHost.Secret]), name);
        }
    }

    [Fact]
    public void S86_no_scheme_signs_with_an_empty_key()
    {
        foreach (WebhookSignature signature in Enum.GetValues<WebhookSignature>().Except([WebhookSignature.None, WebhookSignature.TelegramSecretToken]))
        {
            Assert.False(Verify(signature, Sign(signature, "", Body, Now), Body, [""]), signature.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void S88_a_time_may_be_off_by_the_tolerance_in_both_directions(WebhookSignature signature, int seconds)
    {
        foreach ((int offset, bool expected) in new[] { (0, true), (seconds, true), (-seconds, true), (seconds + 1, false), (-seconds - 1, false), (3600, false), (-86400, false) })
        {
            DateTimeOffset time = Now.AddSeconds(offset);
            byte[] body = Encoding.UTF8.GetBytes($$"""{"type":"x","id":"1","webhookTimestamp":{{time.ToUnixTimeMilliseconds()}}}""");
            Assert.True(expected == Verify(signature, Sign(signature, WebhookHost.Secret, body, time), body, [WebhookHost.Secret]), $"{offset} s");
        }
    }

    [Theory]
    [MemberData(nameof(NoTimes))]
    public void S88_a_time_is_digits_and_nothing_else(string time)
    {
        // The signature is right for the text as it is; only the text isn't a time.
        byte[] content = Encoding.UTF8.GetBytes($"{time}.");
        string stripe = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes("s"), (byte[])[.. content, .. Body]));
        Assert.False(Verify(WebhookSignature.Stripe, WebhookHost.Headers(("Stripe-Signature", $"t={time},v1={stripe}")), Body, ["s"]));

        byte[] before = Encoding.UTF8.GetBytes($"v0:{time}:");
        string slack = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes("s"), (byte[])[.. before, .. Body]));
        Assert.False(Verify(WebhookSignature.Slack, WebhookHost.Headers(("X-Slack-Request-Timestamp", time), ("X-Slack-Signature", "v0=" + slack)), Body, ["s"]));
    }

    [Theory]
    [InlineData("\"1767225600000\"")]
    [InlineData("1767225600000.0")]
    [InlineData("1.7672256e12")]
    [InlineData("null")]
    [InlineData("[1767225600000]")]
    public void S88_linears_time_is_a_whole_number(string time)
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"webhookTimestamp":{{time}}}""");
        Assert.False(Verify(WebhookSignature.Linear, WebhookSigner.Linear("s", body, "1"), body, ["s"]));
    }

    [Fact]
    public void S89_a_time_that_is_not_signed_counts_for_nothing()
    {
        byte[] stale = Encoding.UTF8.GetBytes($$"""{"webhookTimestamp":{{Now.AddMinutes(-10).ToUnixTimeMilliseconds()}}}""");
        Dictionary<string, StringValues> headers = WebhookSigner.Linear("s", stale, "1");
        headers["linear-timestamp"] = Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        Assert.False(Verify(WebhookSignature.Linear, headers, stale, ["s"]));

        HmacSignatureAttribute declaration = new() { Header = "X-Sig", TimestampHeader = "X-Time" };
        Assert.Contains("isn't signed", WebhookSetupCheck.Find(Definition(declaration)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Signatures))]
    public void S90_each_of_several_active_secrets_is_accepted(WebhookSignature signature)
    {
        foreach (string secret in new[] { WebhookHost.Secret, WebhookHost.OtherSecret })
        {
            Assert.True(Verify(signature, Sign(signature, secret, Body, Now), Body, [WebhookHost.OtherSecret, "not base64 !", WebhookHost.Secret]));
        }
    }

    [Theory]
    [InlineData("v1,{0} v1,{1}", true)]
    [InlineData("v1,{1} v1,{0}", true)]
    [InlineData("v2,AAAA v1a,{0} v1,{0}", true)]
    [InlineData("v1a,{0}", false)]
    [InlineData("v2,{0}", false)]
    [InlineData("v1,{1}", false)]
    [InlineData("{0}", false)]
    [InlineData("V1,{0}", false)]
    [InlineData("v1,{1},v1,{0}", false)]
    public void S90_of_several_signatures_one_must_match_and_other_versions_do_not_count(string format, bool expected)
    {
        Dictionary<string, StringValues> headers = WebhookSigner.StandardWebhooks(WebhookHost.Secret, "msg_1", Body, Now);
        string right = headers["webhook-signature"].ToString()["v1,".Length..];
        headers["webhook-signature"] = string.Format(CultureInfo.InvariantCulture, format, right, Convert.ToBase64String(new byte[32]));
        Assert.Equal(expected, Verify(WebhookSignature.StandardWebhooks, headers, Body, [WebhookHost.Secret]));
    }

    [Fact]
    public void S90_github_signatures_with_sha1_are_refused()
    {
        string sha1 = Convert.ToHexStringLower(System.Security.Cryptography.CryptographicOperations.HmacData(
            System.Security.Cryptography.HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes("s"), Body));
        foreach (string name in new[] { "X-Hub-Signature", "X-Hub-Signature-256" })
        {
            Assert.False(Verify(WebhookSignature.GitHub, WebhookHost.Headers((name, "sha1=" + sha1)), Body, ["s"]));
        }
    }

    [Fact]
    public void S91_a_public_key_is_no_secret()
    {
        const string PublicKey = "whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        Dictionary<string, StringValues> headers = WebhookSigner.StandardWebhooks(PublicKey["whpk_".Length..], "msg_1", Body, Now);
        Assert.False(Verify(WebhookSignature.StandardWebhooks, headers, Body, [PublicKey]));
    }

    [Theory]
    [InlineData(WebhookSignature.StandardWebhooks)]
    [InlineData(WebhookSignature.Svix)]
    public void S92_an_id_with_a_dot_is_refused(WebhookSignature signature)
    {
        string prefix = signature == WebhookSignature.Svix ? "svix" : "webhook";
        Dictionary<string, StringValues> headers = Sign(signature, WebhookHost.Secret, Body, Now);
        headers = signature == WebhookSignature.Svix
            ? WebhookSigner.Svix(WebhookHost.Secret, "msg_1.1767135600", Body, Now)
            : WebhookSigner.StandardWebhooks(WebhookHost.Secret, "msg_1.1767135600", Body, Now);
        Assert.False(Verify(signature, headers, Body, [WebhookHost.Secret]));
        Assert.Equal("msg_1.1767135600", headers[prefix + "-id"]);
    }

    [Fact]
    public void S84_signatures_are_compared_in_one_place_and_in_constant_time()
    {
        string folder = Path.GetFullPath(Path.Combine(SourceFolder(), "../../../src/Igniter.Connectors/Webhooks"));
        string[] files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories);
        Assert.True(files.Length > 20);
        foreach (string file in files)
        {
            string code = File.ReadAllText(file);
            Assert.DoesNotMatch(@"\.SequenceEqual\(|string\.Compare|\.CompareTo\(", code);
            Assert.DoesNotMatch(@"\b(signature|secret|token|hmac|expected|key)\s*[!=]=|[!=]=\s*(signature|secret|token|hmac|expected|key)\b", code);
            Assert.DoesNotMatch(@"(?i)(string\.Equals|\.Equals)\([^)]*\b(signature|secret|token|hmac)\b", code);
            Assert.True(!code.Contains("FixedTimeEquals", StringComparison.Ordinal) || Path.GetFileName(file) is "WebhookHmac.cs" or "TwilioScheme.cs", file);
        }
    }

    [Fact]
    public void Every_scheme_names_its_documentation()
    {
        string folder = Path.GetFullPath(Path.Combine(SourceFolder(), "../../../src/Igniter.Connectors/Webhooks/Schemes"));
        string[] schemes = [.. Directory.GetFiles(folder, "*Scheme.cs").Where(file => Path.GetFileName(file) is not ("WebhookScheme.cs" or "DeclaredHmacScheme.cs"))];
        Assert.Equal(12, schemes.Length);
        Assert.All(schemes, file => Assert.Matches("https://", File.ReadAllText(file)));
    }

    private static string SourceFolder() =>
        typeof(VerificationTests).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
            .Cast<System.Reflection.AssemblyMetadataAttribute>()
            .Single(data => data.Key == "SnapshotDirectory")
            .Value!;

    private static bool IsChecked(WebhookSignature signature, string header) =>
        UncheckedHeaders().IsMatch(header) is false || (signature is WebhookSignature.StandardWebhooks or WebhookSignature.Svix && header.EndsWith("-id", StringComparison.Ordinal));

    [GeneratedRegex("^(X-GitHub-|X-Shopify-(Topic|Webhook)|Linear-Delivery|Content-Type)")]
    private static partial Regex UncheckedHeaders();

    private static WebhookDefinition Definition(HmacSignatureAttribute hmac) => new() { Endpoint = new(), Hmac = hmac, Handlers = [] };

    private static bool Verify(WebhookSignature signature, Dictionary<string, StringValues> headers, byte[] body, string[] secrets) =>
        WebhookSchemes.Find(signature)!.Verify(
            new WebhookRequest { Method = "POST", Url = UrlOf(signature, body), Headers = headers, Body = body, ReceivedAt = Now }, secrets);

    private static Dictionary<string, StringValues> Sign(WebhookSignature signature, string secret, byte[] body, DateTimeOffset time) => signature switch
    {
        WebhookSignature.StandardWebhooks => WebhookSigner.StandardWebhooks(secret, "msg_1", body, time),
        WebhookSignature.Svix => WebhookSigner.Svix(secret, "msg_1", body, time),
        WebhookSignature.Stripe => WebhookSigner.Stripe(secret, body, time),
        WebhookSignature.GitHub => WebhookSigner.GitHub(secret, body, "push", "1"),
        WebhookSignature.Slack => WebhookSigner.Slack(secret, body, time),
        WebhookSignature.Shopify => WebhookSigner.Shopify(secret, body, "orders/create", "1"),
        WebhookSignature.Twilio => TwilioJson(secret, body),
        WebhookSignature.TelegramSecretToken => WebhookSigner.TelegramSecretToken(secret),
        WebhookSignature.HubSpotV3 => WebhookSigner.HubSpotV3(secret, Url, body, time),
        WebhookSignature.Line => WebhookSigner.Line(secret, body),
        WebhookSignature.Square => WebhookSigner.Square(secret, Url, body),
        WebhookSignature.Linear => WebhookSigner.Linear(secret, body, "1"),
        _ => WebhookSigner.Paddle(secret, body, time),
    };

    /// <summary>Twilio signs JSON through a hash in the address, which is fixed here: that of the right body.</summary>
    private static string UrlOf(WebhookSignature signature, byte[] body) =>
        signature == WebhookSignature.Twilio ? $"{Url}&bodySHA256={Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Body))}" : Url;

    private static Dictionary<string, StringValues> TwilioJson(string secret, byte[] body)
    {
        Dictionary<string, StringValues> headers = WebhookSigner.Twilio(secret, UrlOf(WebhookSignature.Twilio, body), []);
        headers["Content-Type"] = "application/json";
        return headers;
    }
}
