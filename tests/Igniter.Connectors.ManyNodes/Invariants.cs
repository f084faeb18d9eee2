using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Igniter.Connectors.ManyNodes;

/// <summary>What must hold after any number of crashes.</summary>
internal static class Invariants
{
    public static async Task<IReadOnlyList<string>> CheckAsync(
        string connectionString, IReadOnlyList<JournalEntry> journal, CancellationToken cancellationToken)
    {
        // What the killed nodes left open was closed by the database's restart or by the end of their connections.
        NpgsqlConnection.ClearAllPools();
        await using ServiceProvider services = NodeContext.CreateServices(connectionString);
        ConnectorManager connectors = services.GetRequiredService<ConnectorManager>();
        return
        [
            .. await LostWritesAsync(connectors, journal, cancellationToken),
            .. ForeignReads(journal),
            .. await ForeignRowsAsync(connectors, cancellationToken),
            .. Fences(journal),
            .. await StuckLeasesAsync(connectors, cancellationToken),
            .. HandledTwice(journal),
            .. TakenTwice(journal),
            .. await OrphansAsync(services, cancellationToken),
        ];
    }

    /// <summary>Every acknowledged update counted, and none counted twice: only the ones that were under way at a crash are in doubt.</summary>
    private static async Task<List<string>> LostWritesAsync(ConnectorManager connectors, IReadOnlyList<JournalEntry> journal, CancellationToken cancellationToken)
    {
        List<string> violations = [];
        for (int number = 0; number < Node.Tenants; number++)
        {
            string tenant = Node.Tenant(number);
            int begun = journal.Count(entry => entry.What == Events.UpdateBegun && entry.Subject == tenant);
            int acknowledged = journal.Count(entry => entry.What == Events.Updated && entry.Subject == tenant);
            int counted = (await connectors.Organization(tenant).Ledger.RevealConfigAsync(cancellationToken)).Count;
            if (counted < acknowledged || counted > begun)
            {
                violations.Add(string.Create(CultureInfo.InvariantCulture, $"{tenant}: {counted} updates stored, {acknowledged} acknowledged, {begun} begun."));
            }
        }

        return violations;
    }

    private static IEnumerable<string> ForeignReads(IReadOnlyList<JournalEntry> journal) =>
        journal.Where(entry => entry.What == Events.Foreign).Select(entry => $"{entry.Subject} read another tenant's configuration.");

    private static async Task<List<string>> ForeignRowsAsync(ConnectorManager connectors, CancellationToken cancellationToken)
    {
        List<string> violations = [];
        for (int number = 0; number < Node.Tenants; number++)
        {
            string tenant = Node.Tenant(number);
            ConnectorScope scope = connectors.Organization(tenant);
            foreach (Connection connection in await scope.ListAsync(cancellationToken: cancellationToken))
            {
                string owner = (await scope.Ledger.Named(connection.Name).RevealConfigAsync(cancellationToken)).Owner;
                if (connection.Identity != tenant || owner != tenant)
                {
                    violations.Add($"{tenant} lists a connection of {connection.Identity} that holds {owner}'s configuration.");
                }
            }
        }

        return violations;
    }

    /// <summary>No fencing number was given twice, and later leases have higher ones.</summary>
    private static IEnumerable<string> Fences(IReadOnlyList<JournalEntry> journal) =>
        journal.Where(entry => entry.What == Events.Leased)
            .GroupBy(entry => entry.Subject)
            .Where(leases => leases.Select(lease => lease.Number).Distinct().Count() != leases.Count())
            .Select(leases => $"{leases.Key}: a fencing number was given twice.");

    private static async Task<List<string>> StuckLeasesAsync(ConnectorManager connectors, CancellationToken cancellationToken)
    {
        List<string> violations = [];
        for (int number = 0; number < Node.Tenants; number++)
        {
            DateTimeOffset later = TimeProvider.System.GetUtcNow().AddSeconds(10);
            ConnectionKey key = new("organization", Node.Tenant(number), "ledger", "");
            if (await connectors.Store.AcquireLeaseAsync(key, "checker", later, later.AddSeconds(1), cancellationToken) is null)
            {
                violations.Add($"{key.Identity}: the lease of a dead node can't be had after its end.");
            }
        }

        return violations;
    }

    /// <summary>A delivery that was handled to its end doesn't begin again.</summary>
    private static IEnumerable<string> HandledTwice(IReadOnlyList<JournalEntry> journal)
    {
        foreach (IGrouping<string, JournalEntry> delivery in journal
            .Where(entry => entry.What is Events.HandlingBegun or Events.Handled)
            .GroupBy(entry => entry.Subject))
        {
            long? handled = delivery.FirstOrDefault(entry => entry.What == Events.Handled)?.Time;
            if (delivery.Count(entry => entry.What == Events.Handled) > 1
                || delivery.Any(entry => entry.What == Events.HandlingBegun && entry.Time > handled))
            {
                yield return $"{delivery.Key} was handled again after it had succeeded.";
            }
        }
    }

    private static IEnumerable<string> TakenTwice(IReadOnlyList<JournalEntry> journal) =>
        journal.Where(entry => entry.What == Events.Taken)
            .GroupBy(entry => entry.Subject)
            .Where(taken => taken.Count() > 1)
            .Select(taken => $"{taken.Key} was taken {taken.Count()} times.");

    /// <summary>Sweeping after every end leaves nothing behind, and no look-up hash outlives its connection.</summary>
    private static async Task<List<string>> OrphansAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<ConnectorManager>().Store.SweepAsync(TimeProvider.System.GetUtcNow().AddDays(2), cancellationToken);
        await using NodeContext context = await services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync(cancellationToken);
        long left = await context.Database.SqlQuery<long>($"""
            SELECT (SELECT count(*) FROM igniter.igniter_one_time_entries) + (SELECT count(*) FROM igniter.igniter_claims)
                + (SELECT count(*) FROM igniter.igniter_webhook_secrets s LEFT JOIN igniter.igniter_connections c ON c."Id" = s."ConnectionId" WHERE c."Id" IS NULL) AS "Value"
            """).SingleAsync(cancellationToken);
        return left == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{left} expired or orphaned rows are left after the sweep.")];
    }
}
