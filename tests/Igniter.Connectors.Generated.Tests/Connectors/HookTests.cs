using System.Text.Json;
using Corpus.Hooks;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Generated.Tests;

public sealed class HookTests
{
    public static TheoryData<string> Connectors { get; } = ["hooks-sync", "hooks-task", "hooks-value-task"];

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task Hooks_run_in_every_form(string connector)
    {
        await using ServiceProvider services = Host();
        ConnectorScope scope = services.GetRequiredService<ConnectorManager>().Organization("org_1");
        Journal journal = services.GetRequiredService<Journal>();
        CancellationToken token = TestContext.Current.CancellationToken;

        await scope.ConnectAsync(connector, JsonElement.Parse("""{"name":"first"}"""), cancellationToken: token);
        await scope.TestAsync(connector, token);
        ConnectorActionResult state = await scope.Action(connector, "state").CallAsync(JsonElement.Parse("{}"), token);
        await scope.DisconnectAsync(connector, token);

        Assert.Equal(
            ["validate first of org_1", "connect first ", "test state of first True", "disconnect first "],
            journal.Lines);
        Assert.Equal("state of first True", state.Data!.Value.GetString());
    }

    [Theory]
    [MemberData(nameof(Connectors))]
    public async Task The_default_configuration_comes_in_every_form(string connector)
    {
        await using ServiceProvider services = Host();

        ConnectorActionResult state = await services.GetRequiredService<ConnectorManager>().Action(connector, "state")
            .CallAsync(JsonElement.Parse("{}"), TestContext.Current.CancellationToken);

        Assert.StartsWith("state of default", state.Data!.Value.GetString(), StringComparison.Ordinal);
    }

    private static ServiceProvider Host()
    {
        ServiceCollection services = new();
        services.AddSingleton<Journal>();
        services.AddIgniterConnectors(options => options.Secret = new string('s', 40))
            .AddConnector<SyncHooksConnector>().AddConnector<TaskHooksConnector>().AddConnector<ValueTaskHooksConnector>()
            .AddScope("organization")
            .UseInMemory();
        return services.BuildServiceProvider();
    }
}
