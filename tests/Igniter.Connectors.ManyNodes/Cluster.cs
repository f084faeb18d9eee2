using System.Diagnostics;
using System.Globalization;
using Igniter.Connectors.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.ManyNodes;

/// <summary>How much a run does.</summary>
/// <param name="Nodes">Processes at a time.</param>
/// <param name="Duration">How long they work.</param>
/// <param name="Kills">How many of them are killed; each is replaced.</param>
/// <param name="Seed">Of what is random.</param>
public sealed record ClusterPlan(int Nodes, TimeSpan Duration, int Kills, int Seed);

/// <summary>What a run came to.</summary>
/// <param name="Violations">What must not happen and did.</param>
/// <param name="Counts">How often each event was journaled.</param>
/// <param name="Kills">How many nodes were killed while they ran.</param>
public sealed record ClusterReport(IReadOnlyList<string> Violations, IReadOnlyDictionary<string, int> Counts, int Kills);

/// <summary>Starts nodes, kills some of them, restarts the database once, and checks what is left.</summary>
public static class Cluster
{
    public static async Task<ClusterReport> RunAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        using PostgresServer server = PostgresServer.StartOwn();
        DirectoryInfo journals = Directory.CreateTempSubdirectory("igniter-nodes-");
        try
        {
            await PrepareAsync(server.ConnectionString, cancellationToken);
            int kills = await WorkAsync(plan, server, journals.FullName, cancellationToken);
            IReadOnlyList<JournalEntry> entries = Journal.ReadAll(journals.FullName);
            IReadOnlyList<string> violations = await Invariants.CheckAsync(server.ConnectionString, entries, cancellationToken);
            return new ClusterReport(violations, entries.CountBy(entry => entry.What).ToDictionary(StringComparer.Ordinal), kills);
        }
        finally
        {
            journals.Delete(recursive: true);
        }
    }

    private static async Task PrepareAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = NodeContext.CreateServices(connectionString);
        await using (NodeContext context = await services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync(cancellationToken))
        {
            await context.Database.EnsureCreatedAsync(cancellationToken);
        }

        ConnectorManager connectors = services.GetRequiredService<ConnectorManager>();
        for (int tenant = 0; tenant < Node.Tenants; tenant++)
        {
            await connectors.Organization(Node.Tenant(tenant)).Ledger.ConnectAsync(new() { Owner = Node.Tenant(tenant) }, cancellationToken: cancellationToken);
        }

        for (int entry = 0; entry < Node.OneTimeEntries; entry++)
        {
            await connectors.Store.PutOnceAsync(
                string.Create(CultureInfo.InvariantCulture, $"entry {entry}"), "value", TimeProvider.System.GetUtcNow().AddHours(1), cancellationToken);
        }
    }

    private static async Task<int> WorkAsync(ClusterPlan plan, PostgresServer server, string journals, CancellationToken cancellationToken)
    {
        Random random = new(plan.Seed);
        List<Process> nodes = [];
        int started = 0;
        void Start() => nodes.Add(StartNode(server.ConnectionString, journals, plan.Seed + started++, plan.Duration));

        for (int i = 0; i < plan.Nodes; i++)
        {
            Start();
        }

        long begin = Stopwatch.GetTimestamp();
        int killed = 0;
        try
        {
            for (int kill = 0; kill < plan.Kills; kill++)
            {
                TimeSpan due = plan.Duration * ((kill + random.NextDouble()) / plan.Kills);
                TimeSpan wait = due - Stopwatch.GetElapsedTime(begin);
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, cancellationToken);
                Process victim = nodes[random.Next(nodes.Count)];
                nodes.Remove(victim);
                using (victim)
                {
                    killed += victim.HasExited ? 0 : 1;
                    victim.Kill(entireProcessTree: true);
                    await victim.WaitForExitAsync(cancellationToken);
                }

                Start();
                if (kill == plan.Kills / 2)
                {
                    server.Restart();
                }
            }

            TimeSpan rest = plan.Duration - Stopwatch.GetElapsedTime(begin);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, cancellationToken);
        }
        finally
        {
            foreach (Process node in nodes)
            {
                node.Kill(entireProcessTree: true);
                await node.WaitForExitAsync(CancellationToken.None);
                node.Dispose();
            }
        }

        return killed;
    }

    private static Process StartNode(string connectionString, string journals, int seed, TimeSpan duration)
    {
        string journal = Path.Combine(journals, string.Create(CultureInfo.InvariantCulture, $"node-{seed}.journal"));
        ProcessStartInfo start = new("dotnet", [typeof(Cluster).Assembly.Location, "node", connectionString, journal, seed.ToString(CultureInfo.InvariantCulture), duration.TotalSeconds.ToString(CultureInfo.InvariantCulture)]);
        return Process.Start(start)!;
    }
}
