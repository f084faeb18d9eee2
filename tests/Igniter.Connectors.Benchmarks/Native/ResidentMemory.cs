using System.Diagnostics;
using System.Globalization;

namespace Igniter.Connectors.Benchmarks.Native;

/// <summary>
/// How much memory of a program is resident. It may run for milliseconds only, so it is held where it writes its first line: its output is a pipe that is
/// full already.
/// </summary>
internal static class ResidentMemory
{
    private const string PeakLine = "VmHWM:";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>Kibibytes.</returns>
    public static async Task<long> PeakAsync(string program)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("igniter-benchmark-");
        try
        {
            string pipe = Path.Combine(directory.FullName, "pipe");
            using (Process make = Process.Start("mkfifo", [pipe]))
            {
                await make.WaitForExitAsync();
            }

            await using FileStream output = new(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            using CancellationTokenSource stop = new();
            Task filling = Task.Run(() => Fill(output, stop.Token));
            using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$0\" > \"$1\"", program, pipe]))!;
            long peak = await SettledAsync(process.Id);
            process.Kill();
            await process.WaitForExitAsync();
            await stop.CancelAsync();
            output.ReadExactly(new byte[4096]);
            await filling;
            return peak;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>The last write doesn't end before something is read.</summary>
    private static void Fill(FileStream pipe, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            pipe.Write(new byte[1024]);
        }
    }

    /// <summary>Waits until the program no longer grows.</summary>
    private static async Task<long> SettledAsync(int process)
    {
        (long peak, int quiet) = (0, 0);
        while (quiet < 10)
        {
            await Task.Delay(Pause);
            long present = Read(process);
            quiet = present == peak ? quiet + 1 : 0;
            peak = present;
        }

        return peak;
    }

    private static long Read(int process)
    {
        string line = File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status").First(line => line.StartsWith(PeakLine, StringComparison.Ordinal));
        return long.Parse(line[PeakLine.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
