using Microsoft.Extensions.DependencyInjection;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class ContextTests
{
    [Fact]
    public async Task The_context_is_made_for_each_call_and_disposed_after_it()
    {
        List<Resource> resources = [];
        await using TestHost host = new(demo => demo.Context = call =>
        {
            Assert.Equal("canary-token", DemoConnector.ConfigOf(call).Token);
            resources.Add(new Resource());
            return new(resources[^1]);
        });
        host.Demo.Echo = (call, _) =>
        {
            Assert.Same(resources[^1], call.State);
            Assert.Equal(0, resources[^1].Disposals);
            return new(new EchoOutput { Text = "" });
        };
        DemoScopedClient client = await host.ConnectedAsync();

        await client.EchoAsync("x", cancellationToken: Token);
        await client.EchoAsync("x", cancellationToken: Token);

        Assert.Equal(2, resources.Count);
        Assert.All(resources, resource => Assert.Equal((1, true), (resource.Disposals, resource.WasDisposedAsynchronously)));
    }

    [Fact]
    public async Task The_context_is_disposed_after_a_failure_too()
    {
        Resource resource = new();
        await using TestHost host = new(demo => demo.Context = _ => new(resource));
        host.Demo.Echo = (_, _) => throw new InvalidOperationException();
        DemoScopedClient client = await host.ConnectedAsync();

        await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, () => client.EchoAsync("x", cancellationToken: Token));

        Assert.Equal(1, resource.Disposals);
    }

    [Fact]
    public async Task An_action_that_does_not_take_the_context_does_not_make_it()
    {
        await using TestHost host = new(demo => demo.Context = _ => throw new InvalidOperationException());
        DemoScopedClient client = await host.ConnectedAsync();

        await client.PingAsync(Token);
    }

    [Fact]
    public async Task A_failing_context_is_a_failure_of_the_action()
    {
        await using TestHost host = new(demo => demo.Context = _ => throw new InvalidOperationException("canary"));
        DemoScopedClient client = await host.ConnectedAsync();

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionFailed, () => client.EchoAsync("x", cancellationToken: Token));

        Assert.Contains("OnContext", error.Message);
        Assert.Equal("echo", error.Metadata.Action);
        Assert.DoesNotContain("canary", error.ToString());
        Assert.Equal(["action.started", "action.failed"], host.EventNames);
    }

    [Fact]
    public async Task A_failing_disposal_is_logged_and_changes_nothing()
    {
        Resource resource = new() { OnDispose = () => throw new InvalidOperationException("canary") };
        await using TestHost host = new(demo => demo.Context = _ => new(resource));
        DemoScopedClient client = await host.ConnectedAsync();

        Assert.Equal("x", (await client.EchoAsync("x", cancellationToken: Token)).Text);

        Assert.Contains(host.Logs.Messages, message => message.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs.Messages, message => message.Contains("canary", StringComparison.Ordinal));
        Assert.Equal(["action.started", "action.completed"], host.EventNames);
    }

    [Fact]
    public async Task Services_live_as_long_as_the_call()
    {
        List<Resource> resources = [];
        await using TestHost host = new(build: builder => builder.Services.AddScoped(_ =>
        {
            resources.Add(new Resource());
            return resources[^1];
        }));
        host.Demo.Ping = call =>
        {
            Assert.Same(call.Services.GetRequiredService<Resource>(), call.Services.GetRequiredService<Resource>());
            Assert.Equal(0, call.Services.GetRequiredService<Resource>().Disposals);
            return ValueTask.CompletedTask;
        };
        DemoScopedClient client = await host.ConnectedAsync();

        await client.PingAsync(Token);
        await client.PingAsync(Token);

        Assert.Equal(2, resources.Count);
        Assert.All(resources, resource => Assert.Equal(1, resource.Disposals));
    }
}
