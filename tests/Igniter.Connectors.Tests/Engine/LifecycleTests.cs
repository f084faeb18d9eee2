using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class LifecycleTests
{
    [Fact]
    public async Task A_connection_is_switched_off_and_on()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();

        Assert.False((await client.DisableAsync(Token)).Enabled);
        ConnectorException error = await FailsAsync(ConnectorErrorCodes.ConnectorDisabled, () => client.PingAsync(Token));
        Assert.Equal(409, error.StatusCode);
        Assert.True((await client.EnableAsync(Token)).Enabled);
        await client.PingAsync(Token);
        Assert.False((await client.ToggleAsync(Token)).Enabled);
        Assert.True((await client.ToggleAsync(Token)).Enabled);
        Assert.False((await host.Scope().DisableAsync("demo", Token)).Enabled);
        Assert.True((await host.Scope().EnableAsync("demo", Token)).Enabled);
        Assert.False((await host.Scope().ToggleAsync("demo", Token)).Enabled);
    }

    [Fact]
    public async Task Switching_to_what_it_is_writes_nothing()
    {
        RecordingStore store = new();
        await using TestHost host = new(store: store);
        await host.Client().ConnectAsync(Config, cancellationToken: Token);

        await host.Client().EnableAsync(Token);

        Assert.DoesNotContain("update", store.Calls);
        Assert.DoesNotContain("connector.enabled", host.EventNames);
    }

    [Fact]
    public async Task Disconnecting_removes_the_connection()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();

        DisconnectResult result = await client.DisconnectAsync(Token);

        Assert.Equal(new DisconnectResult("demo", "", Revoked: false), result);
        Assert.Null(await client.GetAsync(Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => client.PingAsync(Token));
    }

    [Fact]
    public async Task Lesson_38_disconnecting_what_was_never_connected_fails()
    {
        await using TestHost host = new();

        ConnectorException error = await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Client().DisconnectAsync(Token));

        Assert.Equal(404, error.StatusCode);
        Assert.Equal(["error.occurred"], host.EventNames);
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Scope().DisconnectAsync("demo", Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Client().EnableAsync(Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Client().RevealConfigAsync(Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Scope().RevealConfigAsync("demo", Token));
    }

    [Fact]
    public async Task OnDisconnect_runs_before_the_connection_is_removed_with_its_configuration()
    {
        List<string> order = [];
        RecordingStore store = new(order);
        string? token = null;
        await using TestHost host = new(
            demo => demo.Configure = d => d.OnDisconnect = (call, url) =>
            {
                order.Add("hook");
                token = DemoConnector.ConfigOf(call).Token;
                return ValueTask.CompletedTask;
            },
            store: store);
        await host.Client().ConnectAsync(Config, cancellationToken: Token);
        order.Clear();

        await host.Client().DisconnectAsync(Token);

        Assert.Equal(["get", "hook", "delete"], order);
        Assert.Equal(Config.Token, token);
    }

    [Fact]
    public async Task A_failing_OnDisconnect_is_logged_and_reported_and_the_connection_goes()
    {
        await using TestHost host = new(demo => demo.Configure = d => d.OnDisconnect = (_, _) => throw new InvalidOperationException("canary"));
        DemoScopedClient client = await host.ConnectedAsync();

        await client.DisconnectAsync(Token);

        Assert.Null(await host.RecordAsync());
        Assert.Equal(["error.occurred", "connector.disconnected"], host.EventNames);
        Assert.Equal("onDisconnect", host.Events.OfType<ErrorOccurredEvent>().Single().Operation);
        Assert.Contains(host.Logs.Messages, message => message.Contains("onDisconnect", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs.Messages, message => message.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_decrypted_can_be_disconnected()
    {
        bool called = false;
        await using TestHost host = new(demo => demo.Configure = d => d.OnDisconnect = (_, _) =>
        {
            called = true;
            return ValueTask.CompletedTask;
        });
        await host.ConnectedAsync();
        await host.SpoilAsync();

        await host.Client().DisconnectAsync(Token);

        Assert.False(called);
        Assert.Null(await host.RecordAsync());
        Assert.Equal(ConnectorErrorCodes.ConnectorDecryptFailed, host.Events.OfType<ErrorOccurredEvent>().Single().ErrorCode);
    }

    [Fact]
    public async Task All_of_a_tenants_connections_can_be_removed_at_once()
    {
        await using TestHost host = new();
        for (int i = 0; i < 205; i++)
        {
            await host.Client().Named($"n{i}").ConnectAsync(Config, cancellationToken: Token);
        }

        await host.Client("org_2").ConnectAsync(Config, cancellationToken: Token);

        IReadOnlyList<DisconnectResult> results = await host.Scope().DisconnectAllAsync(Token);

        Assert.Equal(205, results.Count);
        Assert.Equal(0, await host.Scope().CountAsync(cancellationToken: Token));
        Assert.Equal(1, await host.Scope("org_2").CountAsync(cancellationToken: Token));
        Assert.Empty(await host.Scope().DisconnectAllAsync(Token));
    }

    [Fact]
    public async Task Removing_all_goes_on_after_a_failure_and_throws_it_in_the_end()
    {
        RecordingStore store = new();
        await using TestHost host = new(store: store);
        foreach (string name in (string[])["a", "b", "c"])
        {
            await host.Client().Named(name).ConnectAsync(Config, cancellationToken: Token);
        }

        int deletes = 0;
        store.Before = call => call == "delete" && deletes++ == 0 ? throw new IOException("canary") : Task.CompletedTask;
        host.Events.Clear();

        await FailsAsync(ConnectorErrorCodes.ConnectorDatabaseFailed, () => host.Scope().DisconnectAllAsync(Token));

        Assert.Equal(1, await host.Scope().CountAsync(cancellationToken: Token));
        Assert.Equal(["connector.disconnected", "connector.disconnected", "error.occurred"], host.EventNames);
    }

    [Fact]
    public async Task The_connection_test_runs_like_an_action()
    {
        object state = new();
        DemoConfig? config = null;
        object? seen = null;
        await using TestHost host = new(demo =>
        {
            demo.Context = _ => new(state);
            demo.Test = call =>
            {
                (config, seen) = (DemoConnector.ConfigOf(call), call.State);
                return ValueTask.CompletedTask;
            };
        });
        DemoScopedClient client = await host.ConnectedAsync();

        await client.TestAsync(Token);
        await host.Scope().TestAsync("demo", Token);

        Assert.Equal(Config.Token, config!.Token);
        Assert.Same(state, seen);
        Assert.Empty(host.EventNames);
    }

    [Fact]
    public async Task A_failing_connection_test_says_so_and_is_reported()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        host.Demo.Test = _ => throw new HttpRequestException("canary", null, System.Net.HttpStatusCode.Unauthorized);

        ConnectorException error = await FailsAsync(ConnectorErrorCodes.ConnectorTestFailed, () => client.TestAsync(Token));

        Assert.Equal(502, error.StatusCode);
        Assert.False(error.IsTransient);
        Assert.DoesNotContain("canary", error.ToString());
        Assert.Equal("test", host.Events.OfType<ErrorOccurredEvent>().Single().Operation);
        host.Demo.Context = _ => throw new InvalidOperationException();
        await FailsAsync(ConnectorErrorCodes.ConnectorTestFailed, () => client.TestAsync(Token));
        ConnectorException own = new("MY_CODE", "My message");
        host.Demo.Context = _ => new((object?)null);
        host.Demo.Test = _ => throw own;
        Assert.Same(own, await Assert.ThrowsAsync<ConnectorException>(() => client.TestAsync(Token)));
    }

    [Fact]
    public async Task A_connector_without_test_says_so()
    {
        await using TestHost host = new(demo => demo.Configure = d => d.HasTest = false);
        await host.ConnectedAsync();

        await FailsAsync(ConnectorErrorCodes.ConnectorActionNotFound, () => host.Scope().TestAsync("demo", Token));
    }

    [Fact]
    public async Task A_name_gives_a_second_connection_in_the_same_scope()
    {
        await using TestHost host = new();
        DemoScopedClient first = await host.ConnectedAsync();
        DemoScopedClient second = first.Named("support");
        Assert.Null(await second.GetAsync(Token));

        host.Time.Advance(TimeSpan.FromMilliseconds(1));
        await second.ConnectAsync(Config with { Limit = 42 }, cancellationToken: Token);

        Assert.Equal(10, (await first.RevealConfigAsync(Token)).Limit);
        Assert.Equal(42, (await second.RevealConfigAsync(Token)).Limit);
        ConnectorScope named = host.Scope().Named("support");
        Assert.Equal("support", (await named.GetAsync("demo", Token))!.Name);
        Assert.Equal(["", "support"], (await host.Scope().ListAsync(cancellationToken: Token)).Select(c => c.Name));
        Assert.Equal(["support"], (await named.ListAsync(cancellationToken: Token)).Select(c => c.Name));
        await named.DisconnectAllAsync(Token);
        Assert.Equal([""], (await host.Scope().ListAsync(cancellationToken: Token)).Select(c => c.Name));
        Assert.Equal("", named.Named("").ConnectionName);
    }

    [Fact]
    public async Task A_name_that_cannot_be_stored_is_refused()
    {
        await using TestHost host = new();

        foreach (string name in (string[])["a\0b", "\ud800", "\udc00x", new string('a', 257)])
        {
            Fails(ConnectorErrorCodes.ConnectorScopeInvalid, () => host.Scope().Named(name));
        }

        string longest = "\ud83d\ude00" + new string('a', 254);
        Assert.Equal(longest, host.Scope().Named(longest).ConnectionName);
    }

    [Fact]
    public async Task Getting_what_is_not_connected_gives_null()
    {
        await using TestHost host = new();

        Assert.Null(await host.Client().GetAsync(Token));
        Assert.Null(await host.Scope().GetAsync("demo", Token));
    }

    [Fact]
    public async Task Revealing_gives_the_configuration_with_its_secrets()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();

        Assert.Equal("canary-token", (await client.RevealConfigAsync(Token)).Token);
        Assert.Equal("canary-token", (await host.Scope().RevealConfigAsync("demo", Token)).GetProperty("token").GetString());
    }
}
