using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Igniter.Connectors.Benchmarks.Engine;
using Igniter.Connectors.Benchmarks.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.Benchmarks.Webhooks;

/// <summary>P11: the webhook endpoint in Kestrel, under load from another process; and an endpoint that only reads, hashes and parses.</summary>
internal static class EndpointMeasures
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Delivery.Secret);

    // Turns are short, so that neighbours in time see the same machine, and long enough to hold a garbage collection.
    private static readonly Pace Pace = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(150), 41);

    public static async Task RunAsync(Table table)
    {
        await using WebApplication bare = Bare();
        await using WebApplication routed = Routed();
        await using WebApplication connectors = Connectors();
        await Task.WhenAll(bare.StartAsync(), routed.StartAsync(), connectors.StartAsync());
        ConnectorScope scope = connectors.Services.GetRequiredService<ConnectorManager>().Organization("org_1");
        string path = (await scope.BenchHook.ConnectAsync(new(Delivery.Secret))).WebhookUrl!.AbsolutePath;
        using Process load = StartLoad();
        Series[] series = await Measure.RunAsync(
            Pace,
            count => LoadAsync(load, connectors, path, count),
            count => LoadAsync(load, bare, path, count),
            count => LoadAsync(load, routed, path, count));
        load.StandardInput.Close();
        await load.WaitForExitAsync();

        (Series ours, Series floor, Series behindRoute) = (series[0], series[1], series[2]);
        double throughput = floor.Over(ours);
        table.Add(
            "P11", "webhook endpoint under load", PerSecond(ours), PerSecond(floor), throughput, Goal.AtLeast(throughput, 0.85, "0.85 × bare Kestrel"));
        table.Beside("the floor behind a route as ours is", PerSecond(behindRoute), ratio: floor.Over(behindRoute));
    }

    private static WebApplication Bare()
    {
        WebApplication app = Builder().Build();
        app.Run(TakeAsync);
        return app;
    }

    private static WebApplication Routed()
    {
        WebApplication app = Builder().Build();
        app.Map("/connectors/{connector}/webhook/{secret}", TakeAsync);
        return app;
    }

    private static async Task TakeAsync(HttpContext context)
    {
        byte[] body = await ReadAsync(context.Request.BodyReader);
        string signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Key, body));
        bool isGenuine = CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(context.Request.Headers[Delivery.SignatureHeader].ToString()));
        bool isPush = isGenuine && JsonSerializer.Deserialize(body, HookJson.Default.Push) is not null;
        context.Response.StatusCode = isPush ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
    }

    private static WebApplication Connectors()
    {
        WebApplicationBuilder builder = Builder();
        builder.Services.AddIgniterConnectors(options =>
        {
            options.Secret = BenchHost.Secret;
            options.BaseUrl = "https://app.example.com";
        }).AddConnectors().UseInMemory();
        WebApplication app = builder.Build();
        app.MapIgniterConnectors();
        return app;
    }

    private static WebApplicationBuilder Builder()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }

    private static async Task<byte[]> ReadAsync(PipeReader reader)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync();
            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static Process StartLoad()
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        ProcessStartInfo start = new(program, isHost ? [typeof(EndpointMeasures).Assembly.Location, "load"] : ["load"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    private static async Task LoadAsync(Process load, WebApplication app, string path, int count)
    {
        int port = new Uri(app.Urls.Single()).Port;
        await load.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{port} {path} {count}"));
        await load.StandardInput.FlushAsync();
        _ = await load.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The load generator failed.");
    }

    private static string PerSecond(Series series) => string.Create(CultureInfo.InvariantCulture, $"{1e9 / series.Undisturbed:N0}/s");
}
