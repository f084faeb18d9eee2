using System.Globalization;
using Igniter.Connectors.ManyNodes;

// A node: started by the cluster.
if (args is ["node", var connectionString, var journal, var nodeSeed, var time])
{
    await Node.RunAsync(
        connectionString,
        journal,
        int.Parse(nodeSeed, CultureInfo.InvariantCulture),
        TimeSpan.FromSeconds(double.Parse(time, CultureInfo.InvariantCulture)));
    return 0;
}

int nodes = Option("--nodes", 6);
int seconds = Option("--seconds", 60);
ClusterPlan plan = new(nodes, TimeSpan.FromSeconds(seconds), Kills: Option("--kills", seconds / 2), Seed: Option("--seed", Environment.TickCount & 0xffff));
ClusterReport report = await Cluster.RunAsync(plan, CancellationToken.None);
Console.WriteLine(
    $"{plan.Nodes} nodes for {plan.Duration.TotalSeconds} s, {report.Kills} killed, {report.Freezes} frozen, the database restarted once, seed {plan.Seed}");
foreach ((string what, int count) in report.Counts.OrderBy(count => count.Key, StringComparer.Ordinal))
{
    Console.WriteLine($"{count,8} {what}");
}

Console.Write(report.Errors);
foreach (string violation in report.Violations)
{
    Console.WriteLine($"VIOLATION {violation}");
}

return report.Violations.Count == 0 && report.Errors.Length == 0 ? 0 : 1;

int Option(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var index ? int.Parse(args[index + 1], CultureInfo.InvariantCulture) : otherwise;
