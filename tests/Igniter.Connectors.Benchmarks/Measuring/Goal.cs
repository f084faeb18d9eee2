using System.Globalization;

namespace Igniter.Connectors.Benchmarks.Measuring;

/// <summary>One thing that is asked of a measure.</summary>
/// <param name="Text">What is asked.</param>
/// <param name="Miss">By what share of what is asked it was missed; nothing or less where it was met.</param>
internal readonly record struct Goal(string Text, double Miss)
{
    public static Goal AtMost(double value, double limit, string text) =>
        new("≤ " + text, limit > 0 ? (value / limit) - 1 : value <= limit ? 0 : double.PositiveInfinity);

    public static Goal AtLeast(double value, double limit, string text) => new("≥ " + text, 1 - (value / limit));

    public static Goal Ratio(double ratio, double limit) => AtMost(ratio, limit, Number(limit) + " ×");

    public static Goal Bytes(long? bytes, long limit) => AtMost(bytes ?? double.NaN, limit, string.Create(CultureInfo.InvariantCulture, $"{limit:N0} B"));

    /// <summary>What is so or isn't.</summary>
    public static Goal Holds(string text, bool holds) => new(text, holds ? 0 : double.PositiveInfinity);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>How a measure did.</summary>
internal enum Verdict
{
    /// <summary>Nothing is asked of it.</summary>
    None,

    /// <summary>Something that it needs isn't there.</summary>
    NotMeasured,

    Met,

    WithinAFifth,

    /// <summary>By more than a fifth: the run fails.</summary>
    Missed,
}

/// <summary>Decides.</summary>
internal static class Verdicts
{
    private const double Tolerance = 0.2;

    /// <summary>The worst of the goals counts. What isn't a number isn't a success.</summary>
    public static Verdict Of(IReadOnlyCollection<Goal> goals) =>
        goals.Count == 0 ? Verdict.None
        : goals.All(goal => goal.Miss <= 0) ? Verdict.Met
        : goals.All(goal => goal.Miss <= Tolerance) ? Verdict.WithinAFifth
        : Verdict.Missed;

    /// <summary>The process's exit code.</summary>
    public static int ExitCode(IEnumerable<Verdict> verdicts) => verdicts.Contains(Verdict.Missed) ? 1 : 0;
}
