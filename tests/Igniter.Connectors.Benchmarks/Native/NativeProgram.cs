using System.Diagnostics;

namespace Igniter.Connectors.Benchmarks.Native;

/// <summary>A program that is published natively and run from start to end.</summary>
/// <param name="path">The executable.</param>
/// <param name="arguments">What it is told.</param>
internal sealed class NativeProgram(string path, params string[] arguments)
{
    public long Size => new FileInfo(path).Length;

    /// <summary>Publishes a project, unless nothing has changed since.</summary>
    /// <exception cref="InvalidOperationException">It can't be published: the message is the first error.</exception>
    public static async Task<NativeProgram> PublishAsync(string project, string directory, string name)
    {
        List<string> options = ["publish", project, "-c", "Release", "-o", directory, "-v", "quiet", "--nologo"];
        if (!HasOnPath("clang") && HasOnPath("gcc"))
        {
            options.Add("-p:CppCompilerAndLinker=gcc");
        }

        using Process publish = Process.Start(new ProcessStartInfo("dotnet", options) { RedirectStandardOutput = true })!;
        string output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
        {
            string error = output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? "unknown error";
            throw new InvalidOperationException($"publishing failed: {error.Trim()}");
        }

        return new NativeProgram(Path.Combine(directory, OperatingSystem.IsWindows() ? name + ".exe" : name));
    }

    /// <returns>Nanoseconds from start to end.</returns>
    public double Run()
    {
        long started = Stopwatch.GetTimestamp();
        using Process process = Start();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(started).TotalNanoseconds : throw new InvalidOperationException($"{path} failed.");
    }

    /// <returns>Kibibytes that were resident at most when it first said something; 0 on a system that doesn't tell.</returns>
    public Task<long> PeakAsync() => OperatingSystem.IsLinux() ? ResidentMemory.PeakAsync(path) : Task.FromResult(0L);

    private Process Start() => Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true })!;

    private static bool HasOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
