using System.Diagnostics;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>A process that has a LiteDB store open, to be killed.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(string mode, string path)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Igniter.Connectors.Stores.Tests.Writer");
        _process = Process.Start(new ProcessStartInfo(
            OperatingSystem.IsWindows() ? program + ".exe" : "/bin/sh",
            OperatingSystem.IsWindows() ? [mode, path] : ["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", program, mode, path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts one that writes, or with <c>hold</c> only keeps the file open; returns once it has the file.</summary>
    public static async Task<WriterProcess> StartAsync(string mode, string path)
    {
        var writer = new WriterProcess(mode, path);
        Assert.Equal("open", await writer._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return writer;
    }

    /// <summary>Lets its writes fail beyond some size of a file, as on a disk without room (Linux).</summary>
    public async Task LimitFilesAsync(string bytes)
    {
        using Process limit = Process.Start("prlimit", [$"--pid={_process.Id}", $"--fsize={bytes}:unlimited"]);
        await limit.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, limit.ExitCode);
    }

    /// <summary>Reads up to a line.</summary>
    public async Task<List<string>> ReadUntilAsync(Predicate<string> found)
    {
        List<string> lines = [];
        do
        {
            lines.AddRange(await ReadAsync(1));
        }
        while (!found(lines[^1]));

        return lines;
    }

    /// <summary>Reads so many acknowledgements.</summary>
    public async Task<List<string>> ReadAsync(int count)
    {
        var lines = new List<string>(count);
        while (lines.Count < count)
        {
            lines.Add(await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                ?? throw new InvalidOperationException("The writer ended by itself."));
        }

        return lines;
    }

    /// <summary>Kills it without a chance to clean up (SIGKILL) and reads what it had still acknowledged; the last line may be cut.</summary>
    public async Task<List<string>> KillAsync()
    {
        _process.Kill();
        string rest = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        string[] lines = rest.Split('\n');
        return [.. lines[..^1]];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
