using Igniter.Connectors.Benchmarks.Smoke;
using Igniter.Connectors.Benchmarks.Webhooks;

// Ratios to the same work written by hand, measured in one run: absolute values mean little on a shared machine.
switch (args)
{
    case ["smoke", .. string[] ids]:
        return await SmokeRun.RunAsync(ids);
    case ["load"]:
        await LoadGenerator.RunAsync(Console.In, Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: smoke [P1 P2 …]");
        return 2;
}
