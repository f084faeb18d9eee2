using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Igniter.Connectors.AspNetCore.Tests.Gateway;

/// <summary>The Gateway sample as a user runs it, on ports of its own.</summary>
internal sealed class GatewayProcess : IDisposable
{
    private readonly Process _process;

    private GatewayProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where a browser finds it.</summary>
    public Uri Address { get; }

    /// <summary>The lines it has written to the console.</summary>
    public ConcurrentQueue<string> Output { get; } = new();

    /// <summary>Rings when it has written a line.</summary>
    public Bell Lines { get; } = new();

    /// <param name="accessTokenSeconds">How long access tokens live.</param>
    /// <param name="environment">Further environment variables.</param>
    public static async Task<GatewayProcess> StartAsync(int accessTokenSeconds, params (string Name, string Value)[] environment)
    {
        string folder = Metadata("GatewayProject");
        string program = Path.Combine(folder, "bin", Metadata("Configuration"), "net10.0", "Gateway.dll");
        string address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Loopback.FreePort()}");
        ProcessStartInfo start = new("dotnet", [program])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = address,
                ["IGNITER_BASE_URL"] = address,
                ["Provider__Port"] = "0",
                ["Provider__AccessTokenSeconds"] = accessTokenSeconds.ToString(CultureInfo.InvariantCulture),
            },
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        GatewayProcess gateway = new(Process.Start(start)!, new Uri(address));
        try
        {
            string? line = await gateway._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.StartsWith($"Open {address} ", line ?? await gateway._process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            _ = gateway.CollectAsync(gateway._process.StandardOutput);
            _ = gateway.CollectAsync(gateway._process.StandardError);
            return gateway;
        }
        catch
        {
            gateway.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>Reads on, so that the process never waits for a reader.</summary>
    private async Task CollectAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            Output.Enqueue(line);
            Lines.Ring();
        }
    }

    private static string Metadata(string key) =>
        typeof(GatewayProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
