using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Igniter.Connectors.ManyNodes;

/// <summary>
/// What a node was about to do and what was acknowledged, a line each, in a file that outlives it: a line is handed to the operating system before
/// the next step, so a kill loses none.
/// </summary>
public sealed class Journal(string path) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>Notes what happened, to what, and a time until which it holds.</summary>
    public void Write(string what, string subject, long until = 0)
    {
        byte[] line = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetTimestamp()}\t{what}\t{subject}\t{until}\n"));
        lock (_gate)
        {
            _file.Write(line);
        }
    }

    /// <summary>All nodes' lines in the order of time. A line that a kill has cut is left out: what it tells of was not begun.</summary>
    public static IReadOnlyList<JournalEntry> ReadAll(string directory) =>
    [
        .. Directory.EnumerateFiles(directory, "*.journal")
            .SelectMany(file => File.ReadAllText(file).Split('\n')[..^1])
            .Select(line => line.Split('\t'))
            .Select(parts => new JournalEntry(
                long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2], long.Parse(parts[3], CultureInfo.InvariantCulture)))
            .OrderBy(entry => entry.Time),
    ];

    public void Dispose() => _file.Dispose();
}

/// <summary>A line of a journal.</summary>
/// <param name="Time">When it was written, by the machine's monotonic clock, which all processes share.</param>
/// <param name="What">What happened.</param>
/// <param name="Subject">To what.</param>
/// <param name="Until">Until when, by the same clock; 0 where that means nothing.</param>
public sealed record JournalEntry(long Time, string What, string Subject, long Until = 0);
