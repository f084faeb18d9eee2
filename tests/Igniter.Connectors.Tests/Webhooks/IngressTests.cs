using System.Text.Json;
using Igniter.Connectors.Tests.Engine;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>The way of a delivery from the URL to the handler.</summary>
public sealed class IngressTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public async Task A_signed_delivery_reaches_its_tenants_handler()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();

        ConnectorResponse response = await host.SendAsync(path);

        Assert.Equal(200, response.StatusCode);
        Assert.True(response.Body.IsEmpty);
        WebhookHost.Handled run = Assert.Single(host.Runs);
        Assert.Equal(new WebhookEvent { Type = "x", Id = "1" }, run.Payload);
        Assert.Equal(("organization", "org_1", "", "msg_1", "x"), (run.Context.Scope, run.Context.Identity, run.Context.ConnectionName, run.Context.EventId, run.Context.EventType));
        Assert.Equal(WebhookHost.Secret, run.Context.Config.Token);
        Assert.Equal(WebhookHost.Body(), run.Context.Body.ToArray());
        Assert.Equal(host.Time.GetUtcNow(), run.Context.ReceivedAt);
        Assert.Equal("msg_1", run.Context.Headers["WEBHOOK-ID"]);
        Assert.NotNull(run.Context.Http);
    }

    [Fact]
    public async Task The_address_is_the_base_url_with_connector_and_secret()
    {
        await using WebhookHost host = new();
        ConnectionResult result = await host.Engine.Client().ConnectAsync(TestHost.Config, cancellationToken: TestHost.Token);
        Assert.Matches("^https://app\\.example\\.com/connectors/demo/webhook/[A-Za-z0-9_-]{43}$", result.WebhookUrl!.AbsoluteUri);
    }

    [Fact]
    public async Task Without_a_base_url_there_is_no_address()
    {
        await using WebhookHost host = new(baseUrl: null);
        ConnectionResult result = await host.Engine.Client().ConnectAsync(TestHost.Config, cancellationToken: TestHost.Token);
        Assert.Null(result.WebhookUrl);
        await TestHost.FailsAsync(
            ConnectorErrorCodes.ConnectorConfigurationInvalid, () => host.Engine.Scope().GetWebhookUrlAsync("demo", TestHost.Token));
    }

    [Fact]
    public async Task A_connector_without_webhook_has_no_address()
    {
        await using TestHost host = new();
        ConnectionResult result = await host.Client().ConnectAsync(TestHost.Config, cancellationToken: TestHost.Token);
        Assert.Null(result.WebhookUrl);
        Assert.Null((await host.RecordAsync())!.WebhookSecret);
        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorWebhookNotConfigured, () => host.Scope().GetWebhookUrlAsync("demo", TestHost.Token));
        await TestHost.FailsAsync(
            ConnectorErrorCodes.ConnectorWebhookNotConfigured, () => host.Scope().RotateWebhookSecretAsync("demo", TimeSpan.Zero, TestHost.Token));
    }

    [Fact]
    public async Task S82_nothing_is_parsed_before_the_signature_was_verified()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        byte[] broken = WebhookHost.Utf8("{\"type\":");

        ConnectorResponse unsigned = await host.PostAsync(path, broken);
        ConnectorResponse forged = await host.PostAsync(path, broken, host.Sign(WebhookHost.Body()));
        ConnectorResponse signed = await host.SendAsync(path, broken);

        Assert.Equal((401, 401, 400), (unsigned.StatusCode, forged.StatusCode, signed.StatusCode));
        Assert.Equal(ConnectorErrorCodes.ConnectorWebhookVerificationFailed, WebhookHost.CodeOf(unsigned));
        Assert.Equal(ConnectorErrorCodes.ConnectorWebhookValidationFailed, WebhookHost.CodeOf(signed));
        Assert.Empty(host.Runs);
    }

    [Fact]
    public async Task S82_an_unknown_secret_is_refused_before_the_body_is_read()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        UnreadableStream body = new();
        ConnectorResponse response = await host.Manager.HandleAsync(new ConnectorRequest { Method = "POST", Path = path + "A", Body = body }, TestHost.Token);
        Assert.Equal(404, response.StatusCode);
    }

    [Theory]
    [InlineData("{\"type\":\"caf\\u00e9\",\"id\":\"1\"}")]
    [InlineData("{\"id\":\"1\",\r\n\t\"type\":\"café\"  }\r\n")]
    [InlineData("{\"type\":\"x\",\"id\":\"1\",\"amount\":12345678901234567890123456789}")]
    public async Task S83_the_signature_is_over_the_exact_bytes(string json)
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        byte[] body = WebhookHost.Utf8(json);

        Assert.Equal(200, (await host.SendAsync(path, body)).StatusCode);
        Assert.Equal(body, Assert.Single(host.Runs).Context.Body.ToArray());

        byte[] rewritten = JsonSerializer.SerializeToUtf8Bytes(JsonElement.Parse(body), Indented);
        Assert.Equal(401, (await host.PostAsync(path, rewritten, host.Sign(body, "msg_2"))).StatusCode);
    }

    [Fact]
    public async Task S83_bytes_that_are_no_text_survive_up_to_the_handler()
    {
        await using WebhookHost host = new(configure: setup =>
        {
            setup.Handlers.Clear();
            setup.Endpoint.EventTypeHeader = "X-Event";
        });
        byte[] body = [0xEF, 0xBB, 0xBF, 0xFF, 0x00, 0x0D, 0x0A];
        await using WebhookHost raw = new(configure: setup =>
        {
            setup.Handlers.Clear();
            setup.Endpoint.EventTypeHeader = "X-Event";
            setup.Handlers.Add(host.Handler<Igniter.Connectors.Descriptors.NoValue>(null, null));
        });
        string path = await raw.ConnectAsync();
        Assert.Equal(200, (await raw.SendAsync(path, body)).StatusCode);
        Assert.Equal(body, Assert.Single(host.Runs).Context.Body.ToArray());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("BREW")]
    public async Task S96_other_methods_are_not_allowed(string method)
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        byte[] body = WebhookHost.Body();

        ConnectorResponse response = await host.PostAsync(path, body, host.Sign(body), method);

        Assert.Equal(405, response.StatusCode);
        Assert.Equal("POST", response.Headers["Allow"]);
        Assert.Equal(ConnectorErrorCodes.ConnectorWebhookMethodNotAllowed, WebhookHost.CodeOf(response));
        Assert.Empty(host.Runs);
    }

    [Fact]
    public async Task S103_the_limit_holds_while_the_body_streams_in()
    {
        await using WebhookHost host = new(configure: setup => setup.Endpoint.MaxBytes = 1000);
        string path = await host.ConnectAsync();
        EndlessStream body = new();

        ConnectorResponse response = await host.Manager.HandleAsync(new ConnectorRequest { Method = "POST", Path = path, Body = body }, TestHost.Token);

        Assert.Equal(413, response.StatusCode);
        Assert.Equal(ConnectorErrorCodes.ConnectorWebhookTooLarge, WebhookHost.CodeOf(response));
        Assert.True(body.BytesRead < 100_000, $"{body.BytesRead} bytes were read.");
    }

    [Theory]
    [InlineData(0, 1024 * 1024, 200)]
    [InlineData(0, (1024 * 1024) + 1, 413)]
    [InlineData(2_000_000, 2_000_000, 200)]
    [InlineData(50, 51, 413)]
    public async Task S103_a_body_may_have_a_MiB_unless_set(int limit, int size, int status)
    {
        await using WebhookHost host = new(configure: setup => setup.Endpoint.MaxBytes = limit);
        string path = await host.ConnectAsync();
        byte[] body = new byte[size];
        body.AsSpan().Fill((byte)' ');
        WebhookHost.Body().CopyTo(body, 0);

        ConnectorResponse response = await host.Manager.HandleAsync(
            new ConnectorRequest { Method = "POST", Path = path, Body = new MemoryStream(body), Headers = host.Sign(body) }, TestHost.Token);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task S95_a_handler_that_throws_gives_500_without_its_text()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        host.Work = (_, _) => throw new InvalidOperationException("canary of the exception");

        ConnectorResponse response = await host.SendAsync(path);

        Assert.Equal(500, response.StatusCode);
        Assert.Equal(ConnectorErrorCodes.ConnectorWebhookFailed, WebhookHost.CodeOf(response));
        Assert.Equal(["code", "status", "title", "type"], JsonElement.Parse(response.Body.Span).EnumerateObject().Select(member => member.Name).Order());
        Assert.DoesNotContain(host.Engine.Logs.Messages, message => message.Contains("canary", StringComparison.Ordinal));
        Assert.Contains(host.Engine.Logs.Messages, message => message.Contains("InvalidOperationException", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ConnectorErrorCodes.ConnectorNotConnected)]
    [InlineData(ConnectorErrorCodes.ConnectorActionInputInvalid)]
    [InlineData(ConnectorErrorCodes.ConnectorWebhookVerificationFailed)]
    public async Task S95_whatever_error_a_handler_throws_the_provider_tries_again(string code)
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        host.Work = (_, _) => throw new ConnectorException(code, "The handler's own error.");

        ConnectorResponse response = await host.SendAsync(path);

        Assert.Equal(500, response.StatusCode);
        Assert.Equal(code, host.Engine.Events.OfType<WebhookFailedEvent>().Single().ErrorCode);
    }

    [Fact]
    public async Task S98_every_refusal_of_an_address_is_the_same()
    {
        RecordingStore store = new();
        await using WebhookHost host = new(store: store);
        string path = await host.ConnectAsync();
        string disabled = await host.ConnectAsync("org_2");
        await host.Engine.Client("org_2").DisableAsync(TestHost.Token);
        string gone = await host.ConnectAsync("org_3");
        await host.Engine.Client("org_3").DisconnectAsync(TestHost.Token);
        string secret = path.Split('/')[^1];

        List<(int Status, string Headers, string Body, string Reads)> answers = [];
        foreach (string refused in new[]
        {
            disabled, gone, path.Replace("demo", "other", StringComparison.Ordinal), path[..^1] + (path[^1] == 'A' ? 'B' : 'A'), $"/connectors/Demo/webhook/{secret}",
            "/connectors/demo/webhook/", "/connectors/demo/webhook/x", "/connectors/demo/webhook/..%2f..%2f", "/connectors/demo/webhook/%00",
            $"/connectors/d%65mo/webhook/{secret}", $"/connectors/demо/webhook/{secret}", "/connectors/demo/webhook/" + new string('a', 10_000),
            $"/connectors/{new string('(', 5000)}/webhook/{secret}", $"/connectors/demo/webhook/{secret}%20", $"/connectors/demo/webhook/{secret}\ud800",
        })
        {
            store.Calls.Clear();
            byte[] body = WebhookHost.Body();
            ConnectorResponse response = await host.PostAsync(refused, body, host.Sign(body));
            answers.Add((
                response.StatusCode,
                string.Join('\n', response.Headers.Select(header => $"{header.Key}: {header.Value}")),
                System.Text.Encoding.UTF8.GetString(response.Body.Span),
                string.Join(',', store.Calls)));
        }

        (int status, _, string text, string reads) = Assert.Single(answers.Distinct());
        Assert.Equal((404, "find"), (status, reads));
        Assert.Contains(ConnectorErrorCodes.ConnectorWebhookNotConfigured, text, StringComparison.Ordinal);
        Assert.Empty(host.Runs);
        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("..%2f..%2fadmin")]
    [InlineData("%00")]
    [InlineData("a/b")]
    [InlineData("?x=1")]
    [InlineData("＜secret＞")]
    public async Task S101_strange_secrets_and_connectors_are_not_found(string strange)
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        byte[] body = WebhookHost.Body();
        foreach (string refused in new[] { $"/connectors/demo/webhook/{strange}", path + strange, $"/connectors/{strange}/webhook/{path.Split('/')[^1]}", strange })
        {
            ConnectorResponse response = await host.PostAsync(refused, body, host.Sign(body));
            Assert.Equal(404, response.StatusCode);
        }

        Assert.Empty(host.Runs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task S97_the_look_up_is_one_read_however_many_connections_there_are(int connections)
    {
        RecordingStore store = new();
        await using WebhookHost host = new(store: store);
        string path = "";
        for (int i = 0; i < connections; i++)
        {
            path = await host.ConnectAsync($"org_{i}");
        }

        store.Calls.Clear();
        byte[] body = WebhookHost.Body();
        await host.PostAsync(path, body, host.Sign(body, secret: "whsec_AAAA"));
        Assert.Equal(["find"], store.Calls);
    }

    [Fact]
    public async Task S99_another_tenants_signature_is_wrong_and_payloads_name_no_tenant()
    {
        const string Other = "whsec_OtherSecretOtherSecretOtherSecr9";
        await using WebhookHost host = new();
        string one = await host.ConnectAsync("org_1");
        await host.ConnectAsync("org_2", Other);
        byte[] body = WebhookHost.Utf8("""{"type":"x","id":"1","scope":"user","identity":"org_2","connector":"other","connectionId":"1"}""");

        Assert.Equal(401, (await host.SendAsync(one, body, secret: Other)).StatusCode);
        Assert.Equal(200, (await host.SendAsync(one, body)).StatusCode);
        Assert.Equal(("organization", "org_1"), (Assert.Single(host.Runs).Context.Scope, host.Runs.Single().Context.Identity));
    }

    [Fact]
    public async Task A_cancelled_delivery_is_the_callers_cancellation_and_may_run_again()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        using CancellationTokenSource source = new();
        host.Work = async (_, token) =>
        {
            await source.CancelAsync();
            token.ThrowIfCancellationRequested();
        };
        byte[] body = WebhookHost.Body();
        ConnectorRequest request = new() { Method = "POST", Path = path, Body = body, Headers = host.Sign(body) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await host.Manager.HandleAsync(request, source.Token));

        host.Work = (_, _) => Task.CompletedTask;
        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
        Assert.Equal(2, host.Runs.Count);
    }

    [Fact]
    public async Task The_context_object_and_the_services_live_as_long_as_the_handler()
    {
        Resource state = new();
        await using WebhookHost host = new(configure: setup => setup.Context = _ => new((object?)state));
        string path = await host.ConnectAsync();
        bool wasAlive = false;
        host.Work = async (_, _) =>
        {
            await Task.Yield();
            wasAlive = state.Disposals == 0 && host.Runs.Single().Call.State == state;
        };

        await host.SendAsync(path);

        Assert.True(wasAlive);
        Assert.Equal(1, state.Disposals);
    }

    private sealed class UnreadableStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new InvalidOperationException("Nobody may read this.");
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long BytesRead { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            BytesRead += buffer.Length;
            return new(buffer.Length);
        }
    }
}
