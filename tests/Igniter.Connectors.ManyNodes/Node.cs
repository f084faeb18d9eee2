using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.ManyNodes;

/// <summary>One process of the application: works on random tenants until it is killed or its time is over.</summary>
public static class Node
{
    public const int Tenants = 12;
    public const int Deliveries = 4000;
    public const int OneTimeEntries = 400;
    private const int Workers = 4;

    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ClaimTime = TimeSpan.FromSeconds(2);

    public static string Tenant(int number) => string.Create(CultureInfo.InvariantCulture, $"tenant {number}");

    public static async Task RunAsync(string connectionString, string journalPath, int seed, TimeSpan duration)
    {
        await using ServiceProvider services = NodeContext.CreateServices(connectionString);
        ConnectorManager connectors = services.GetRequiredService<ConnectorManager>();
        using Journal journal = new(journalPath);
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            Random random = new(seed * Workers + worker);
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                await StepAsync(connectors, journal, random);
            }
        })));
    }

    private static async Task StepAsync(ConnectorManager connectors, Journal journal, Random random)
    {
        string tenant = Tenant(random.Next(Tenants));
        try
        {
            await (random.Next(8) switch
            {
                0 or 1 => UpdateAsync(connectors, journal, tenant),
                2 or 3 => CallAsync(connectors, journal, tenant),
                4 => LeaseAsync(connectors, journal, tenant),
                5 => HandleAsync(connectors, journal, random),
                6 => TakeAsync(connectors, journal, random),
                _ => ReconnectAsync(connectors, journal, tenant, random),
            });
        }
        catch (ConnectorException exception) when (exception.IsTransient || exception.Code == ConnectorErrorCodes.ConnectorConflict)
        {
            // The database restarts now and then; whoever works on it tries again.
            journal.Write(Events.Failed, exception.Code);
        }
    }

    private static async Task UpdateAsync(ConnectorManager connectors, Journal journal, string tenant)
    {
        journal.Write(Events.UpdateBegun, tenant);
        await connectors.Organization(tenant).Ledger.UpdateAsync(config => config with { Count = config.Count + 1 });
        journal.Write(Events.Updated, tenant);
    }

    private static async Task CallAsync(ConnectorManager connectors, Journal journal, string tenant)
    {
        if (await connectors.Organization(tenant).Ledger.WhoAsync() != tenant)
        {
            journal.Write(Events.Foreign, tenant);
        }
    }

    private static async Task LeaseAsync(ConnectorManager connectors, Journal journal, string tenant)
    {
        ConnectionKey key = new("organization", tenant, "ledger", "");
        string owner = Guid.NewGuid().ToString("N");
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (await connectors.Store.AcquireLeaseAsync(key, owner, now, now + LeaseTime) is not { } fence)
        {
            return;
        }

        journal.Write(Events.Leased, tenant, fence);
        await connectors.Store.GetAsync(key);
        journal.Write(Events.LeaseGivenBack, tenant, fence);
        await connectors.Store.ReleaseLeaseAsync(key, owner);
    }

    private static async Task HandleAsync(ConnectorManager connectors, Journal journal, Random random)
    {
        string delivery = string.Create(CultureInfo.InvariantCulture, $"delivery {random.Next(Deliveries)}");
        string owner = Guid.NewGuid().ToString("N");
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (await connectors.Store.ClaimAsync(delivery, owner, now, now + ClaimTime) != ClaimResult.Claimed)
        {
            return;
        }

        journal.Write(Events.HandlingBegun, delivery);
        if (await connectors.Store.CompleteClaimAsync(delivery, owner, now + TimeSpan.FromDays(1)))
        {
            journal.Write(Events.Handled, delivery);
        }
    }

    private static async Task TakeAsync(ConnectorManager connectors, Journal journal, Random random)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"entry {random.Next(OneTimeEntries)}");
        if (await connectors.Store.TakeOnceAsync(id, TimeProvider.System.GetUtcNow()) is not null)
        {
            journal.Write(Events.Taken, id);
        }
    }

    private static async Task ReconnectAsync(ConnectorManager connectors, Journal journal, string tenant, Random random)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"name {random.Next(3)}");
        LedgerScopedClient ledger = connectors.Organization(tenant).Ledger.Named(name);
        if (random.Next(2) == 0)
        {
            await ledger.ConnectAsync(new() { Owner = tenant });
            journal.Write(Events.Connected, tenant);
            return;
        }

        try
        {
            await ledger.DisconnectAsync();
            journal.Write(Events.Disconnected, tenant);
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCodes.ConnectorNotConnected)
        {
            // Another node was faster.
        }
    }
}
