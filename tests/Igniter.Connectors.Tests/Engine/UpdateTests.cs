using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class UpdateTests
{
    [Fact]
    public async Task Updating_replaces_the_whole_configuration()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        host.Time.Advance(TimeSpan.FromSeconds(1));

        Connection connection = await client.UpdateAsync(new DemoConfig { Token = "new", Endpoint = "https://new.test" }, Token);

        DemoConfig config = await client.RevealConfigAsync(Token);
        Assert.Equal(("new", "https://new.test", 10, null), (config.Token, config.Endpoint, config.Limit, config.Note));
        Assert.Equal(host.Time.GetUtcNow(), connection.UpdatedAt);
        Assert.NotEqual(connection.CreatedAt, connection.UpdatedAt);
    }

    [Fact]
    public async Task Updating_by_key_replaces_the_whole_configuration()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();

        await host.Scope().UpdateAsync("demo", Json("""{"token":"new","endpoint":"https://new.test"}"""), Token);

        Assert.Null((await client.RevealConfigAsync(Token)).Note);
    }

    [Fact]
    public async Task Updating_leaves_a_disabled_connection_disabled()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        await client.DisableAsync(Token);

        Connection connection = await client.UpdateAsync(config => config with { Limit = 11 }, Token);

        Assert.False(connection.Enabled);
    }

    [Fact]
    public async Task A_change_is_made_of_what_is_stored_now_and_retried_when_others_were_faster()
    {
        RecordingStore store = new();
        await using TestHost host = new(store: store);
        DemoScopedClient client = host.Client();
        await client.ConnectAsync(Config with { Limit = 1 }, cancellationToken: Token);
        int others = 3;
        store.BeforeUpdate = async record =>
        {
            if (others-- > 0)
            {
                ConnectionRecord current = (await store.Inner.GetAsync(record.Key, Token))!;
                await store.Inner.UpdateAsync(current with { Enabled = !current.Enabled, Version = current.Version + 1 }, Token);
            }

            return true;
        };
        int calls = 0;

        Connection connection = await client.UpdateAsync(
            config =>
            {
                calls++;
                return config with { Limit = config.Limit + 1 };
            },
            Token);

        Assert.Equal(4, calls);
        Assert.False(connection.Enabled);
        Assert.Equal(2, (await client.RevealConfigAsync(Token)).Limit);
    }

    [Fact]
    public async Task Parallel_changes_lose_nothing()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        await client.UpdateAsync(config => config with { Limit = 1 }, Token);

        // No more at once than a change has attempts: each round at least one of them wins.
        for (int round = 0; round < 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
                () => host.Client().UpdateAsync(config => config with { Limit = config.Limit + 1 }, Token))));
        }

        Assert.Equal(31, (await client.RevealConfigAsync(Token)).Limit);
    }

    [Fact]
    public async Task A_change_that_always_loses_is_a_conflict()
    {
        RecordingStore store = new();
        await using TestHost host = new(store: store);
        await host.Client().ConnectAsync(Config, cancellationToken: Token);
        store.BeforeUpdate = _ => Task.FromResult(false);

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorConflict, () => host.Client().UpdateAsync(config => config with { Limit = 2 }, Token));

        Assert.True(error.IsTransient);
        Assert.Equal(409, error.StatusCode);
        await FailsAsync(ConnectorErrorCodes.ConnectorConflict, () => host.Client().UpdateAsync(Config, Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorConflict, () => host.Client().DisableAsync(Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorConflict, () => host.Client().ConnectAsync(Config, cancellationToken: Token));
    }

    [Fact]
    public async Task What_is_not_connected_cannot_be_updated()
    {
        await using TestHost host = new();

        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Client().UpdateAsync(Config, Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Client().UpdateAsync(config => config, Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Scope().UpdateAsync("demo", Json("{}"), Token));
    }

    [Fact]
    public async Task An_invalid_update_changes_nothing()
    {
        bool refuse = false;
        await using TestHost host = new(demo => demo.Configure = d => d.OnValidate = _ => refuse ? throw new InvalidOperationException() : ValueTask.CompletedTask);
        DemoScopedClient client = await host.ConnectedAsync();

        await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => client.UpdateAsync(config => config with { Limit = 0 }, Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => client.UpdateAsync(Config with { Endpoint = "" }, Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => host.Scope().UpdateAsync("demo", Json("""{"token":"t"}"""), Token));
        refuse = true;
        await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, () => client.UpdateAsync(Config, Token));

        Assert.Equal(1, (await host.RecordAsync())!.Version);
    }

    [Fact]
    public async Task What_the_change_throws_comes_out_as_it_is()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        FormatException thrown = new();

        Assert.Same(thrown, await Assert.ThrowsAsync<FormatException>(() => client.UpdateAsync(_ => throw thrown, Token)));
    }
}
