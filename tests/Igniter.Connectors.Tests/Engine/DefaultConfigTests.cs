using Microsoft.Extensions.DependencyInjection;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class DefaultConfigTests
{
    private static readonly DemoConfig Default = Config with { Token = "default-token" };

    [Fact]
    public async Task A_call_without_scope_uses_the_default_configuration()
    {
        string? token = null;
        ConnectorContext? context = null;
        await using TestHost host = WithDefault();
        host.Demo.Echo = (call, input) =>
        {
            (token, context) = (DemoConnector.ConfigOf(call).Token, call.GetContext<DemoConfig>());
            return new(new EchoOutput { Text = input.Text });
        };

        Assert.Equal("x", (await host.Unscoped().EchoAsync("x", Token)).Text);

        Assert.Equal("default-token", token);
        Assert.Equal(("", "", "", "demo"), (context!.Scope, context.Identity, context.ConnectionName, context.Connector));
        Assert.Null((await host.Manager.Action("demo", "echo").CallAsync(Json("""{"text":"x"}"""), Token)).Error);
        Assert.Equal(2, (await host.Unscoped().CountAsync(2, Token).ToListAsync(Token)).Count);
        await host.Unscoped().TestAsync(Token);
    }

    [Fact]
    public async Task A_call_without_scope_asks_no_store()
    {
        RecordingStore store = new();
        await using TestHost host = WithDefault(store);

        await host.Unscoped().EchoAsync("x", Token);

        Assert.Empty(store.Calls);
    }

    [Fact]
    public async Task Without_a_default_configuration_a_call_without_scope_says_what_is_missing()
    {
        await using TestHost host = new();

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorDefaultConfigRequired, () => host.Unscoped().EchoAsync("x", Token));

        Assert.Equal(400, error.StatusCode);
        Assert.Contains("[DefaultConfig]", error.Message);
    }

    [Fact]
    public async Task A_scope_that_needs_no_identity_and_got_none_uses_it_too()
    {
        await using TestHost host = WithDefault();
        string? token = null;
        host.Demo.Ping = call =>
        {
            token = DemoConnector.ConfigOf(call).Token;
            return ValueTask.CompletedTask;
        };
        DemoScopedClient system = host.Client(host.Manager.Scope("system"));

        await system.PingAsync(Token);
        Assert.Equal("default-token", token);
        await system.ConnectAsync(Config, cancellationToken: Token);
        await system.PingAsync(Token);
        Assert.Equal("canary-token", token);
        await system.DisableAsync(Token);
        await FailsAsync(ConnectorErrorCodes.ConnectorDisabled, () => system.PingAsync(Token));
    }

    [Fact]
    public async Task S114_a_tenant_never_falls_back_to_the_default_configuration()
    {
        await using TestHost host = WithDefault();

        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Client().PingAsync(Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Client(host.Manager.Scope("system", "node_1")).PingAsync(Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Client(host.Manager.Scope("system").Named("second")).PingAsync(Token));
        Assert.Equal(
            ConnectorErrorCodes.ConnectorNotConnected, (await host.Scope().Action("demo", "ping").CallAsync(default, Token)).Error!.Code);
    }

    [Fact]
    public async Task S114_the_default_configuration_gets_into_no_record_and_out_of_no_reading()
    {
        await using TestHost host = WithDefault();
        DemoScopedClient system = host.Client(host.Manager.Scope("system"));
        await system.PingAsync(Token);

        Assert.Null(await system.GetAsync(Token));
        Assert.Empty(await host.Manager.ListAsync(cancellationToken: Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => system.RevealConfigAsync(Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => system.UpdateAsync(config => config, Token));
        await host.Scope().ConnectAsync("demo", Json("""{"token":"mine","endpoint":"https://mine.test"}"""), cancellationToken: Token);
        DemoConfig mine = await host.Client().RevealConfigAsync(Token);
        Assert.Equal(("mine", "https://mine.test", null), (mine.Token, mine.Endpoint, mine.Note));
        Assert.Equal("default-token", Default.Token);
    }

    [Fact]
    public async Task A_connector_without_configuration_needs_no_default()
    {
        await using TestHost host = new(demo => demo.Configure = d => d.HasConfig = false);

        await host.Unscoped().EchoAsync("x", Token);
        await host.Client(host.Manager.Scope("system")).PingAsync(Token);
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.Client().PingAsync(Token));
    }

    [Fact]
    public void A_default_configuration_that_fails_is_found_when_the_manager_is_made()
    {
        ConnectorException invalid = Fails(
            ConnectorErrorCodes.ConnectorConfigInvalid, () => _ = new TestHost(demo => demo.Configure = Giving(Default with { Limit = 0 })));
        Assert.Equal(("demo", "limit"), (invalid.Metadata.Connector, Assert.Single(invalid.Metadata.Errors).Path));

        ConnectorException throwing = Fails(
            ConnectorErrorCodes.ConnectorConfigurationInvalid,
            () => _ = new TestHost(demo => demo.Configure = d => d.DefaultConfig = _ => throw new InvalidOperationException("canary")));
        Assert.Equal("demo", throwing.Metadata.Connector);
        Assert.DoesNotContain("canary", throwing.ToString());
    }

    [Fact]
    public async Task A_default_configuration_may_be_made_asynchronously_from_services()
    {
        await using TestHost host = new(
            demo => demo.Configure = d => d.DefaultConfig = async services =>
            {
                await Task.Yield();
                return services.GetRequiredService<DemoConfig>();
            },
            builder => builder.Services.AddSingleton(Default));

        await host.Unscoped().EchoAsync("x", Token);
    }

    [Fact]
    public async Task A_default_configuration_of_null_is_none()
    {
        await using TestHost host = new(demo => demo.Configure = Giving(null));

        await FailsAsync(ConnectorErrorCodes.ConnectorDefaultConfigRequired, () => host.Unscoped().EchoAsync("x", Token));
    }

    private static TestHost WithDefault(IConnectorStore? store = null) => new(demo => demo.Configure = Giving(Default), store: store);

    private static Action<DemoConnector.Definition> Giving(DemoConfig? config) => definition => definition.DefaultConfig = _ => new(config!);
}
