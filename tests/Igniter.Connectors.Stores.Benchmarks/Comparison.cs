using System.Diagnostics;
using System.Globalization;

namespace Igniter.Connectors.Stores.Benchmarks;

/// <summary>Measures two ways to do one thing, in turns, so that a machine that is busy for a while is busy for both.</summary>
internal static class Comparison
{
    private const int Rounds = 15;

    /// <summary>Prints the median time of each and the median of the rounds' ratios.</summary>
    public static async Task RunAsync(string name, int calls, Func<int, Task> floor, Func<int, Task> ours)
    {
        await TimeAsync(calls, floor);
        await TimeAsync(calls, ours);
        List<(double Floor, double Ours)> rounds = [];
        for (int round = 0; round < Rounds; round++)
        {
            rounds.Add((await TimeAsync(calls, floor), await TimeAsync(calls, ours)));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-34} {Median(rounds.Select(round => round.Floor)),9:F1} µs directly {Median(rounds.Select(round => round.Ours)),9:F1} µs by the store {Median(rounds.Select(round => round.Ours / round.Floor)),6:F2} x"));
    }

    /// <summary>Microseconds a call takes.</summary>
    public static async Task<double> TimeAsync(int calls, Func<int, Task> work)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            await work(call);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
