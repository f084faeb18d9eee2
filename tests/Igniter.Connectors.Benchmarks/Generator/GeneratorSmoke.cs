using System.Diagnostics;
using System.Globalization;
using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Benchmarks.Generator;

/// <summary>Times the generator against the floor: cold, after an edit elsewhere, after an edit in one connector.</summary>
internal static class GeneratorSmoke
{
    public static void Run()
    {
        Measure(10, 30, print: false);
        Console.WriteLine("connectors  edit        floor ms   ours ms   ratio");
        foreach ((int connectors, int rounds) in new[] { (1, 200), (100, 30), (1_000, 10) })
        {
            Measure(connectors, rounds, print: true);
        }
    }

    private static void Measure(int connectors, int rounds, bool print)
    {
        CSharpCompilation compilation = ConnectorSolution.Create(connectors);
        Warm floor = new(new FloorGenerator(), compilation);
        Warm ours = new(new ConnectorGenerator(), compilation);

        // Taken in turns, so that what else the machine does hits both.
        List<double>[] times = [[], [], [], [], [], []];
        for (int round = 0; round < rounds; round++)
        {
            string character = round.ToString(CultureInfo.InvariantCulture);
            times[0].Add(Cold(new FloorGenerator(), ConnectorSolution.Create(connectors)));
            times[1].Add(Cold(new ConnectorGenerator(), ConnectorSolution.Create(connectors)));
            times[2].Add(floor.Run(ConnectorSolution.EditUnrelated(compilation, character)));
            times[3].Add(ours.Run(ConnectorSolution.EditUnrelated(compilation, character)));
            times[4].Add(floor.Run(ConnectorSolution.EditConnector(compilation, character)));
            times[5].Add(ours.Run(ConnectorSolution.EditConnector(compilation, character)));
        }

        if (print)
        {
            Print(connectors, "cold", times[0], times[1]);
            Print(connectors, "unrelated", times[2], times[3]);
            Print(connectors, "connector", times[4], times[5]);
        }
    }

    private static double Cold(IIncrementalGenerator generator, CSharpCompilation compilation) => new Warm(generator, null).Run(compilation);

    private static void Print(int connectors, string edit, List<double> floor, List<double> ours) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{connectors,10:N0}  {edit,-10}{Median(floor),10:F2}{Median(ours),10:F2}{Median(ours) / Median(floor),8:F2}"));

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>A driver that has run.</summary>
    private sealed class Warm
    {
        private GeneratorDriver _driver;

        public Warm(IIncrementalGenerator generator, CSharpCompilation? compilation)
        {
            _driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: ConnectorSolution.ParseOptions);
            _driver = compilation is null ? _driver : _driver.RunGenerators(compilation);
        }

        public double Run(CSharpCompilation compilation)
        {
            long start = Stopwatch.GetTimestamp();
            _driver = _driver.RunGenerators(compilation);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }
}
