using System.Diagnostics;

namespace Igniter.Connectors.Benchmarks.Smoke;

/// <summary>What one operation takes.</summary>
/// <param name="Nanoseconds">Median over the rounds.</param>
/// <param name="Bytes">Allocated on the measuring thread.</param>
internal readonly record struct Cost(double Nanoseconds, long Bytes);

/// <summary>Measures operations in turns, so that whatever disturbs the machine disturbs all of them.</summary>
internal static class Stopwatches
{
    private const int Rounds = 15;
    private static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(40);

    public static async Task<Cost[]> MeasureAsync(params Func<int, Task>[] batches)
    {
        int[] sizes = new int[batches.Length];
        for (int i = 0; i < batches.Length; i++)
        {
            sizes[i] = await SizeAsync(batches[i]);
        }

        double[][] times = [.. batches.Select(_ => new double[Rounds])];
        long[] bytes = new long[batches.Length];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < batches.Length; i++)
            {
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                long started = Stopwatch.GetTimestamp();
                await batches[i](sizes[i]);
                times[i][round] = Stopwatch.GetElapsedTime(started).TotalNanoseconds / sizes[i];
                bytes[i] = (GC.GetAllocatedBytesForCurrentThread() - allocated) / sizes[i];
            }
        }

        return [.. times.Select((own, i) => new Cost(Median(own), bytes[i]))];
    }

    /// <summary>Warms up until the compiler has done its best, and finds how many operations fill a round.</summary>
    private static async Task<int> SizeAsync(Func<int, Task> batch)
    {
        int size = 1;
        for (int i = 0; i < 5; i++)
        {
            TimeSpan took;
            do
            {
                long started = Stopwatch.GetTimestamp();
                await batch(size);
                took = Stopwatch.GetElapsedTime(started);
                size = took < RoundLength ? size * 2 : size;
            }
            while (took < RoundLength);
            size = Math.Max(1, (int)(size * (RoundLength / took)));
        }

        return size;
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
