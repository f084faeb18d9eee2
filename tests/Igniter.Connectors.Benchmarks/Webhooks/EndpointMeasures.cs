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
    private const int WarmUps = 2;
    private const int Rounds = 7;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(Table table)
    {
        await using WebApplication bare = Bare();
        await using WebApplication connectors = Connectors();
        await bare.StartAsync();
        await connectors.StartAsync();
        ConnectorScope scope = connectors.Services.GetRequiredService<ConnectorManager>().Organization("org_1");
        string path = (await scope.BenchHook.ConnectAsync(new(Delivery.Secret))).WebhookUrl!.AbsolutePath;
        using Process load = StartLoad();
        double[] ours = new double[Rounds];
        double[] floor = new double[Rounds];
        for (int round = -WarmUps; round < Rounds; round++)
        {
            double byHand = await LoadAsync(load, bare, "/");
            double bySdk = await LoadAsync(load, connectors, path);
            if (round >= 0)
            {
                (floor[round], ours[round]) = (1e9 / byHand, 1e9 / bySdk);
            }
        }

        load.StandardInput.Close();
        await load.WaitForExitAsync();
        (Series mine, Series theirs) = (new(ours, null), new(floor, null));
        double throughput = theirs.Over(mine);
        table.Add("P11", "webhook endpoint under load", PerSecond(mine), PerSecond(theirs), throughput, Goal.AtLeast(throughput, 0.85, "0.85 × bare Kestrel"));
    }

    private static WebApplication Bare()
    {
        WebApplication app = Builder().Build();
        byte[] key = Encoding.UTF8.GetBytes(Delivery.Secret);
        app.Run(async context =>
        {
            byte[] body = await ReadAsync(context.Request.BodyReader);
            string signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, body));
            bool isGenuine = CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(context.Request.Headers[Delivery.SignatureHeader].ToString()));
            bool isPush = isGenuine && JsonSerializer.Deserialize(body, HookJson.Default.Push) is not null;
            context.Response.StatusCode = isPush ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        });
        return app;
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

    /// <returns>Requests a second.</returns>
    private static async Task<double> LoadAsync(Process load, WebApplication app, string path)
    {
        int port = new Uri(app.Urls.Single()).Port;
        await load.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{port} {path} {Turn.TotalMilliseconds:F0}"));
        await load.StandardInput.FlushAsync();
        return double.Parse(await load.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The load generator failed."), CultureInfo.InvariantCulture);
    }

    private static string PerSecond(Series series) => string.Create(CultureInfo.InvariantCulture, $"{1e9 / series.Undisturbed:N0}/s");
}
