using Igniter.Connectors.Benchmarks.Generator;

// Prints ratios to the same work written by hand, measured in one run: absolute values mean little on a shared machine.
switch (args)
{
    case ["smoke", "generator"]:
        GeneratorSmoke.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: Igniter.Connectors.Benchmarks smoke generator");
        return 1;
}
