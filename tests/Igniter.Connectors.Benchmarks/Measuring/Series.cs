namespace Igniter.Connectors.Benchmarks.Measuring;

/// <summary>What one operation took in each round, and what it allocates.</summary>
/// <param name="Nanoseconds">One value a round.</param>
/// <param name="Bytes">Allocated by one operation, on all threads; <see langword="null"/> where that isn't measured.</param>
internal sealed record Series(double[] Nanoseconds, long? Bytes)
{
    private const int FewestRounds = 5;

    /// <summary>The rounds in which nobody else needed the processor: the fastest tenth.</summary>
    public double Undisturbed => Nanoseconds.Order().ElementAt(Nanoseconds.Length / 10);

    /// <summary>
    /// The middle of the ratios of the calmest third of the rounds: those in which both took least. A machine that is busy for a while is busy for both, and
    /// what waits for another thread or a disk suffers more than what only calculates.
    /// </summary>
    public double Over(Series other)
    {
        (double own, double others) = (Nanoseconds.Min(), other.Nanoseconds.Min());
        return Middle(Nanoseconds
            .Zip(other.Nanoseconds)
            .OrderBy(round => (round.First / own) + (round.Second / others))
            .Take(Math.Max(FewestRounds, Nanoseconds.Length / 3))
            .Select(round => round.First / round.Second));
    }

    /// <summary>A limit: some of this one's time, and all of another's.</summary>
    public Series Times(double factor, Series plus) =>
        new([.. Nanoseconds.Zip(plus.Nanoseconds, (own, others) => (own * factor) + others)], Bytes + plus.Bytes);

    public static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
