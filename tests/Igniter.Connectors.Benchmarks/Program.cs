using BenchmarkDotNet.Running;
using Igniter.Connectors.Benchmarks.Smoke;
using Igniter.Connectors.Benchmarks.Webhooks;

// Ratios to the same work written by hand, measured in one run: absolute values mean little on a shared machine.
switch (args)
{
    case ["smoke", .. string[] ids]:
        return await SmokeRun.RunAsync(ids);
    case ["bench", .. string[] options]:
        // In this process, so that nothing has to be built once more.
        BenchmarkSwitcher.FromAssembly(typeof(SmokeRun).Assembly).Run([.. options, "--inProcess"]);
        return 0;
    case ["load"]:
        await LoadGenerator.RunAsync(Console.In, Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("""
            smoke [P1 P2 …]     the measures of the table once, in a few minutes; exits with 1 when a goal is missed by more than a fifth
            bench --filter *    the same work of P1 to P5, P8, P9 and P19 under BenchmarkDotNet
            """);
        return 2;
}
