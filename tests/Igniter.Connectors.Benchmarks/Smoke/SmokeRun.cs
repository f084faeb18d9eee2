using System.Diagnostics;
using System.Globalization;
using Igniter.Connectors.Benchmarks.Engine;
using Igniter.Connectors.Benchmarks.Generators;
using Igniter.Connectors.Benchmarks.Http;
using Igniter.Connectors.Benchmarks.Measuring;
using Igniter.Connectors.Benchmarks.Native;
using Igniter.Connectors.Benchmarks.Stores;
using Igniter.Connectors.Benchmarks.Webhooks;

namespace Igniter.Connectors.Benchmarks.Smoke;

/// <summary>Every measure once, in a few minutes.</summary>
internal static class SmokeRun
{
    private static readonly (string Id, Func<Table, Task> Run)[] Measures =
    [
        ("P1", ActionMeasures.TypedSecretAsync),
        ("P2", ActionMeasures.TypedPlainAsync),
        ("P3", ActionMeasures.DispatchAsync),
        ("P4", ActionMeasures.ByKeyAsync),
        ("P5", ActionMeasures.ConnectAsync),
        ("P6", ListMeasures.ListAsync),
        ("P7", ListMeasures.PageAsync),
        ("P8", CipherMeasures.RunAsync),
        ("P9", WebhookMeasures.CoreAsync),
        ("P10", WebhookMeasures.ManyAsync),
        ("P11", EndpointMeasures.RunAsync),
        ("P12", LiteDbMeasures.CompareAsync),
        ("P13", PostgresMeasures.RunAsync),
        ("P14", GeneratorMeasures.EditAsync),
        ("P15", GeneratorMeasures.ColdAsync),
        ("P16", NativeMeasures.RunAsync),
        ("P17", TelemetryMeasures.RunAsync),
        ("P18", HttpMeasures.RefreshAsync),
        ("P19", HttpMeasures.CallAsync),
        ("P20", LiteDbMeasures.WritersAsync),
    ];

    /// <param name="ids">Which measures; none for all.</param>
    /// <returns>1 when a goal is missed by more than a fifth.</returns>
    public static async Task<int> RunAsync(string[] ids)
    {
        if (ids.FirstOrDefault(id => !Measures.Any(measure => Is(measure.Id, id))) is { } unknown)
        {
            Console.Error.WriteLine($"There is no {unknown}. There are: {string.Join(' ', Measures.Select(measure => measure.Id))}");
            return 2;
        }

        Table table = new();
        long started = Stopwatch.GetTimestamp();
        foreach ((string id, Func<Table, Task> run) in Measures.Where(measure => ids is [] || ids.Any(id => Is(measure.Id, id))))
        {
            Console.Error.Write(id + " ");
            await run(table);
        }

        Console.Error.WriteLine();
        table.Print(Console.Out);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s, {RuntimeInfo()}. Ours and the floor take turns; a ratio is the median of the calmest third of the rounds."));
        return table.ExitCode;
    }

    private static bool Is(string id, string other) => string.Equals(id, other, StringComparison.OrdinalIgnoreCase);

    private static string RuntimeInfo() => string.Create(
        CultureInfo.InvariantCulture, $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors");
}
