using System.Diagnostics;
using Igniter.Connectors.ManyNodes.Work;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.ManyNodes;

/// <summary>One process of the application: works for random tenants until it is killed or its time is over.</summary>
internal static class Node
{
    private const int Workers = 4;

    /// <summary>Works until its time is over. Nodes with an even seed retry by EF Core's strategy, the others not at all.</summary>
    public static async Task RunAsync(string connectionString, string journalPath, int seed, TimeSpan duration)
    {
        await using ServiceProvider services = NodeContext.CreateServices(connectionString, retry: seed % 2 == 0);
        ConnectorManager connectors = services.GetRequiredService<ConnectorManager>();
        using Journal journal = new(journalPath);
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            Random random = new((seed * Workers) + worker);
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                await StepAsync(connectors, journal, random);
            }
        })));
    }

    private static async Task StepAsync(ConnectorManager connectors, Journal journal, Random random)
    {
        IWork work = IWork.All[random.Next(IWork.All.Count)];
        try
        {
            await work.StepAsync(connectors, journal, random);
        }
        catch (ConnectorException exception) when (exception.IsTransient || exception.Code == ConnectorErrorCodes.ConnectorConflict)
        {
            // The database restarts now and then; whoever works on it tries again.
            journal.Write("failed", exception.Code);
        }
        catch (Exception exception) when (exception is Npgsql.NpgsqlException or InvalidOperationException { InnerException: Npgsql.NpgsqlException }
            or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            // The raw store lets its own exceptions through.
            journal.Write("failed", exception.GetType().Name);
        }
    }
}
