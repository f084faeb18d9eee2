namespace Igniter.Connectors.Benchmarks.Measuring;

/// <summary>How long is measured.</summary>
/// <param name="WarmUp">For each operation, a few times.</param>
/// <param name="Turn">About how long an operation is repeated until it is another's turn.</param>
/// <param name="Rounds">How often each has its turn.</param>
internal sealed record Pace(TimeSpan WarmUp, TimeSpan Turn, int Rounds)
{
    /// <summary>What only calculates. Turns are short, so that neighbours in time see the same machine.</summary>
    public static Pace Usual { get; } = new(TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(3), 121);

    /// <summary>What waits for a disk or another process.</summary>
    public static Pace Slow { get; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(25), 41);
}
