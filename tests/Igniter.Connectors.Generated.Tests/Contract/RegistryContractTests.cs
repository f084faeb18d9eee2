using Igniter.Connectors;
using Microsoft.Extensions.DependencyInjection;

namespace Contract;

/// <summary>A connector library in an assembly of its own, and the scopes of the assembly that registers it.</summary>
public sealed class RegistryContractTests
{
    [Fact]
    public async Task A_referenced_librarys_public_connector_just_works()
    {
        await using ServiceProvider services = Services();
        ConnectorManager connectors = services.GetRequiredService<ConnectorManager>();
        ConnectorScope scope = connectors.Organization("org_1");

        await scope.Echo.ConnectAsync(new() { ApiKey = "abc" }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("hello", await scope.Echo.EchoAsync("hello", TestContext.Current.CancellationToken));
        Assert.Contains(connectors.Connectors, connector => connector.Key == "echo");
        Assert.DoesNotContain(connectors.Connectors, connector => connector.Key == "hidden");
    }

    [Fact]
    public void Scope_methods_mean_the_scopes_of_this_assembly()
    {
        using ServiceProvider services = Services();
        ConnectorManager connectors = services.GetRequiredService<ConnectorManager>();

        Assert.Equal(("organization", "o"), (connectors.Organization("o").Type, connectors.Organization("o").Identity));
        Assert.Equal("sub_account", connectors.SubAccount("s").Type);
        Assert.Equal(("system", ""), (connectors.System().Type, connectors.System().Identity));
    }

    private static ServiceProvider Services()
    {
        ServiceCollection services = new();
        services.AddSingleton(TimeProvider.System);
        services.AddIgniterConnectors(options => options.Secret = ContractHost.Secret).AddConnectors().UseInMemory();
        return services.BuildServiceProvider();
    }
}
