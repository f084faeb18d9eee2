using Igniter.Connectors.Tests.Engine;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>A delivery is handled once, however often it arrives and wherever.</summary>
public sealed class OnceTests
{
    [Fact]
    public async Task S93_a_repeated_delivery_is_accepted_and_not_handled_again()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();

        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
        host.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);

        Assert.Single(host.Runs);
        Assert.Equal(200, (await host.SendAsync(path, id: "msg_2")).StatusCode);
        Assert.Equal(2, host.Runs.Count);
    }

    [Fact]
    public async Task S93_of_twenty_at_the_same_moment_one_is_handled_and_the_others_are_told_to_wait()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource allRefused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Work = (_, _) => release.Task;
        int refused = 0;

        Task<ConnectorResponse>[] deliveries =
        [
            .. Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
            {
                ConnectorResponse response = await host.SendAsync(path);
                if (response.StatusCode == 409 && Interlocked.Increment(ref refused) == 19)
                {
                    allRefused.SetResult();
                }

                return response;
            })),
        ];
        await allRefused.Task.WaitAsync(TimeSpan.FromSeconds(30), TestHost.Token);
        release.SetResult();
        ConnectorResponse[] responses = await Task.WhenAll(deliveries);

        Assert.Single(host.Runs);
        Assert.Equal(200, Assert.Single(responses, response => response.StatusCode != 409).StatusCode);
        Assert.All(responses.Where(response => response.StatusCode == 409), response =>
        {
            Assert.Equal("5", response.Headers["Retry-After"]);
            Assert.Equal(ConnectorErrorCodes.ConnectorConflict, WebhookHost.CodeOf(response));
        });
        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
        Assert.Single(host.Runs);
    }

    [Fact]
    public async Task S93_a_failed_handler_runs_again_at_the_next_delivery()
    {
        await using WebhookHost host = new();
        string path = await host.ConnectAsync();
        host.Work = (_, _) => throw new InvalidOperationException();
        Assert.Equal(500, (await host.SendAsync(path)).StatusCode);
        host.Work = async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException();
        };
        Assert.Equal(500, (await host.SendAsync(path)).StatusCode);

        host.Work = (_, _) => Task.CompletedTask;
        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
        Assert.Equal(3, host.Runs.Count);
    }

    [Fact]
    public async Task S93_two_hosts_on_one_store_handle_a_delivery_once()
    {
        InMemoryConnectorStore store = new();
        await using WebhookHost one = new(store: store);
        await using WebhookHost other = new(store: store);
        string path = await one.ConnectAsync();
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        one.Work = (_, _) => release.Task;

        Task<ConnectorResponse> first = one.SendAsync(path).AsTask();
        Assert.Equal(409, (await other.SendAsync(path)).StatusCode);
        release.SetResult();
        Assert.Equal(200, (await first).StatusCode);
        Assert.Equal(200, (await other.SendAsync(path)).StatusCode);

        Assert.Equal((1, 0), (one.Runs.Count, other.Runs.Count));
    }

    [Fact]
    public async Task S93_a_killed_nodes_claim_runs_out()
    {
        RecordingStore store = new();
        await using WebhookHost killed = new(store: store);
        await using WebhookHost other = new(store: store.Inner, time: killed.Time);
        string path = await killed.ConnectAsync();
        killed.Work = (_, _) => new TaskCompletionSource().Task;
        _ = killed.SendAsync(path).AsTask();

        // From now on the node doesn't reach the store: it renews nothing.
        store.Before = _ => throw new IOException();

        Assert.Equal(409, (await other.SendAsync(path)).StatusCode);
        killed.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(200, (await other.SendAsync(path)).StatusCode);
        Assert.Single(other.Runs);
    }

    [Fact]
    public async Task S93_a_long_handlers_claim_is_renewed()
    {
        RecordingStore store = new();
        await using WebhookHost host = new(store: store);
        string path = await host.ConnectAsync();
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Work = (_, _) => release.Task;
        Task<ConnectorResponse> running = host.SendAsync(path).AsTask();

        for (int minute = 0; minute < 30; minute++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal(409, (await host.SendAsync(path)).StatusCode);
        }

        release.SetResult();
        Assert.Equal(200, (await running).StatusCode);
        Assert.Single(host.Runs);
        int claims = store.Calls.Count(call => call == "claim");
        host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(claims, store.Calls.Count(call => call == "claim"));
    }

    [Fact]
    public async Task Without_an_id_a_delivery_is_known_by_its_body()
    {
        await using WebhookHost host = new(WebhookSignature.Line);
        string path = await host.ConnectAsync();
        byte[] body = WebhookHost.Body();

        Assert.Equal(200, (await host.PostAsync(path, body, Testing.WebhookSigner.Line(WebhookHost.Secret, body))).StatusCode);
        Assert.Equal(200, (await host.PostAsync(path, body, Testing.WebhookSigner.Line(WebhookHost.Secret, body))).StatusCode);
        byte[] other = WebhookHost.Body(id: "2");
        Assert.Equal(200, (await host.PostAsync(path, other, Testing.WebhookSigner.Line(WebhookHost.Secret, other))).StatusCode);

        Assert.Equal(2, host.Runs.Count);
        Assert.StartsWith("sha256:", host.Runs.First().Context.EventId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Id", null, "h1")]
    [InlineData(null, "nested.id", "m1")]
    [InlineData("X-Missing", "nested.number", "7")]
    public async Task The_id_stands_where_the_declaration_says(string? header, string? member, string expected)
    {
        await using WebhookHost host = new(configure: setup =>
        {
            setup.Endpoint.DeliveryIdHeader = header;
            setup.Endpoint.DeliveryIdMember = member;
        });
        string path = await host.ConnectAsync();
        byte[] body = WebhookHost.Utf8("""{"type":"x","id":"1","nested":{"other":[{"id":"no"}],"id":"m1","number":7}}""");
        Dictionary<string, Microsoft.Extensions.Primitives.StringValues> headers = host.Sign(body);
        headers["X-Id"] = "h1";

        Assert.Equal(200, (await host.PostAsync(path, body, headers)).StatusCode);
        Assert.Equal(expected, host.Runs.Single().Context.EventId);
    }

    [Fact]
    public async Task Deliveries_of_different_connections_have_nothing_to_do_with_each_other()
    {
        await using WebhookHost host = new();
        string one = await host.ConnectAsync("org_1");
        string other = await host.ConnectAsync("org_2");
        await host.SendAsync(one);
        await host.SendAsync(other);
        Assert.Equal(["org_1", "org_2"], host.Runs.Select(run => run.Context.Identity));
    }

    [Fact]
    public async Task Refused_deliveries_claim_nothing()
    {
        RecordingStore store = new();
        await using WebhookHost host = new(store: store);
        string path = await host.ConnectAsync();
        await host.PostAsync(path, WebhookHost.Body());
        await host.SendAsync(path, WebhookHost.Utf8("{}"));
        Assert.DoesNotContain("claim", store.Calls);
        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
        Assert.Single(host.Runs);
    }

    [Fact]
    public async Task A_store_that_fails_is_503_and_one_that_fails_after_the_handler_changes_nothing()
    {
        RecordingStore store = new();
        await using WebhookHost host = new(store: store);
        string path = await host.ConnectAsync();
        string failing = "claim";
        store.Before = call => call == failing ? throw new TimeoutException("canary") : Task.CompletedTask;

        ConnectorResponse response = await host.SendAsync(path);
        Assert.Equal((503, ConnectorErrorCodes.ConnectorDatabaseFailed), (response.StatusCode, WebhookHost.CodeOf(response)));
        Assert.Empty(host.Runs);

        failing = "complete";
        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
        Assert.Single(host.Runs);
        Assert.DoesNotContain(host.Engine.Logs.Messages, message => message.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Expired_claims_are_swept_now_and_then()
    {
        RecordingStore store = new();
        await using WebhookHost host = new(store: store);
        string path = await host.ConnectAsync();
        await host.SendAsync(path);
        Assert.DoesNotContain("sweep", store.Calls);
        host.Time.Advance(TimeSpan.FromMinutes(11));
        await host.SendAsync(path, id: "msg_2");
        await host.SendAsync(path, id: "msg_3");
        Assert.Single(store.Calls, call => call == "sweep");
    }
}
