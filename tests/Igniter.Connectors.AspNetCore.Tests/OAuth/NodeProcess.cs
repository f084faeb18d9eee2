using System.Diagnostics;
using System.Globalization;

namespace Igniter.Connectors.AspNetCore.Tests.OAuth;

/// <summary>A process that calls a tenant's connector until it is told to stop, or killed.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process _process;

    private NodeProcess(Process process) => _process = process;

    public static async Task<NodeProcess> StartAsync(string connectionString, Uri server, string tenant, int parallel)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Igniter.Connectors.OAuthNode.dll");
        ProcessStartInfo start = new("dotnet", [program, connectionString, server.AbsoluteUri, tenant, parallel.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        NodeProcess node = new(Process.Start(start)!);
        Assert.Equal("ready", await node._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return node;
    }

    /// <summary>Ends it.</summary>
    public async Task<NodeSummary> StopAsync()
    {
        await _process.StandardInput.WriteLineAsync("stop");
        string line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("The node ended by itself.");
        string[] parts = line.Split(' ');
        return new NodeSummary(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }

    /// <summary>Ends it without a chance to clean up (SIGKILL).</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
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

/// <summary>What a node did.</summary>
/// <param name="Calls">How many calls it made.</param>
/// <param name="Worked">How many of them worked.</param>
/// <param name="Codes">The codes of the others, each once.</param>
internal sealed record NodeSummary(int Calls, int Worked, string Codes);
