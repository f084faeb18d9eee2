using System.Globalization;
using Igniter.Connectors.ManyNodes;

// A node: started by the cluster.
if (args is ["node", var connectionString, var journal, var seed, var seconds])
{
    await Node.RunAsync(
        connectionString,
        journal,
        int.Parse(seed, CultureInfo.InvariantCulture),
        TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
    return 0;
}

// By hand: dotnet run -c Release --project tests/Igniter.Connectors.ManyNodes -- NODES SECONDS KILLS
int[] numbers = [.. args.Select(argument => int.Parse(argument, CultureInfo.InvariantCulture))];
ClusterPlan plan = new(
    Nodes: numbers.ElementAtOrDefault(0) is > 0 and var nodes ? nodes : 6,
    Duration: TimeSpan.FromSeconds(numbers.ElementAtOrDefault(1) is > 0 and var length ? length : 60),
    Kills: numbers.ElementAtOrDefault(2) is > 0 and var kills ? kills : 20,
    Seed: Environment.TickCount);
ClusterReport report = await Cluster.RunAsync(plan, CancellationToken.None);
Console.WriteLine($"{plan.Nodes} nodes for {plan.Duration.TotalSeconds} s, {report.Kills} killed, one restart of the database, seed {plan.Seed}");
foreach ((string what, int count) in report.Counts.OrderBy(count => count.Key, StringComparer.Ordinal))
{
    Console.WriteLine($"{count,8} {what}");
}

foreach (string violation in report.Violations)
{
    Console.WriteLine($"VIOLATION {violation}");
}

return report.Violations.Count == 0 ? 0 : 1;
