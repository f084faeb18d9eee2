using System.Diagnostics;
using System.Globalization;
using Igniter.Connectors.ManyNodes.Work;
using Igniter.Connectors.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.ManyNodes;

/// <summary>How much a run does.</summary>
/// <param name="Nodes">Processes at a time.</param>
/// <param name="Duration">How long they work.</param>
/// <param name="Kills">How many of them are killed; each is replaced. Between the kills some are frozen for longer than a lease lasts.</param>
/// <param name="Seed">Of what is random.</param>
public sealed record ClusterPlan(int Nodes, TimeSpan Duration, int Kills, int Seed);

/// <summary>What a run came to.</summary>
/// <param name="Violations">What must not be and is.</param>
/// <param name="Counts">How often each event was journaled.</param>
/// <param name="Kills">How many nodes were killed while they worked.</param>
/// <param name="Freezes">How many were frozen and went on.</param>
/// <param name="Errors">What nodes that ended by themselves wrote to their error output.</param>
public sealed record ClusterReport(
    IReadOnlyList<string> Violations, IReadOnlyDictionary<string, int> Counts, int Kills, int Freezes, string Errors);

/// <summary>Starts nodes, kills and freezes some of them, restarts the database once, and checks what is left.</summary>
public sealed class Cluster : IDisposable
{
    private static readonly TimeSpan Freeze = TimeSpan.FromSeconds(1.5);

    private readonly ClusterPlan _plan;
    private readonly Random _random;
    private readonly PostgresServer _server = PostgresServer.StartOwn(durable: true);
    private readonly string _journals = FastDirectory.Create("igniter-nodes-");
    private readonly List<NodeProcess> _nodes = [];
    private int _started;
    private int _killed;
    private int _frozen;

    private Cluster(ClusterPlan plan)
    {
        _plan = plan;
        _random = new Random(plan.Seed);
    }

    public static async Task<ClusterReport> RunAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        using Cluster cluster = new(plan);
        await PrepareAsync(cluster._server.ConnectionString, cancellationToken);
        string errors = await cluster.WorkAsync(cancellationToken);
        IReadOnlyList<JournalEntry> entries = Journal.ReadAll(cluster._journals);
        return new ClusterReport(
            await Invariants.CheckAsync(cluster._server.ConnectionString, entries),
            entries.CountBy(entry => entry.What).ToDictionary(StringComparer.Ordinal),
            cluster._killed,
            cluster._frozen,
            errors);
    }

    /// <summary>Makes the tables and what nodes find when they start.</summary>
    public static async Task PrepareAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = NodeContext.CreateServices(connectionString);
        await using (NodeContext context = await services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync(cancellationToken))
        {
            await context.Database.EnsureCreatedAsync(cancellationToken);
        }

        foreach (IWork work in IWork.All)
        {
            await work.PrepareAsync(services.GetRequiredService<ConnectorManager>(), cancellationToken);
        }
    }

    public void Dispose()
    {
        _nodes.ForEach(node => node.Dispose());
        _server.Dispose();
        Directory.Delete(_journals, recursive: true);
    }

    private async Task<string> WorkAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i < _plan.Nodes; i++)
        {
            StartNode();
        }

        // Kills before anything works would prove nothing.
        await _nodes[0].WaitForWorkAsync(cancellationToken);
        long begin = Stopwatch.GetTimestamp();
        for (int kill = 0; kill < _plan.Kills; kill++)
        {
            await WaitUntilAsync(begin, _plan.Duration * ((kill + _random.NextDouble()) / _plan.Kills), cancellationToken);
            NodeProcess victim = _nodes[_random.Next(_nodes.Count)];
            if (kill % 3 == 1)
            {
                await victim.FreezeAsync(Freeze, cancellationToken);
                _frozen++;
                continue;
            }

            _killed += victim.Kill() ? 1 : 0;
            _nodes.Remove(victim);
            victim.Dispose();
            StartNode();
            if (kill == _plan.Kills / 2)
            {
                _server.Restart();
            }
        }

        await WaitUntilAsync(begin, _plan.Duration, cancellationToken);
        return string.Concat(_nodes.Where(node => !node.Kill()).Select(node => node.Errors));
    }

    private void StartNode()
    {
        int seed = _plan.Seed + _started++;
        string journal = Path.Combine(_journals, string.Create(CultureInfo.InvariantCulture, $"node-{seed}.journal"));
        _nodes.Add(new NodeProcess(_server.ConnectionString, journal, seed, _plan.Duration * 2));
    }

    private static async Task WaitUntilAsync(long begin, TimeSpan due, CancellationToken cancellationToken)
    {
        TimeSpan wait = due - Stopwatch.GetElapsedTime(begin);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, cancellationToken);
        }
    }
}
