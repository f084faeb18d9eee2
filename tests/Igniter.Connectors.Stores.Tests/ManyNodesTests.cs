using System.Diagnostics;
using Igniter.Connectors.ManyNodes;
using Igniter.Connectors.ManyNodes.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>Processes on one PostgreSQL, killed and frozen at random, and what must hold afterwards.</summary>
public sealed class ManyNodesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_lost_or_done_twice_when_nodes_are_killed_and_the_database_restarts()
    {
        ClusterPlan plan = new(Nodes: 3, Duration: TimeSpan.FromSeconds(8), Kills: 5, Seed: 1);

        ClusterReport report = await Cluster.RunAsync(plan, Cancellation);

        Assert.Equal("", report.Errors);
        Assert.Empty(report.Violations);
        Assert.Equal((3, 2), (report.Kills, report.Freezes));

        // A run in which little was done proves little.
        foreach (string done in (string[])[UpdateWork.Done, CallWork.Done, ConnectWork.Disconnected, LeaseWork.GivenBack, ClaimWork.Done, OneTimeWork.Taken])
        {
            Assert.True(report.Counts.GetValueOrDefault(done) >= 10, $"{done}: {report.Counts.GetValueOrDefault(done)}");
        }
    }

    [Fact]
    public async Task Every_violation_is_found()
    {
        using PostgresDatabase database = new();
        await Cluster.PrepareAsync(database.ConnectionString, Cancellation);
        await using ServiceProvider services = NodeContext.CreateServices(database.ConnectionString);
        ConnectorManager connectors = services.GetRequiredService<ConnectorManager>();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();

        // What a store without compare-and-set, without conditions or without tenants would leave behind.
        await connectors.Organization("Tenant 0").Ledger.UpdateAsync(config => config with { Count = 7 }, Cancellation);
        await connectors.Organization("tenant 1").Ledger.Named("own").ConnectAsync(new() { Owner = "tenant 1" }, cancellationToken: Cancellation);
        await connectors.Organization("Tenant 1").Ledger.Named("own").ConnectAsync(new() { Owner = "Tenant 1" }, cancellationToken: Cancellation);
        await connectors.Organization("tenant 2").Ledger.Named("back").ConnectAsync(new() { Owner = "tenant 2" }, cancellationToken: Cancellation);
        await connectors.Store.AcquireLeaseAsync(new("organization", "tenant 3", "ledger", ""), "dead", now, now.AddHours(1), Cancellation);
        await connectors.Store.TakeOnceAsync("entry 7", now, Cancellation);
        await connectors.Store.PutOnceAsync("for ever", "value", now.AddYears(1), Cancellation);
        await using (NodeContext context = await services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync(Cancellation))
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                UPDATE igniter.igniter_connections c SET "Config" = o."Config" FROM igniter.igniter_connections o
                WHERE c."Identity" = 'tenant 1' AND c."Name" = 'own' AND o."Identity" = 'Tenant 1' AND o."Name" = 'own'
                """,
                Cancellation);
        }

        long second = Stopwatch.Frequency;
        IReadOnlyList<string> violations = await Invariants.CheckAsync(
            database.ConnectionString,
            [
                new(1, UpdateWork.Begun, "tenant 0"),
                new(2, UpdateWork.Done, "tenant 0"),
                new(3, CallWork.Foreign, "tenant 4"),
                new(4, ConnectWork.Connected, "tenant 2/lost"),
                new(5, ConnectWork.Connected, "tenant 2/back"),
                new(6, ConnectWork.DisconnectBegun, "tenant 2/back"),
                new(7, ConnectWork.Disconnected, "tenant 2/back"),
                new(10 * second, LeaseWork.Taken, "tenant 4/1", 12 * second),
                new(11 * second, LeaseWork.Taken, "tenant 4/2", 13 * second),
                new(20 * second, LeaseWork.Taken, "Tenant 4/2", 22 * second),
                new(21 * second, LeaseWork.GivenBack, "Tenant 4/2"),
                new(21 * second, LeaseWork.Taken, "Tenant 4/1", 23 * second),
                new(8, ClaimWork.Begun, "delivery 1"),
                new(9, ClaimWork.Done, "delivery 1"),
                new(10, ClaimWork.Begun, "delivery 1"),
                new(11, OneTimeWork.Begun, "entry 8"),
                new(12, OneTimeWork.Taken, "entry 8"),
                new(13, OneTimeWork.Taken, "entry 8"),
            ]);

        Assert.Equal(
            [
                "tenant 0: 0 updates stored, 1 acknowledged, 1 begun.",
                "Tenant 0: 7 updates stored, 0 acknowledged, 0 begun.",
                "tenant 4 read another tenant's connection.",
                "tenant 1 has a connection of another tenant.",
                "tenant 2/lost was connected and isn't there.",
                "tenant 2/back was disconnected and is there.",
                "tenant 4: two had the lease at once, tenant 4/1 and tenant 4/2.",
                "Tenant 4: two had the lease at once, Tenant 4/2 and Tenant 4/1.",
                "tenant 3: the lease can't be had after its end.",
                "delivery 1 was handled again after it had succeeded.",
                "delivery 1 was handled and isn't known to be.",
                "entry 8 was taken 2 times.",
                "entry 7 is gone though nobody took it.",
                "1 expired or orphaned rows are left after the sweep.",
            ],
            violations);
    }
}
