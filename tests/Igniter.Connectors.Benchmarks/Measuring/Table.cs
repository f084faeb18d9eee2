using System.Globalization;

namespace Igniter.Connectors.Benchmarks.Measuring;

/// <summary>The table of all measures.</summary>
internal sealed class Table
{
    private static readonly string[] Header = ["", "work", "ours", "floor", "ratio", "allocated", "goal", "verdict"];

    private readonly List<Row> _rows = [];

    public int ExitCode => Verdicts.ExitCode(_rows.Select(row => row.Verdict));

    /// <summary>A measure against its floor.</summary>
    /// <param name="id">Which of the measures in the performance goals.</param>
    /// <param name="work">What was done.</param>
    /// <param name="ours">With the SDK.</param>
    /// <param name="floor">The same by hand.</param>
    /// <param name="goals">What is asked.</param>
    public void Compare(string id, string work, Series ours, Series floor, params Goal[] goals) =>
        _rows.Add(new Row([id, work, Time(ours.Undisturbed), Time(floor.Undisturbed), Ratio(ours.Over(floor)), Allocated(ours, floor), Join(goals)], Verdicts.Of(goals)));

    /// <summary>A measure against its floor, whose ratio is all that is asked.</summary>
    public void Compare(string id, string work, Series ours, Series floor, double goal) =>
        Compare(id, work, ours, floor, Goal.Ratio(ours.Over(floor), goal));

    /// <summary>A measure that isn't the time of an operation.</summary>
    public void Add(string id, string work, string ours, string floor, double? ratio, params Goal[] goals) =>
        _rows.Add(new Row([id, work, ours, floor, ratio is { } value ? Ratio(value) : "", "", Join(goals)], Verdicts.Of(goals)));

    /// <summary>What is worth knowing beside a measure: a neighbour, a cold key.</summary>
    public void Beside(string work, Series series, Series? floor = null) =>
        _rows.Add(new Row(["", "  " + work, Time(series.Undisturbed), "", floor is null ? "" : Ratio(series.Over(floor)), Bytes(series), ""], Verdict.None));

    public void Beside(string work, string ours, string floor = "", double? ratio = null) =>
        _rows.Add(new Row(["", "  " + work, ours, floor, ratio is { } value ? Ratio(value) : "", "", ""], Verdict.None));

    /// <summary>A measure that can't be taken here.</summary>
    public void NotMeasured(string id, string work, string reason) => _rows.Add(new Row([id, work, "", "", "", "", ""], Verdict.NotMeasured, reason));

    public void Print(TextWriter writer)
    {
        List<string[]> lines = [Header, .. _rows.Select(row => (string[])[.. row.Cells, row.Says])];
        int[] widths = [.. Enumerable.Range(0, Header.Length).Select(column => lines.Max(line => line[column].Length))];
        foreach (string[] line in lines)
        {
            // Numbers on the right of their columns.
            IEnumerable<string> cells = line.Select((cell, column) => column is >= 2 and <= 5 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            writer.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:F0} ns"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000:F2} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000:F2} ms"),
    };

    private static string Ratio(double ratio) => ratio.ToString("F2", CultureInfo.InvariantCulture);

    private static string Allocated(Series ours, Series floor) => ours.Bytes is null ? "" : $"{Bytes(ours)} / {Bytes(floor)}";

    private static string Bytes(Series series) => series.Bytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} B") : "";

    private static string Join(Goal[] goals) => string.Join(", ", goals.Select(goal => goal.Text));

    private sealed record Row(string[] Cells, Verdict Verdict, string? Reason = null)
    {
        public string Says => Verdict switch
        {
            Verdict.Met => "met",
            Verdict.WithinAFifth => "missed, by less than a fifth",
            Verdict.Missed => "MISSED",
            Verdict.NotMeasured => $"not measured: {Reason}",
            _ => "",
        };
    }
}
