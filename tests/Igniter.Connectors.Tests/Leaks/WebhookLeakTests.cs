using System.Text;
using System.Text.Json;
using Igniter.Connectors.Descriptors;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.Telemetry;
using Igniter.Connectors.Tests.Webhooks;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>Deliveries, good and bad, with secrets in the address, the signature, the configuration and the payload.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class WebhookLeakTests : IDisposable
{
    private static readonly TypeContract<WebhookEvent> SensitiveAmount = new(
        () => (System.Text.Json.Serialization.Metadata.JsonTypeInfo<WebhookEvent>)WebhookContracts.Event.JsonTypeInfo,
        TypeShape.Of(new ShapeMember("type", MemberTraits.Required), new ShapeMember("id", MemberTraits.Required | MemberTraits.Sensitive)),
        null,
        "{}");

    private readonly LeakHunt _hunt = new();
    private readonly string _signingSecret;
    private readonly string _previousSecret;
    private readonly string _verifyToken;
    private readonly string _payload;

    public WebhookLeakTests()
    {
        _signingSecret = _hunt.Plant("signing secret", "whsec_");
        _previousSecret = _hunt.Plant("previous signing secret", "whsec_");
        _verifyToken = _hunt.Plant("verify token");
        _payload = _hunt.Plant("payload");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private byte[] Body => Encoding.UTF8.GetBytes($$"""{"type":"x","id":"{{_payload}}"}""");

    public void Dispose() => _hunt.Dispose();

    [Fact]
    public async Task S119_a_delivery_that_is_handled_tells_nothing_nor_does_its_repetition()
    {
        await using WebhookHost host = Host();
        string path = await ConnectAsync(host);
        host.Work = (context, _) =>
        {
            Spill(context);
            return Task.CompletedTask;
        };

        await PostAsync(host, 200, path, Body, host.Sign(Body, "msg_1", _signingSecret));
        await PostAsync(host, 200, path, Body, host.Sign(Body, "msg_1", _signingSecret));
        await PostAsync(host, 200, path, Body, host.Sign(Body, "msg_2", _previousSecret), query: $"?token={_verifyToken}");

        Assert.Equal(2, host.Runs.Count);
        foreach (Connection connection in await host.Manager.ListAsync(new ConnectionQuery(), Token))
        {
            _hunt.Canary.Inspect("a connection", $"{connection} {JsonSerializer.Serialize(connection)}");
        }

        _hunt.Verify();
    }

    [Fact]
    public async Task S119_a_delivery_that_is_refused_tells_nothing()
    {
        await using WebhookHost host = Host(setup => setup.Endpoint.MaxBytes = 2000);
        string path = await ConnectAsync(host);
        host.Work = (context, _) =>
        {
            Spill(context);
            return Task.CompletedTask;
        };
        Dictionary<string, StringValues> signed = host.Sign(Body, "msg_1", _signingSecret);
        _hunt.Watch("signature", signed["webhook-signature"].ToString()["v1,".Length..]);
        await PostAsync(host, 200, path, Body, signed);

        Dictionary<string, StringValues> forged = new(signed) { ["webhook-id"] = _payload };
        await PostAsync(host, 401, path, Body, forged);
        await PostAsync(host, 401, path, Body, WebhookHost.Headers(("webhook-signature", _signingSecret)));
        await PostAsync(host, 401, path, Body, WebhookHost.Headers());
        await PostAsync(host, 404, path[..^32] + _hunt["payload"], Body, signed);
        await PostAsync(host, 404, path + "x", Body, signed);
        await PostAsync(host, 404, path.Replace("demo", _payload, StringComparison.Ordinal), Body, signed);
        await PostAsync(host, 405, path, Body, signed, method: "GET");
        await PostAsync(host, 405, path, Body, signed, method: _payload);
        await PostAsync(host, 413, path, Encoding.UTF8.GetBytes($"{_payload}{new string(' ', 2000)}"), signed);
        foreach (string malformed in (string[])[$"{{\"type\":\"{_payload}\"", $"\"{_payload}\"", $$"""{"type":{"{{_payload}}":1},"id":"1"}""", $"type={_payload}&id=%ff", _payload])
        {
            byte[] body = Encoding.UTF8.GetBytes(malformed);
            await PostAsync(host, 400, path, body, host.Sign(body, "msg_" + malformed.Length, _signingSecret));
        }

        await host.Engine.Client().DisableAsync(Token);
        await PostAsync(host, 404, path, Body, signed);
        _hunt.Verify();
    }

    [Theory]
    [InlineData("foreign")]
    [InlineData("own")]
    [InlineData("context")]
    [InlineData("cancelled by itself")]
    public async Task S119_a_handler_that_throws_what_it_was_given_tells_nothing(string how)
    {
        string text = "";
        await using WebhookHost host = Host(setup => setup.Context = call => how == "context" && text.Length > 0 ? throw new ConnectorException(LeakHunt.Own, text) : new((object?)null));
        string path = await ConnectAsync(host);
        host.Work = (context, _) =>
        {
            text = Spill(context);
            throw how switch
            {
                "own" => new ConnectorException(LeakHunt.Own, text, new InvalidOperationException(text)),
                "cancelled by itself" => new OperationCanceledException(text),
                _ => new InvalidOperationException(text) { Data = { ["x"] = text } },
            };
        };

        await PostAsync(host, 500, path, Body, host.Sign(Body, "msg_1", _signingSecret));
        await PostAsync(host, 500, path, Body, host.Sign(Body, "msg_1", _signingSecret));

        Assert.Equal(how == "context" ? 1 : 2, host.Runs.Count);
        _hunt.Verify();
    }

    [Theory]
    [InlineData("foreign")]
    [InlineData("own")]
    [InlineData("refuses")]
    public async Task S119_a_verifier_that_throws_what_it_was_given_tells_nothing(string how)
    {
        await using WebhookHost host = Host(setup =>
        {
            setup.Endpoint.Signature = WebhookSignature.None;
            setup.Verify = (call, request) =>
            {
                DemoConfig config = DemoConnector.ConfigOf(call);
                string text = $"{request.Url} {Encoding.UTF8.GetString(request.Body.Span)} {config.Token} {config.Note} {config.Others[0].Password}";
                _hunt.Saw(text);
                return how switch
                {
                    "own" => throw new ConnectorException(LeakHunt.Own, text.Replace(_payload, "", StringComparison.Ordinal)),
                    "foreign" => throw new InvalidOperationException(text),
                    _ => new(false),
                };
            };
        });
        string path = await ConnectAsync(host);

        await PostAsync(host, 401, path, Body, WebhookHost.Headers());

        _hunt.Verify();
    }

    [Fact]
    public async Task S119_a_handshake_tells_nothing_but_its_challenge()
    {
        await using WebhookHost host = Host(setup => setup.Endpoint.Handshake = WebhookHandshake.Meta);
        string path = await ConnectAsync(host);
        host.Work = (context, _) =>
        {
            Spill(context);
            return Task.CompletedTask;
        };
        await PostAsync(host, 200, path, Body, host.Sign(Body, "msg_1", _signingSecret));

        await PostAsync(host, 200, path, [], WebhookHost.Headers(), "GET", $"?hub.mode=subscribe&hub.verify_token={_verifyToken}&hub.challenge=12345");
        await PostAsync(host, 401, path, [], WebhookHost.Headers(), "GET", $"?hub.mode=subscribe&hub.verify_token={_verifyToken}x&hub.challenge=12345");
        _hunt.Verify();
    }

    [Fact]
    public async Task S119_a_store_that_fails_under_a_delivery_is_not_repeated()
    {
        (IConnectorStore store, FailingStore control) = FailingStore.Make();
        await using WebhookHost host = Host(store: store);
        string path = await ConnectAsync(host);
        host.Work = (context, _) =>
        {
            Spill(context);
            control.Message = _hunt.All;
            return Task.CompletedTask;
        };

        await PostAsync(host, 200, path, Body, host.Sign(Body, "msg_1", _signingSecret));
        await PostAsync(host, 503, path, Body, host.Sign(Body, "msg_2", _signingSecret));

        Assert.Superset(new HashSet<string> { "CompleteClaimAsync", "UpdateAsync", "FindByWebhookSecretAsync" }, control.Failed);
        _hunt.Verify();
    }

    [Fact]
    public async Task S119_a_hook_that_throws_the_webhooks_address_tells_nothing()
    {
        string address = "";
        await using WebhookHost host = Host(setup => setup.OnConnect = (call, url) =>
        {
            address = url!.AbsoluteUri;
            string secret = url.Segments[^1];
            throw new ConnectorException(LeakHunt.Own, $"could not register {secret} or {address} with {_hunt.Spill(call)}");
        });
        await ConnectAsync(host);
        _hunt.Saw($"{address} {_hunt.All}");

        Assert.Contains(host.Engine.Events.OfType<ErrorOccurredEvent>(), told => told.ErrorMessage.Contains("[redacted]", StringComparison.Ordinal));
        _hunt.Verify();
    }

    private WebhookHost Host(Action<WebhookHost.Setup>? configure = null, IConnectorStore? store = null)
    {
        WebhookHost host = null!;
        host = new WebhookHost(
            configure: setup =>
            {
                setup.Build = _hunt.Configure;
                WebhookHandlerDefinition handler = new WebhookHandlerDefinition<WebhookEvent>
                {
                    Payload = SensitiveAmount,
                    UsesContext = true,
                    Invoke = async (call, delivery, payload) =>
                    {
                        WebhookContext<DemoConfig> context = delivery.GetContext<DemoConfig>(call);
                        host.Runs.Enqueue(new(null, payload, context, call));
                        await host.Work(context, call.CancellationToken);
                    },
                };
                setup.Handlers.Clear();
                setup.Handlers.Add(handler);
                configure?.Invoke(setup);
            },
            secret: _hunt.Secret,
            store: store);
        return host;
    }

    private async Task<string> ConnectAsync(WebhookHost host)
    {
        string path = await host.ConnectAsync(token: _signingSecret, note: _verifyToken, secrets: _previousSecret);
        _hunt.Watch("webhook URL secret", path[(path.LastIndexOf('/') + 1)..]);
        return path;
    }

    private string Spill(WebhookContext<DemoConfig> context)
    {
        string text = $"{Encoding.UTF8.GetString(context.Body.Span)} {context.Config.Token} {context.Config.Note} {context.Config.Others[0].Password}";
        _hunt.Saw(text);
        return text;
    }

    private async Task PostAsync(
        WebhookHost host, int status, string path, byte[] body, IReadOnlyDictionary<string, StringValues> headers, string method = "POST", string query = "")
    {
        ConnectorResponse response = await host.PostAsync(path, body, headers, method, query);
        Assert.Equal(status, response.StatusCode);
        _hunt.Canary.Inspect(response);
    }
}
