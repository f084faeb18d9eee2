using System.Text;
using Igniter.Connectors.Descriptors;
using Igniter.Connectors.Testing;
using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>What a connector declares about its verification, which secrets and address it is set up with, and what deliveries get for it.</summary>
public sealed class DeclaredVerificationTests
{
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

    [Fact]
    public async Task S90_the_configuration_may_hold_several_secrets()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync(secrets: WebhookHost.OtherSecret);
        Assert.Equal(200, (await host.SendAsync(path, id: "1", secret: WebhookHost.Secret)).StatusCode);
        Assert.Equal(200, (await host.SendAsync(path, id: "2", secret: WebhookHost.OtherSecret)).StatusCode);
        Assert.Equal(401, (await host.SendAsync(path, id: "3", secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")).StatusCode);
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
        Assert.Equal(401, (await host.PostAsync(path, body, WebhookSigner.Hmac(declaration, WebhookHost.OtherSecret, body, host.Time.GetUtcNow(), "d2"))).StatusCode);
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
}
