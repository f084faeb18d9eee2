using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>Once a minute renews idle grants, and every ten minutes has the store delete what has expired.</summary>
internal sealed class ConnectorRefreshService(IServiceProvider services, ILogger<ConnectorRefreshService> logger) : BackgroundService
{
    private const int TurnsBetweenSweeps = 10;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // An exception that leaves a background service stops the host.
    private readonly QuietLogger _logger = new(() => logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ConnectorManager manager = services.GetRequiredService<ConnectorManager>();
        TimeProvider time = manager.Engine.Events.Time;

        // Nodes that were started together don't look together.
        await Task.Delay(Interval * RandomNumberGenerator.GetInt32(50, 101) / 100, time, stoppingToken).ConfigureAwait(false);
        for (int turn = 1; ; turn++)
        {
            try
            {
                await manager.Engine.RenewIdleAsync(stoppingToken).ConfigureAwait(false);
                if (turn % TurnsBetweenSweeps == 0)
                {
                    await manager.Engine.SweepAsync(stoppingToken).ConfigureAwait(false);
                }
            }
            catch (ConnectorException error)
            {
                Log.BackgroundScanFailed(_logger, error.Code);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(false);
        }
    }
}
