using System.Diagnostics;
using System.Globalization;

namespace Igniter.Connectors.ManyNodes;

/// <summary>
/// What a node was about to do and what was acknowledged, a line each, in a file that outlives it: a line is handed to the operating system before
/// the next step, so a kill loses none.
/// </summary>
public sealed class Journal(string path) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Write(string what, string subject, long number = 0)
    {
        byte[] line = System.Text.Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{Stopwatch.GetTimestamp()}\t{what}\t{subject}\t{number}\n"));
        lock (_gate)
        {
            _file.Write(line);
        }
    }

    public static IReadOnlyList<JournalEntry> ReadAll(string directory) =>
    [
        .. Directory.EnumerateFiles(directory, "*.journal")
            .SelectMany(File.ReadAllLines)
            .Select(line => line.Split('\t'))
            .Where(parts => parts.Length == 4)
            .Select(parts => new JournalEntry(
                long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2], long.Parse(parts[3], CultureInfo.InvariantCulture)))
            .OrderBy(entry => entry.Time),
    ];

    public void Dispose() => _file.Dispose();
}

/// <summary>A line of a journal.</summary>
/// <param name="Time">The machine's monotonic clock, the same for all processes.</param>
/// <param name="What">What happened: one of <see cref="Events"/>.</param>
/// <param name="Subject">To what.</param>
/// <param name="Number">A count or a fencing number.</param>
public sealed record JournalEntry(long Time, string What, string Subject, long Number);

/// <summary>What journals tell.</summary>
public static class Events
{
    public const string UpdateBegun = "update-begun";
    public const string Updated = "updated";
    public const string Foreign = "foreign";
    public const string Leased = "leased";
    public const string LeaseGivenBack = "lease-given-back";
    public const string HandlingBegun = "handling-begun";
    public const string Handled = "handled";
    public const string Taken = "taken";
    public const string Connected = "connected";
    public const string Disconnected = "disconnected";
    public const string Failed = "failed";
}
