using Igniter.Connectors.Benchmarks.Generator;
using Igniter.Connectors.Benchmarks.Smoke;

// Prints ratios to the same work written by hand, measured in one run: absolute values mean little on a shared machine.
switch (args)
{
    case ["smoke", "generator"]:
        GeneratorSmoke.Run();
        return 0;
    case ["smoke", "engine"]:
        Report report = new();
        await EngineSmoke.RunAsync(report);
        await PeerSmoke.RunAsync(report);
        return report.HasFailed ? 1 : 0;
    case ["smoke", "webhooks"]:
        Report webhooks = new();
        await WebhookSmoke.RunAsync(webhooks);
        return webhooks.HasFailed ? 1 : 0;
    default:
        Console.Error.WriteLine("usage: Igniter.Connectors.Benchmarks smoke generator|engine|webhooks");
        return 1;
}
