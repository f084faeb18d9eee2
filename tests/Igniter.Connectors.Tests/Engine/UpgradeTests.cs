using System.Text.Json;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class UpgradeTests
{
    private static readonly Func<JsonElement, ValueTask<object>> Upgrade = stored => new(Config with
    {
        Token = stored.GetProperty("token").GetString()!,
        Endpoint = "https://upgraded.test",
    });

    [Fact]
    public async Task A_stored_configuration_that_lacks_a_required_member_is_named_on_call()
    {
        await using TestHost host = new();
        DemoScopedClient client = await OutdatedAsync(host);

        ConnectorException error = await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => client.PingAsync(Token));

        Assert.Equal("endpoint", Assert.Single(error.Metadata.Errors).Path);
        Assert.Contains("[OnUpgrade]", error.Message);
        await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => client.RevealConfigAsync(Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => client.UpdateAsync(config => config, Token));
    }

    [Fact]
    public async Task It_still_lists_shows_switches_and_updates()
    {
        await using TestHost host = new();
        DemoScopedClient client = await OutdatedAsync(host);

        Assert.False((await client.GetAsync(Token))!.Fields["endpoint"].HasValue);
        Assert.Single(await host.Scope().ListAsync(cancellationToken: Token));
        Assert.False((await client.DisableAsync(Token)).Enabled);
        Assert.True((await client.EnableAsync(Token)).Enabled);
        Assert.Equal("canary-token", (await host.Scope().RevealConfigAsync("demo", Token)).GetProperty("token").GetString());
        await client.UpdateAsync(Config, Token);
        await client.PingAsync(Token);
    }

    [Fact]
    public async Task OnUpgrade_mends_it_once_and_the_result_is_stored_encrypted()
    {
        int upgrades = 0;
        await using TestHost host = new(demo => demo.Configure = d => d.OnUpgrade = stored =>
        {
            upgrades++;
            return Upgrade(stored);
        });
        DemoScopedClient client = await OutdatedAsync(host);
        long version = (await host.RecordAsync())!.Version;

        await client.PingAsync(Token);
        await client.PingAsync(Token);

        Assert.Equal(1, upgrades);
        ConnectionRecord record = (await host.RecordAsync())!;
        Assert.Equal(version + 1, record.Version);
        Assert.Equal("/token", record.EncryptedPaths);
        Assert.DoesNotContain("canary-token", System.Text.Encoding.UTF8.GetString(record.Config.Span));
        DemoConfig config = await client.RevealConfigAsync(Token);
        Assert.Equal(("canary-token", "https://upgraded.test"), (config.Token, config.Endpoint));
    }

    [Fact]
    public async Task The_call_goes_on_when_the_upgraded_configuration_cannot_be_stored()
    {
        RecordingStore store = new();
        await using TestHost host = new(demo => demo.Configure = d => d.OnUpgrade = Upgrade, store: store);
        DemoScopedClient client = host.Client();
        await client.ConnectAsync(Config, cancellationToken: Token);
        ConnectionRecord record = (await store.Inner.GetAsync(new("organization", "org_1", "demo", ""), Token))!;
        await store.Inner.UpdateAsync(record with { Config = WithoutEndpoint(record), Version = 2 }, Token);

        store.BeforeUpdate = _ => Task.FromResult(false);
        await client.PingAsync(Token);
        store.BeforeUpdate = _ => throw new IOException("canary");
        await client.PingAsync(Token);

        Assert.Contains(host.Logs.Messages, message => message.Contains("CONNECTOR_DATABASE_FAILED", StringComparison.Ordinal));
        Assert.DoesNotContain("action.failed", host.EventNames);
        Assert.DoesNotContain(host.Logs.Messages, message => message.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_OnUpgrade_gives_is_checked()
    {
        object? result = Config with { Limit = 0 };
        await using TestHost host = new(demo => demo.Configure = d => d.OnUpgrade = _ => new(result!));
        DemoScopedClient client = await OutdatedAsync(host);

        ConnectorException error = await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => client.PingAsync(Token));
        Assert.Equal("limit", Assert.Single(error.Metadata.Errors).Path);
        result = null;
        await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => client.PingAsync(Token));
    }

    [Fact]
    public async Task A_failing_OnUpgrade_makes_the_configuration_invalid_on_call_never_on_get()
    {
        await using TestHost host = new(demo => demo.Configure = d => d.OnUpgrade = _ => throw new InvalidOperationException("canary"));
        DemoScopedClient client = await OutdatedAsync(host);

        ConnectorException error = await FailsAsync(ConnectorErrorCodes.ConnectorConfigInvalid, () => client.PingAsync(Token));

        Assert.DoesNotContain("canary", error.ToString());
        Assert.NotNull(await client.GetAsync(Token));
        Assert.Single(await host.Scope().ListAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task S71_a_member_that_became_encrypted_later_fails_without_OnUpgrade_and_is_mended_with_it()
    {
        const string Stored = """{"token":"plain","endpoint":"https://x.test"}""";
        await using TestHost strict = new();
        DemoScopedClient client = await strict.ConnectedAsync();
        await strict.StoreAsync(Stored);
        await FailsAsync(ConnectorErrorCodes.ConnectorDecryptFailed, () => client.PingAsync(Token));

        await using TestHost mending = new(demo => demo.Configure = d => d.OnUpgrade = Upgrade);
        client = await mending.ConnectedAsync();
        await mending.StoreAsync(Stored);
        await client.PingAsync(Token);
        Assert.Equal("plain", (await client.RevealConfigAsync(Token)).Token);
        Assert.Equal("/token", (await mending.RecordAsync())!.EncryptedPaths);
    }

    [Fact]
    public async Task What_really_cannot_be_decrypted_does_not_get_to_OnUpgrade()
    {
        await using TestHost host = new(demo => demo.Configure = d => d.OnUpgrade = Upgrade);
        DemoScopedClient client = await host.ConnectedAsync();
        await host.SpoilAsync();

        await FailsAsync(ConnectorErrorCodes.ConnectorDecryptFailed, () => client.PingAsync(Token));
    }

    /// <summary>Connects, then makes it look as if the endpoint had become required later.</summary>
    private static async Task<DemoScopedClient> OutdatedAsync(TestHost host)
    {
        DemoScopedClient client = await host.ConnectedAsync();
        ConnectionRecord record = (await host.RecordAsync())!;
        await host.StoreAsync(System.Text.Encoding.UTF8.GetString(WithoutEndpoint(record)), record.EncryptedPaths);
        return client;
    }

    private static byte[] WithoutEndpoint(ConnectionRecord record)
    {
        System.Text.Json.Nodes.JsonObject config = System.Text.Json.Nodes.JsonNode.Parse(record.Config.Span)!.AsObject();
        config.Remove("endpoint");
        return JsonSerializer.SerializeToUtf8Bytes(config);
    }
}
