using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Igniter.Connectors;

/// <summary>Makes a host fail at its start when the set-up is wrong.</summary>
internal sealed class ConnectorsStartup(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<ConnectorManager>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
