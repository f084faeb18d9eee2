using System.Diagnostics;
using System.Runtime;

namespace Igniter.Connectors.Benchmarks.Measuring;

/// <summary>Measures operations in short turns, one after another, so that a machine that is busy for a while is busy for all of them.</summary>
internal static class Measure
{
    private const int MostPasses = 40;
    private const int QuietPasses = 3;
    private const int AllocationRuns = 3;
    private const int MostForAllocation = 1_000;

    private static readonly TimeSpan CompilersPause = TimeSpan.FromMilliseconds(130);

    public static Task<Series[]> RunAsync(params Func<int, Task>[] operations) => RunAsync(Pace.Usual, operations);

    /// <param name="pace">How long.</param>
    /// <param name="operations">Each runs as often as it is told; the loop is its own, so that nothing of the measurement is measured.</param>
    public static async Task<Series[]> RunAsync(Pace pace, params Func<int, Task>[] operations)
    {
        int[] sizes = await WarmUpAsync(pace, operations);
        double[][] times = [.. operations.Select(_ => new double[pace.Rounds])];
        GC.Collect();
        for (int round = 0; round < pace.Rounds; round++)
        {
            for (int turn = 0; turn < operations.Length; turn++)
            {
                // Every other round backwards, so that none always follows the same one.
                int i = round % 2 == 0 ? turn : operations.Length - 1 - turn;
                long started = Stopwatch.GetTimestamp();
                await operations[i](sizes[i]);
                times[i][round] = Stopwatch.GetElapsedTime(started).TotalNanoseconds / sizes[i];
            }
        }

        Series[] series = new Series[operations.Length];
        for (int i = 0; i < operations.Length; i++)
        {
            series[i] = new Series(times[i], await AllocatedAsync(operations[i], Math.Min(sizes[i], MostForAllocation)));
        }

        return series;
    }

    /// <summary>
    /// Warms up in turns, too, until the just-in-time compiler has nothing left to make faster: it works in the background, a tenth of a second after the
    /// last method that was new to it, and on a busy machine later. Then finds how many operations fill a turn.
    /// </summary>
    private static async Task<int[]> WarmUpAsync(Pace pace, Func<int, Task>[] operations)
    {
        double[] each = new double[operations.Length];
        long compiled = 0;
        int quiet = 0;
        for (int pass = 0; pass < MostPasses && quiet < QuietPasses; pass++)
        {
            for (int i = 0; i < operations.Length; i++)
            {
                TimeSpan spent = TimeSpan.Zero;
                for (int size = 1; spent < pace.WarmUp; size *= 2)
                {
                    long started = Stopwatch.GetTimestamp();
                    await operations[i](size);
                    TimeSpan took = Stopwatch.GetElapsedTime(started);
                    spent += took;
                    each[i] = took.TotalNanoseconds / size;
                }
            }

            await Task.Delay(CompilersPause);
            long now = JitInfo.GetCompiledMethodCount();
            quiet = now == compiled ? quiet + 1 : 0;
            compiled = now;
        }

        return [.. each.Select(nanoseconds => Math.Max(1, (int)(pace.Turn.TotalNanoseconds / nanoseconds)))];
    }

    /// <summary>The least of a few runs: other threads may allocate, too.</summary>
    private static async Task<long> AllocatedAsync(Func<int, Task> operation, int size)
    {
        long least = long.MaxValue;
        for (int run = 0; run < AllocationRuns; run++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            await operation(size);
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / size);
        }

        return least;
    }
}
