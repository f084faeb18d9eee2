using System.Text.Json;
using Igniter.Connectors.Descriptors;
using Igniter.Connectors.Testing;
using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>Which handler gets a delivery, as what, and what is told of it.</summary>
public sealed class HandlerTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("b", "b")]
    [InlineData("A", null)]
    [InlineData("c", null)]
    public async Task A_delivery_goes_to_its_types_handler_and_otherwise_to_the_catch_all(string type, string? handler)
    {
        await using WebhookHost host = Typed();
        string path = await host.ConnectAsync();
        Assert.Equal(200, (await host.SendAsync(path, WebhookHost.Body(type))).StatusCode);
        Assert.Equal((handler, type), (Assert.Single(host.Runs).EventType, host.Runs.Single().Context.EventType));
    }

    [Fact]
    public async Task A_type_without_handler_is_accepted_and_forgotten()
    {
        await using WebhookHost host = Typed(catchAll: false);
        string path = await host.ConnectAsync();
        Assert.Equal(200, (await host.SendAsync(path, WebhookHost.Body("c"))).StatusCode);
        Assert.Empty(host.Runs);
        Assert.Equal(["connector.connected", "webhook.received"], host.EventNames);
    }

    [Theory]
    [InlineData("X-Event", null, "header")]
    [InlineData(null, "event.type", "member")]
    [InlineData("X-Missing", "event.type", "member")]
    [InlineData(null, "event.missing", "")]
    [InlineData(null, "event", "")]
    [InlineData(null, "list", "")]
    [InlineData(null, "missing.type", "")]
    public async Task The_type_stands_where_the_declaration_says(string? header, string? member, string expected)
    {
        await using WebhookHost host = new(configure: setup =>
        {
            setup.Endpoint.EventTypeHeader = header;
            setup.Endpoint.EventTypeMember = member;
        });
        string path = await host.ConnectAsync();
        byte[] body = WebhookHost.Utf8("""{"type":"x","id":"1","list":[{"event":{"type":"wrong"}}],"event":{"other":{"type":"wrong"},"type":"member"}}""");
        Dictionary<string, StringValues> headers = host.Sign(body);
        headers["x-event"] = "header";
        Assert.Equal(200, (await host.PostAsync(path, body, headers)).StatusCode);
        Assert.Equal(expected, Assert.Single(host.Runs).Context.EventType);
    }

    [Fact]
    public async Task Vendors_documented_places_are_known()
    {
        byte[] stripe = WebhookHost.Utf8("""{"id":"evt_1","type":"invoice.paid"}""");
        await AssertAsync(WebhookSignature.Stripe, stripe, WebhookSigner.Stripe(WebhookHost.Secret, stripe, Now), "invoice.paid", "evt_1");
        byte[] push = WebhookHost.Body();
        await AssertAsync(WebhookSignature.GitHub, push, WebhookSigner.GitHub(WebhookHost.Secret, push, "push", "guid"), "push", "guid");
        byte[] slack = WebhookHost.Utf8("""{"type":"x","id":"1","event_id":"Ev1","event":{"type":"app_mention"}}""");
        await AssertAsync(WebhookSignature.Slack, slack, WebhookSigner.Slack(WebhookHost.Secret, slack, Now), "app_mention", "Ev1");
        await AssertAsync(WebhookSignature.Shopify, push, WebhookSigner.Shopify(WebhookHost.Secret, push, "orders/create", "w1"), "orders/create", "w1");
        byte[] update = WebhookHost.Utf8("""{"type":"x","id":"1","update_id":10000}""");
        await AssertAsync(WebhookSignature.TelegramSecretToken, update, WebhookSigner.TelegramSecretToken(WebhookHost.Secret), "", "10000");
        byte[] paddle = WebhookHost.Utf8("""{"type":"x","id":"1","event_id":"evt_01","event_type":"transaction.completed"}""");
        await AssertAsync(WebhookSignature.Paddle, paddle, WebhookSigner.Paddle(WebhookHost.Secret, paddle, Now), "transaction.completed", "evt_01");
        byte[] linear = WebhookHost.Utf8($$"""{"type":"Issue","id":"1","webhookTimestamp":{{Now.ToUnixTimeMilliseconds()}}}""");
        await AssertAsync(WebhookSignature.Linear, linear, WebhookSigner.Linear(WebhookHost.Secret, linear, "d1"), "Issue", "d1");
        await AssertAsync(WebhookSignature.Svix, push, WebhookSigner.Svix(WebhookHost.Secret, "m1", push, Now), "x", "m1");

        static async Task AssertAsync(WebhookSignature signature, byte[] body, Dictionary<string, StringValues> headers, string type, string id)
        {
            await using WebhookHost host = new(signature);
            string path = await host.ConnectAsync();
            Assert.Equal(200, (await host.PostAsync(path, body, headers)).StatusCode);
            Assert.Equal((type, id), (Assert.Single(host.Runs).Context.EventType, host.Runs.Single().Context.EventId));
        }
    }

    [Theory]
    [InlineData("type=x&id=1", true)]
    [InlineData("id=1&&type=x&other=a%20b+c", true)]
    [InlineData("payload=%7B%22type%22%3A%22x%22%2C%22id%22%3A%221%22%7D", true)]
    [InlineData("type=x", false)]
    [InlineData("type=x&id=1&id=2", false)]
    [InlineData("type=x&id=%FF", false)]
    [InlineData("payload=nonsense", false)]
    [InlineData("", false)]
    public async Task A_form_is_read_as_a_flat_object(string form, bool isValid)
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        byte[] body = WebhookHost.Utf8(form);
        Dictionary<string, StringValues> headers = host.Sign(body);
        headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8";

        ConnectorResponse response = await host.PostAsync(path, body, headers);

        Assert.Equal(isValid ? 200 : 400, response.StatusCode);
        if (isValid)
        {
            Assert.Equal(new WebhookEvent { Type = "x", Id = "1" }, Assert.Single(host.Runs).Payload);
        }
    }

    [Fact]
    public async Task A_forms_texts_survive_their_encoding()
    {
        await using WebhookHost host = new(configure: setup => setup.Handlers.Clear());
        await using WebhookHost any = new(configure: setup => setup.Handlers[0] = host.Handler("x", WebhookContracts.Any));
        string path = await any.ConnectAsync();
        byte[] body = WebhookHost.Utf8("type=x&text=%C3%A9%F0%9F%98%80+%2B%26%3D%25&bad=%zz%4&empty=&flag&n=1&n=2");
        Dictionary<string, StringValues> headers = any.Sign(body);
        headers["Content-Type"] = "application/x-www-form-urlencoded";
        Assert.Equal(200, (await any.PostAsync(path, body, headers)).StatusCode);
        JsonElement payload = (JsonElement)Assert.Single(host.Runs).Payload!;
        Assert.Equal(
            ("é😀 +&=%", "%zz%4", "", "", 2),
            (payload.GetProperty("text").GetString(), payload.GetProperty("bad").GetString(), payload.GetProperty("empty").GetString(), payload.GetProperty("flag").GetString(), payload.GetProperty("n").GetArrayLength()));
    }

    [Fact]
    public async Task S96_slack_is_answered_its_challenge_after_verification()
    {
        await using WebhookHost host = new(WebhookSignature.Slack);
        string path = await host.ConnectAsync();
        byte[] body = WebhookHost.Utf8("""{"token":"t","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P","type":"url_verification"}""");

        Assert.Equal(401, (await host.PostAsync(path, body)).StatusCode);
        ConnectorResponse response = await host.PostAsync(path, body, WebhookSigner.Slack(WebhookHost.Secret, body, Now));

        Assert.Equal((200, "text/plain; charset=utf-8", "nosniff"), (response.StatusCode, response.Headers["Content-Type"].ToString(), response.Headers["X-Content-Type-Options"].ToString()));
        Assert.Equal("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P", System.Text.Encoding.UTF8.GetString(response.Body.Span));
        byte[] tooLong = WebhookHost.Utf8($$"""{"challenge":"{{new string('x', 257)}}","type":"url_verification"}""");
        ConnectorResponse refused = await host.PostAsync(path, tooLong, WebhookSigner.Slack(WebhookHost.Secret, tooLong, Now));
        Assert.Equal(400, refused.StatusCode);
        Assert.Empty(host.Runs);
    }

    [Theory]
    [InlineData("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=the+token", 200)]
    [InlineData("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=wrong", 401)]
    [InlineData("hub.mode=subscribe&hub.challenge=1158201444", 401)]
    [InlineData("hub.mode=unsubscribe&hub.challenge=1158201444&hub.verify_token=the+token", 401)]
    [InlineData("hub.mode=subscribe&hub.verify_token=the+token", 401)]
    [InlineData("hub.mode=subscribe&hub.challenge=1&hub.challenge=2&hub.verify_token=the+token", 401)]
    [InlineData("hub.mode=subscribe&hub.challenge=a%0Ab&hub.verify_token=the+token", 401)]
    [InlineData("", 401)]
    public async Task S96_meta_is_answered_when_it_knows_the_token(string query, int status)
    {
        await using WebhookHost host = Meta();
        string path = await host.ConnectAsync(note: "the token");
        ConnectorResponse response = await host.PostAsync(path, [], method: "GET", query: "?" + query);
        Assert.Equal(status, response.StatusCode);
        if (status == 200)
        {
            Assert.Equal(("1158201444", "text/plain; charset=utf-8"), (System.Text.Encoding.UTF8.GetString(response.Body.Span), response.Headers["Content-Type"].ToString()));
        }
    }

    [Fact]
    public async Task S96_meta_without_a_token_or_an_address_is_refused()
    {
        const string Query = "hub.mode=subscribe&hub.challenge=1&hub.verify_token=";
        await using WebhookHost host = Meta();
        string path = await host.ConnectAsync();
        Assert.Equal(401, (await host.PostAsync(path, [], method: "GET", query: Query)).StatusCode);
        Assert.Equal(404, (await host.PostAsync(path + "A", [], method: "GET", query: Query)).StatusCode);
        byte[] body = WebhookHost.Body();
        Assert.Equal(200, (await host.PostAsync(path, body, WebhookHost.Headers(("X-Hub-Signature-256", "sha256=" + Hmac(body))))).StatusCode);
        Assert.Equal(401, (await host.PostAsync(path, body)).StatusCode);
    }

    [Fact]
    public async Task S96_zoom_is_answered_with_the_hashed_token_after_verification()
    {
        HmacSignatureAttribute declaration = new() { Header = "x-zm-signature", Prefix = "v0=", Payload = "v0:{timestamp}:{body}", TimestampHeader = "x-zm-request-timestamp" };
        await using WebhookHost host = new(WebhookSignature.None, setup =>
        {
            setup.Hmac = declaration;
            setup.Endpoint.Handshake = WebhookHandshake.Zoom;
        });
        string path = await host.ConnectAsync();
        byte[] body = WebhookHost.Utf8("""{"payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"},"event_ts":1654503849680,"event":"endpoint.url_validation"}""");

        Assert.Equal(401, (await host.PostAsync(path, body)).StatusCode);
        ConnectorResponse response = await host.PostAsync(path, body, WebhookSigner.Hmac(declaration, WebhookHost.Secret, body, Now));

        Assert.Equal(200, response.StatusCode);
        JsonElement answer = JsonElement.Parse(response.Body.Span);
        Assert.Equal(
            ("qgg8vlvZRS6UYooatFL8Aw", Hmac(WebhookHost.Utf8("qgg8vlvZRS6UYooatFL8Aw"))),
            (answer.GetProperty("plainToken").GetString(), answer.GetProperty("encryptedToken").GetString()));
        Assert.Empty(host.Runs);
    }

    [Fact]
    public async Task Each_delivery_is_told_once()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        await AssertEventsAsync(["webhook.received", "webhook.processed"], () => host.SendAsync(path));
        await AssertEventsAsync(["webhook.received"], () => host.SendAsync(path));
        await AssertEventsAsync(["webhook.failed"], () => host.PostAsync(path, WebhookHost.Body()));
        await AssertEventsAsync(["webhook.received", "webhook.failed"], () => host.SendAsync(path, WebhookHost.Utf8("{}"), "2"));
        await AssertEventsAsync(["webhook.failed"], () => host.PostAsync(path, [], method: "GET"));
        await AssertEventsAsync(["webhook.failed"], () => host.SendAsync(path + "A"));
        await AssertEventsAsync(["webhook.failed"], () => host.PostAsync(path, new byte[2_000_000]));
        host.Work = (_, _) => throw new InvalidOperationException();
        await AssertEventsAsync(["webhook.received", "webhook.failed"], () => host.SendAsync(path, id: "3"));

        async Task AssertEventsAsync(string[] expected, Func<ValueTask<ConnectorResponse>> send)
        {
            host.Engine.Events.Clear();
            await send();
            Assert.Equal(expected, host.EventNames);
        }
    }

    [Fact]
    public async Task Events_carry_what_the_catalog_says()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        host.Work = (_, _) =>
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(250));
            return Task.CompletedTask;
        };
        await host.SendAsync(path);
        await host.PostAsync(path, WebhookHost.Body());
        await host.SendAsync("/connectors/nobody/webhook/x");

        IReadOnlyDictionary<string, object> received = host.Engine.Events.OfType<WebhookReceivedEvent>().Single().Attributes;
        Assert.Equal(("POST", "/connectors/{connector}/webhook/{secret}", true, "org_1"), (received["ctx.webhook.method"], received["ctx.webhook.path"], received["ctx.webhook.verified"], received["ctx.connector.identity"]));
        Assert.Equal(250.0, host.Engine.Events.OfType<WebhookProcessedEvent>().Single().Attributes["ctx.webhook.durationMs"]);
        WebhookFailedEvent[] failed = [.. host.Engine.Events.OfType<WebhookFailedEvent>()];
        Assert.Equal((ConnectorErrorCodes.ConnectorWebhookVerificationFailed, "demo", "org_1"), (failed[0].Attributes["ctx.error.code"], failed[0].Connector, failed[0].Identity));
        Assert.Equal((ConnectorErrorCodes.ConnectorWebhookNotConfigured, "", ""), (failed[1].Attributes["ctx.error.code"], failed[1].Connector, failed[1].Identity));
    }

    [Fact]
    public async Task A_connection_tells_its_last_delivery()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        Assert.Null((await host.Engine.Client().GetAsync(TestHost.Token))!.Webhook);
        ConnectionRecord before = await host.RecordAsync();

        await host.SendAsync(path, WebhookHost.Body("a"), "1");
        Assert.Equal(new ConnectionWebhookStatus(host.Time.GetUtcNow(), "a", true), (await host.Engine.Client().GetAsync(TestHost.Token))!.Webhook);
        Assert.Equal(before.UpdatedAt, (await host.RecordAsync()).UpdatedAt);

        host.Work = (_, _) => throw new InvalidOperationException();
        await host.SendAsync(path, WebhookHost.Body("b"), "2");
        Assert.Equal(new ConnectionWebhookStatus(host.Time.GetUtcNow(), "b", false), (await host.Engine.Client().GetAsync(TestHost.Token))!.Webhook);

        await host.PostAsync(path, WebhookHost.Body("forged"));
        Assert.Equal("b", (await host.Engine.Client().GetAsync(TestHost.Token))!.Webhook!.EventType);
    }

    [Fact]
    public async Task A_busy_connections_record_is_written_once_a_minute()
    {
        RecordingStore store = new();
        await using WebhookHost host = new(store: store);
        string path = await host.ConnectAsync();
        for (int i = 0; i < 60; i++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await host.SendAsync(path, id: $"{i}");
        }

        Assert.Equal(1, store.Calls.Count(call => call == "update"));
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await host.SendAsync(path, id: "late");
        Assert.Equal(2, store.Calls.Count(call => call == "update"));
    }

    [Fact]
    public async Task The_last_delivery_never_undoes_another_write()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        host.Work = (_, _) => host.Engine.Client().UpdateAsync(config => config with { Limit = 77 }, TestHost.Token);
        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
        Assert.Equal(77, (await host.Engine.Client().RevealConfigAsync(TestHost.Token)).Limit);
        Assert.True((await host.RecordAsync()).WebhookStatus!.Succeeded);

        host.Work = (_, _) => host.Engine.Client().DisconnectAsync(TestHost.Token);
        Assert.Equal(200, (await host.SendAsync(path, WebhookHost.Body("other"), "2")).StatusCode);
        Assert.Null(await host.Engine.RecordAsync());
    }

    [Theory]
    [InlineData("x\\u0000y")]
    [InlineData("long")]
    public async Task An_event_type_that_no_store_should_keep_is_left_out(string type)
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        byte[] body = WebhookHost.Body(type == "long" ? new string('x', 5000) : type);
        Assert.Equal(200, (await host.SendAsync(path, body)).StatusCode);
        Assert.Equal("", (await host.RecordAsync()).WebhookStatus!.EventType);
    }

    [Fact]
    public async Task Each_delivery_has_a_service_scope_of_its_own()
    {
        List<Resource> services = [];
        await using WebhookHost host = new(configure: setup => setup.Build = builder => builder.Services.AddScoped<Resource>());
        string path = await host.ConnectAsync();
        host.Work = (_, _) =>
        {
            services.Add(host.Runs.Last().Call.Services.GetRequiredService<Resource>());
            return Task.CompletedTask;
        };
        await host.SendAsync(path, id: "1");
        await host.SendAsync(path, id: "2");
        Assert.Equal(2, services.Distinct().Count());
        Assert.All(services, service => Assert.Equal(1, service.Disposals));
    }

    [Fact]
    public async Task A_configuration_that_can_not_be_read_is_our_failure_not_the_providers()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        await host.Engine.SpoilAsync();
        ConnectorResponse response = await host.SendAsync(path);
        Assert.Equal((500, ConnectorErrorCodes.ConnectorWebhookFailed), (response.StatusCode, WebhookHost.CodeOf(response)));
        Assert.Equal(ConnectorErrorCodes.ConnectorDecryptFailed, host.Engine.Events.OfType<WebhookFailedEvent>().Single().ErrorCode);
    }

    private static DateTimeOffset Now { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static string Hmac(byte[] body) =>
        Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(WebhookHost.Utf8(WebhookHost.Secret), body));

    private static WebhookHost Meta() => new(WebhookSignature.None, setup =>
    {
        setup.Hmac = new HmacSignatureAttribute { Header = "X-Hub-Signature-256", Prefix = "sha256=" };
        setup.Endpoint.Handshake = WebhookHandshake.Meta;
    });

    private static WebhookHost Typed(bool catchAll = true)
    {
        WebhookHost host = null!;
        host = new WebhookHost(configure: setup =>
        {
            if (!catchAll)
            {
                setup.Handlers.Clear();
            }

            foreach (string type in new[] { "a", "b" })
            {
                setup.Handlers.Add(new WebhookHandlerDefinition<WebhookEvent>
                {
                    EventType = type,
                    Payload = WebhookHost.Payload,
                    Invoke = (call, delivery, payload) =>
                    {
                        host.Runs.Enqueue(new WebhookHost.Handled(type, payload, delivery.GetContext<DemoConfig>(call), call));
                        return ValueTask.CompletedTask;
                    },
                });
            }
        });
        return host;
    }
}
