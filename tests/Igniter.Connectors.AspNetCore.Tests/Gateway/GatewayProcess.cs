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

    public static async Task<GatewayProcess> StartAsync(int accessTokenSeconds)
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
        GatewayProcess gateway = new(Process.Start(start)!, new Uri(address));
        try
        {
            string? line = await gateway._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.StartsWith($"Open {address} ", line ?? await gateway._process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            gateway._process.Drain();
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

    private static string Metadata(string key) =>
        typeof(GatewayProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
