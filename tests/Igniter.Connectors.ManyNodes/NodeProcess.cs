using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Igniter.Connectors.ManyNodes;

/// <summary>A node as its cluster sees it.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _journal;
    private readonly StringBuilder _errors = new();

    public NodeProcess(string connectionString, string journal, int seed, TimeSpan duration)
    {
        _journal = journal;
        ProcessStartInfo start = new(
            "dotnet",
            [
                typeof(NodeProcess).Assembly.Location, "node", connectionString, journal, seed.ToString(CultureInfo.InvariantCulture),
                duration.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            ])
        {
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => _errors.AppendLine(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to its error output.</summary>
    public string Errors => _errors.ToString();

    /// <summary>Waits until it has journaled something.</summary>
    public async Task WaitForWorkAsync(CancellationToken cancellationToken)
    {
        FileInfo journal = new(_journal);
        while (!_process.HasExited && (!journal.Exists || journal.Length == 0))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            journal.Refresh();
        }
    }

    /// <summary>Stops it in whatever it does, and lets it go on later as if nothing had happened.</summary>
    public async Task FreezeAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Signal("STOP");
        await Task.Delay(time, cancellationToken);
        Signal("CONT");
    }

    /// <summary>Ends it without a chance to clean up (SIGKILL).</summary>
    /// <returns>Whether it was still at work.</returns>
    public bool Kill()
    {
        bool working = !_process.HasExited;
        _process.Kill();
        _process.WaitForExit();
        return working;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Signal(string name)
    {
        using Process kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
