using System.Globalization;
using Igniter.Connectors.ManyNodes.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Igniter.Connectors.ManyNodes;

/// <summary>What must hold after any number of crashes.</summary>
public static class Invariants
{
    /// <summary>Asks every kind of work, and then the tables. It changes them: leases are taken and everything is swept.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(string connectionString, IReadOnlyList<JournalEntry> journal)
    {
        // The preparation's connections ended with the database's restart.
        NpgsqlConnection.ClearAllPools();
        await using ServiceProvider services = NodeContext.CreateServices(connectionString);
        ConnectorManager connectors = services.GetRequiredService<ConnectorManager>();
        List<string> violations = [];
        foreach (IWork work in IWork.All)
        {
            await foreach (string violation in work.CheckAsync(connectors, journal))
            {
                violations.Add(violation);
            }
        }

        violations.AddRange(await OrphansAsync(services));
        return violations;
    }

    /// <summary>Sweeping after every end leaves nothing behind, and no look-up hash outlives its connection.</summary>
    private static async Task<string[]> OrphansAsync(ServiceProvider services)
    {
        await services.GetRequiredService<ConnectorManager>().Store.SweepAsync(TimeProvider.System.GetUtcNow().AddDays(2));
        await using NodeContext context = await services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync();
        long left = await context.Database.SqlQuery<long>($"""
            SELECT (SELECT count(*) FROM igniter.igniter_one_time_entries) + (SELECT count(*) FROM igniter.igniter_claims)
                + (SELECT count(*) FROM igniter.igniter_webhook_secrets s LEFT JOIN igniter.igniter_connections c ON c."Id" = s."ConnectionId" WHERE c."Id" IS NULL) AS "Value"
            """).SingleAsync();
        return left == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{left} expired or orphaned rows are left after the sweep.")];
    }
}
