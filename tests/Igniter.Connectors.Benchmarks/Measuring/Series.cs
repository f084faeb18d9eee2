namespace Igniter.Connectors.Benchmarks.Measuring;

/// <summary>What one operation took in each round, and what it allocates.</summary>
/// <param name="Nanoseconds">One value a round.</param>
/// <param name="Bytes">Allocated by one operation, on all threads.</param>
internal sealed record Series(double[] Nanoseconds, long Bytes)
{
    /// <summary>The rounds in which nobody else needed the processor: the fastest tenth.</summary>
    public double Undisturbed => Nanoseconds.Order().ElementAt(Nanoseconds.Length / 10);

    /// <summary>The middle of the rounds' ratios: whatever disturbs the machine for a while disturbs both.</summary>
    public double Over(Series other) => Middle(Nanoseconds.Zip(other.Nanoseconds, (own, others) => own / others));

    /// <summary>A limit: some of this one's time, and all of another's.</summary>
    public Series Times(double factor, Series plus) =>
        new([.. Nanoseconds.Zip(plus.Nanoseconds, (own, others) => (own * factor) + others)], Bytes + plus.Bytes);

    public static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
