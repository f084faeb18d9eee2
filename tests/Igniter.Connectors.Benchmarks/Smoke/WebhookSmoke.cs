using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Benchmarks.Smoke;

/// <summary>P9 and P10: a delivery of 1 KiB from its URL to its handler, over the store in memory, nobody listening. Each has an id of its own.</summary>
internal static class WebhookSmoke
{
    private const string Secret = "a signing secret of some length";
    private const int Many = 100_000;

    private static readonly byte[] Body = JsonSerializer.SerializeToUtf8Bytes(
        new BenchHookConnector.Push("refs/heads/main", 42, new string('x', 940)), HookJson.Default.Push);

    private static readonly string Signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Body));
    private static long _id;

    public static async Task RunAsync(Report report)
    {
        await using ConnectorManager one = Build();
        await using ConnectorManager many = Build();
        string path = await ConnectAsync(one, "org_1");
        string last = "";
        for (int i = 0; i < Many; i++)
        {
            last = await ConnectAsync(many, $"org_{i}");
        }

        string unknown = last[..^1] + (last[^1] == 'A' ? 'B' : 'A');
        Cost[] costs = await Stopwatches.MeasureAsync(
            Batches.Of(() => SendAsync(one, path, 200)),
            Batches.Of(FloorAsync),
            Batches.Of(() => SendAsync(many, last, 200)),
            Batches.Of(() => SendAsync(many, unknown, 404)),
            Batches.Of(() => SendAsync(one, path[..^2] + "AA", 404)));
        report.Add("P9", "webhook of 1 KiB: find, verify, parse, claim, handle", costs[0], costs[1], 1.5);
        report.Add("P10", "the last of 100,000 connections, against one", costs[2], costs[0], 1.2);
        report.Add("P10", "an unknown secret among 100,000, against one", costs[3], costs[4], 1.2);
    }

    private static ConnectorManager Build() => ConnectorManager.CreateBuilder(options =>
    {
        options.Secret = "a secret for benchmarks that is long enough";
        options.BaseUrl = "https://app.example.com";
    }).AddConnectors().UseInMemory().Build();

    private static async Task<string> ConnectAsync(ConnectorManager manager, string identity) =>
        (await manager.Organization(identity).BenchHook.ConnectAsync(new(Secret))).WebhookUrl!.AbsolutePath;

    private static async Task SendAsync(ConnectorManager manager, string path, int status)
    {
        Dictionary<string, StringValues> headers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["X-Hub-Signature-256"] = "sha256=" + Signature,
            ["X-GitHub-Event"] = "push",
            ["X-GitHub-Delivery"] = (++_id).ToString(CultureInfo.InvariantCulture),
        };
        ConnectorResponse response = await manager.HandleAsync(new ConnectorRequest { Method = "POST", Path = path, Headers = headers, Body = Body }).ConfigureAwait(false);
        if (response.StatusCode != status)
        {
            throw new InvalidOperationException($"The status is {response.StatusCode}.");
        }
    }

    /// <summary>The HMAC, its comparison and the parser: what nobody can do without.</summary>
    private static Task FloorAsync()
    {
        byte[] given = Convert.FromHexString(Signature);
        if (!CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Body)))
        {
            throw new InvalidOperationException();
        }

        return JsonSerializer.Deserialize(Body, HookJson.Default.Push) is { Ref.Length: > 0 } ? Task.CompletedTask : throw new InvalidOperationException();
    }
}

/// <summary>A webhook with one typed handler.</summary>
[Connector("bench-hook")]
[WebhookEndpoint(Signature = WebhookSignature.GitHub, Secret = nameof(Config.SigningSecret))]
public sealed partial class BenchHookConnector
{
    public sealed partial record Config([Encrypted] string SigningSecret);

    public sealed record Push(string Ref, int Size, string Text);

    [Webhook("push")]
    public ValueTask OnPushAsync(Push push) => push.Size > 0 ? ValueTask.CompletedTask : throw new InvalidOperationException();
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BenchHookConnector.Push))]
internal sealed partial class HookJson : JsonSerializerContext;
