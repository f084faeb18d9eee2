using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Igniter.Connectors.Descriptors;
using Igniter.Connectors.Testing;
using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>What counts as genuine, scheme by scheme.</summary>
public sealed partial class VerificationTests
{
    private const string Url = "https://app.example.com/connectors/demo/webhook/secret?a=1";
    private const string OtherSecret = "whsec_T3RoZXJTZWNyZXRPdGhlclNlY3JldE90aGVy";

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
        Assert.False(Verify(signature, Sign(signature, OtherSecret, Body, Now), Body, [WebhookHost.Secret]));
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

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("whsec_")]
    public async Task S86_without_a_signing_secret_everything_is_refused(string secret)
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync(token: secret.Length < 4 ? "    " : secret);
        byte[] body = WebhookHost.Body();
        foreach (string guess in new[] { "", "whsec_", "whsec_AA==" })
        {
            ConnectorResponse response = await host.PostAsync(path, body, host.Sign(body, secret: guess));
            Assert.Equal(401, response.StatusCode);
        }

        Assert.Empty(host.Runs);
    }

    [Fact]
    public void S86_no_scheme_signs_with_an_empty_key()
    {
        foreach (WebhookSignature signature in Enum.GetValues<WebhookSignature>().Except([WebhookSignature.None, WebhookSignature.TelegramSecretToken]))
        {
            Assert.False(Verify(signature, Sign(signature, "", Body, Now), Body, [""]), signature.ToString());
        }
    }

    [Fact]
    public async Task S87_without_any_declaration_everything_is_refused_and_a_warning_says_so()
    {
        await using WebhookHost host = new(WebhookSignature.None);
        string path = await host.ConnectAsync();
        Assert.Equal(401, (await host.PostAsync(path, WebhookHost.Body())).StatusCode);
        Assert.Empty(host.Runs);
        Assert.True(host.Manager.GetConnector("demo").Webhook!.IsVerified);
        Assert.Contains(host.Engine.Logs.Messages, message => message.StartsWith("Warning", StringComparison.Ordinal) && message.Contains("Signature = WebhookSignature.None", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S87_unverified_deliveries_are_accepted_only_where_that_is_written_out_and_shown()
    {
        await using WebhookHost host = new(WebhookSignature.None, setup => setup.IsUnverified = true);
        string path = await host.ConnectAsync();
        Assert.Equal(200, (await host.PostAsync(path, WebhookHost.Body())).StatusCode);
        Assert.Single(host.Runs);
        Assert.False(host.Manager.GetConnector("demo").Webhook!.IsVerified);
        Assert.False(Assert.Single(host.Engine.Events.OfType<WebhookReceivedEvent>()).Verified);
    }

    [Fact]
    public async Task S87_a_verifier_decides_and_one_that_throws_refuses()
    {
        Func<bool> verdict = () => true;
        WebhookRequest? seen = null;
        await using WebhookHost host = new(WebhookSignature.None, setup => setup.Verify = (_, request) =>
        {
            seen = request;
            return new(verdict());
        });
        string path = await host.ConnectAsync();

        Assert.Equal(200, (await host.PostAsync(path, WebhookHost.Body(), query: "?a=1")).StatusCode);
        Assert.Equal((WebhookHost.BaseUrl + path + "?a=1", "POST"), (seen!.Url, seen.Method));
        verdict = () => false;
        Assert.Equal(401, (await host.PostAsync(path, WebhookHost.Body(id: "2"))).StatusCode);
        verdict = () => throw new FormatException("canary");
        ConnectorResponse thrown = await host.PostAsync(path, WebhookHost.Body(id: "3"));
        Assert.Equal((401, ConnectorErrorCodes.ConnectorWebhookVerificationFailed), (thrown.StatusCode, WebhookHost.CodeOf(thrown)));
        Assert.Single(host.Runs);
        Assert.DoesNotContain(host.Engine.Logs.Messages, message => message.Contains("canary", StringComparison.Ordinal));
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
        foreach (string secret in new[] { WebhookHost.Secret, OtherSecret })
        {
            Assert.True(Verify(signature, Sign(signature, secret, Body, Now), Body, [OtherSecret, "not base64 !", WebhookHost.Secret]));
        }
    }

    [Fact]
    public async Task S90_the_configuration_may_hold_several_secrets()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync(secrets: OtherSecret);
        Assert.Equal(200, (await host.SendAsync(path, id: "1", secret: WebhookHost.Secret)).StatusCode);
        Assert.Equal(200, (await host.SendAsync(path, id: "2", secret: OtherSecret)).StatusCode);
        Assert.Equal(401, (await host.SendAsync(path, id: "3", secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).StatusCode);
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
    public async Task S94_the_address_that_is_signed_is_the_configured_one()
    {
        await using WebhookHost host = new(WebhookSignature.Square);
        string path = await host.ConnectAsync();
        byte[] body = Encoding.UTF8.GetBytes("""{"type":"x","id":"1","event_id":"e"}""");

        Dictionary<string, StringValues> proxied = WebhookSigner.Square(WebhookHost.Secret, "http://10.0.0.1:8080" + path, body);
        proxied["Host"] = "10.0.0.1:8080";
        proxied["X-Forwarded-Host"] = "10.0.0.1:8080";
        Assert.Equal(401, (await host.PostAsync(path, body, proxied)).StatusCode);
        Assert.Equal(200, (await host.PostAsync(path, body, WebhookSigner.Square(WebhookHost.Secret, WebhookHost.BaseUrl + path, body))).StatusCode);
        Assert.Equal(401, (await host.PostAsync(path, body, WebhookSigner.Square(WebhookHost.Secret, WebhookHost.BaseUrl + path, body), query: "a=1")).StatusCode);
        Assert.Equal(200, (await host.PostAsync(path, body, WebhookSigner.Square(WebhookHost.Secret, WebhookHost.BaseUrl + path + "?a=1", body), query: "?a=1")).StatusCode);
    }

    [Theory]
    [InlineData("https://app.example.com", "https://app.example.com:443")]
    [InlineData("https://app.example.com:8443", "https://app.example.com")]
    [InlineData("https://app.example.com:8443/mounted", "https://app.example.com:8443/mounted")]
    public async Task S94_twilio_may_leave_the_port_out_or_add_its_own(string configured, string signedBase)
    {
        await using WebhookHost host = new(WebhookSignature.Twilio, setup => setup.Handlers[0] = new WebhookHandlerDefinition<NoValue> { Invoke = (_, _, _) => ValueTask.CompletedTask }, baseUrl: configured);
        string path = (await host.Engine.Client().ConnectAsync(TestHost.Config with { Token = "token" }, cancellationToken: TestHost.Token)).WebhookUrl!.AbsolutePath;
        string mounted = path.StartsWith("/mounted", StringComparison.Ordinal) ? path["/mounted".Length..] : path;
        Dictionary<string, StringValues> headers = WebhookSigner.Twilio("token", signedBase + mounted, [new("To", "+1"), new("Body", "a b")]);
        Assert.Equal(200, (await host.PostAsync(mounted, Encoding.UTF8.GetBytes("Body=a+b&To=%2B1"), headers)).StatusCode);
    }

    [Fact]
    public async Task S94_without_a_base_url_signed_addresses_are_refused()
    {
        await using WebhookHost host = new(WebhookSignature.Square);
        string path = await host.ConnectAsync();
        await using WebhookHost without = new(WebhookSignature.Square, store: host.Store, baseUrl: null);
        byte[] body = WebhookHost.Body();
        Assert.Equal(401, (await without.PostAsync(path, body, WebhookSigner.Square(WebhookHost.Secret, path, body))).StatusCode);
        Assert.Contains("IGNITER_BASE_URL", Assert.Single(without.Engine.Events.OfType<WebhookFailedEvent>()).ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HmacAlgorithm.Sha256, HmacEncoding.Hex, "sha256=", "{body}")]
    [InlineData(HmacAlgorithm.Sha1, HmacEncoding.Base64, null, "{timestamp}{body}")]
    [InlineData(HmacAlgorithm.Sha512, HmacEncoding.Base64Url, "v1=", "{id}.{timestamp}.{body}")]
    [InlineData(HmacAlgorithm.Sha256, HmacEncoding.Base64, "", "v0:{timestamp}:{body}:end")]
    public async Task A_declared_hmac_is_verified(HmacAlgorithm algorithm, HmacEncoding encoding, string? prefix, string payload)
    {
        HmacSignatureAttribute declaration = new()
        {
            Header = "X-Sig",
            Algorithm = algorithm,
            Encoding = encoding,
            Prefix = prefix,
            Payload = payload,
            TimestampHeader = payload.Contains("{timestamp}", StringComparison.Ordinal) ? "X-Time" : null,
            IdHeader = "X-Id",
        };
        await using WebhookHost host = new(WebhookSignature.None, setup => setup.Hmac = declaration);
        string path = await host.ConnectAsync();
        byte[] body = WebhookHost.Body();

        Assert.Equal(200, (await host.PostAsync(path, body, WebhookSigner.Hmac(declaration, WebhookHost.Secret, body, host.Time.GetUtcNow(), "d1"))).StatusCode);
        Assert.Equal("d1", Assert.Single(host.Runs).Context.EventId);
        Assert.Equal(401, (await host.PostAsync(path, body, WebhookSigner.Hmac(declaration, OtherSecret, body, host.Time.GetUtcNow(), "d2"))).StatusCode);
        int late = (await host.PostAsync(path, body, WebhookSigner.Hmac(declaration, WebhookHost.Secret, body, host.Time.GetUtcNow().AddSeconds(301), "d3"))).StatusCode;
        Assert.Equal(declaration.TimestampHeader is null ? 200 : 401, late);
        if (payload.Contains("{id}", StringComparison.Ordinal))
        {
            Assert.Equal(401, (await host.PostAsync(path, body, WebhookSigner.Hmac(declaration, WebhookHost.Secret, body, host.Time.GetUtcNow(), "d.4"))).StatusCode);
            Dictionary<string, StringValues> other = WebhookSigner.Hmac(declaration, WebhookHost.Secret, body, host.Time.GetUtcNow(), "d5");
            other["X-Id"] = "d6";
            Assert.Equal(401, (await host.PostAsync(path, body, other)).StatusCode);
        }
    }

    [Theory]
    [InlineData("{timestamp}", "X-Time", null, "{body}")]
    [InlineData("{body}{body}", null, null, "{body}")]
    [InlineData("{timestamp}.{body}", null, null, "TimestampHeader")]
    [InlineData("{id}.{body}", null, null, "IdHeader")]
    [InlineData("{body}", "X-Time", null, "isn't signed")]
    public void A_declaration_that_can_not_be_right_is_found_at_start(string payload, string? timestampHeader, string? idHeader, string problem)
    {
        HmacSignatureAttribute declaration = new() { Header = "X-Sig", Payload = payload, TimestampHeader = timestampHeader, IdHeader = idHeader };
        ConnectorException exception = TestHost.Fails(
            ConnectorErrorCodes.ConnectorConfigurationInvalid, () => _ = new WebhookHost(WebhookSignature.None, setup => setup.Hmac = declaration));
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_webhook_that_can_not_be_right_is_found_at_start()
    {
        Fails("Decide for one", setup => setup.Hmac = new HmacSignatureAttribute { Header = "X" });
        Fails("negative", setup => setup.Endpoint.MaxBytes = -1);
        Fails("without an event type", setup => setup.Handlers.Add(setup.Handlers[0]));

        static void Fails(string problem, Action<WebhookHost.Setup> configure) =>
            Assert.Contains(
                problem,
                TestHost.Fails(ConnectorErrorCodes.ConnectorConfigurationInvalid, () => _ = new WebhookHost(configure: configure)).Message,
                StringComparison.Ordinal);
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
