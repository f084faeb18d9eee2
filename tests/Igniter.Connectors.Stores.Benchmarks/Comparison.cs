using System.Diagnostics;
using System.Globalization;

namespace Igniter.Connectors.Stores.Benchmarks;

/// <summary>
/// Measures two ways to do one thing, in short turns, so that a machine that is busy for a while is busy for both. Of each the fastest tenth counts: the
/// turns in which nobody else needed the processor.
/// </summary>
internal static class Comparison
{
    private const int Rounds = 60;

    /// <summary>Prints the time of each and their ratio.</summary>
    public static async Task RunAsync(string name, int calls, Func<int, Task> floor, Func<int, Task> ours)
    {
        List<double> floors = [];
        List<double> times = [];
        for (int round = -10; round < Rounds; round++)
        {
            double direct = await TimeAsync(calls, floor);
            double stored = await TimeAsync(calls, ours);
            if (round >= 0)
            {
                floors.Add(direct);
                times.Add(stored);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-34} {Fast(floors),9:F1} µs directly {Fast(times),9:F1} µs by the store {Fast(times) / Fast(floors),6:F2} x"));
    }

    /// <summary>Prints the time of one.</summary>
    public static async Task RunAsync(string name, int calls, Func<int, Task> work)
    {
        List<double> times = [];
        for (int round = -10; round < Rounds; round++)
        {
            double time = await TimeAsync(calls, work);
            if (round >= 0)
            {
                times.Add(time);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-34} {Fast(times),9:F1} µs"));
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

    public static double Fast(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 10];
    }
}
