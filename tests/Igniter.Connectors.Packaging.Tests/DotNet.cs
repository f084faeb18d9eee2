using System.Diagnostics;

namespace Igniter.Connectors.Packaging.Tests;

/// <summary>What a command gave.</summary>
/// <param name="ExitCode">0 when all went well.</param>
/// <param name="Output">What it wrote, errors included.</param>
public sealed record CommandResult(int ExitCode, string Output);

/// <summary>Runs the SDK as a user would.</summary>
internal static class DotNet
{
    /// <param name="folder">Where to run.</param>
    /// <param name="packages">The folder that packages are unpacked to; null for the user's own.</param>
    /// <param name="arguments">The arguments of <c>dotnet</c>.</param>
    public static async Task<CommandResult> RunAsync(string folder, string? packages, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What this test run was started with is none of the user's build's business.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        if (packages is not null)
        {
            start.Environment["NUGET_PACKAGES"] = packages;
        }

        using Process process = Process.Start(start)!;
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
