using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Igniter.Connectors.Descriptors;
using Igniter.Connectors.Testing;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>
/// The vendors' own packages and our endpoint agree about every delivery, and what the packages sign our endpoint accepts. Needs Node.js and npm; under CI
/// it is never skipped.
/// </summary>
public sealed class VendorPackageTests(VendorPackages packages) : IClassFixture<VendorPackages>
{
    private const string WrongSecret = "whsec_T3RoZXJTZWNyZXRPdGhlclNlY3JldE90aGVy";

    [Fact]
    public async Task S81_the_vendors_packages_and_our_endpoint_agree()
    {
        Assert.SkipWhen(packages.Missing is not null && !packages.IsCi, packages.Missing ?? "");
        List<(WebhookHost Host, string Path, Delivery Delivery)> sent = [];
        foreach (WebhookSignature signature in Enum.GetValues<WebhookSignature>().Except([WebhookSignature.None, WebhookSignature.TelegramSecretToken]))
        {
            WebhookHost host = new(signature, setup => setup.Handlers[0] = new WebhookHandlerDefinition<NoValue> { Invoke = (_, _, _) => ValueTask.CompletedTask });
            string path = await host.ConnectAsync();
            string url = WebhookHost.BaseUrl + path;
            DateTimeOffset now = host.Time.GetUtcNow();
            byte[] body = BodyOf(signature, now);
            byte[] other = [.. body[..^3], (byte)(body[^3] + 1), .. body[^2..]];
            sent.Add((host, path, new(signature, WebhookHost.Secret, url, body, now, Sign(signature, WebhookHost.Secret, url, body, now))));
            sent.Add((host, path, new(signature, WebhookHost.Secret, url, other, now, Sign(signature, WebhookHost.Secret, url, body, now))));
            sent.Add((host, path, new(signature, WebhookHost.Secret, url, body, now, Sign(signature, WrongSecret, url, body, now))));
        }

        // Starting Node.js with all packages takes seconds, so it judges everything at once.
        Judgement[] judgements = await packages.JudgeAsync([.. sent.Select(one => one.Delivery)]);

        int vendorSigned = 0;
        for (int i = 0; i < sent.Count; i++)
        {
            (WebhookHost host, string path, Delivery delivery) = sent[i];
            string what = $"{delivery.Signature}, delivery {i % 3}";
            Assert.True(judgements[i].Verdict == (i % 3 == 0), $"{what}: the vendor's verdict is {judgements[i].Verdict}");
            Assert.True((await host.PostAsync(path, delivery.Body, delivery.Headers)).StatusCode == (i % 3 == 0 ? 200 : 401), what);
            if (i % 3 == 0 && judgements[i].Headers is { } theirs)
            {
                vendorSigned++;
                Dictionary<string, StringValues> headers = WebhookHost.Headers([.. theirs.Select(header => (header.Key, header.Value))]);
                Assert.True((await host.PostAsync(path, delivery.Body, headers)).StatusCode == 200, $"{what}, signed by the vendor");
                Assert.True((await host.PostAsync(path, sent[i + 1].Delivery.Body, headers)).StatusCode == 401, $"{what}, signed by the vendor for another body");
            }
        }

        Assert.Equal(6, vendorSigned);
        foreach (WebhookHost host in sent.Select(one => one.Host).Distinct())
        {
            await host.DisposeAsync();
        }
    }

    private static byte[] BodyOf(WebhookSignature signature, DateTimeOffset now) => Encoding.UTF8.GetBytes(signature == WebhookSignature.Twilio
        ? "From=%2B15005550006&Body=caf%C3%A9+%26+tea&Empty=&MessageSid=SM1"
        : $$"""{"type":"x","id":"1","webhookTimestamp":{{now.ToUnixTimeMilliseconds()}},"text":"café \u00e9 \/ 1.0","n":12345678901234567890123}""");

    private static Dictionary<string, StringValues> Sign(WebhookSignature signature, string secret, string url, byte[] body, DateTimeOffset now) => signature switch
    {
        WebhookSignature.StandardWebhooks => WebhookSigner.StandardWebhooks(secret, "msg_1", body, now),
        WebhookSignature.Svix => WebhookSigner.Svix(secret, "msg_1", body, now),
        WebhookSignature.Stripe => WebhookSigner.Stripe(secret, body, now),
        WebhookSignature.GitHub => WebhookSigner.GitHub(secret, body, "push", "1"),
        WebhookSignature.Slack => WebhookSigner.Slack(secret, body, now),
        WebhookSignature.Shopify => WebhookSigner.Shopify(secret, body, "orders/create", "1"),
        WebhookSignature.Twilio => WebhookSigner.Twilio(
            secret, url, [new("From", "+15005550006"), new("Body", "café & tea"), new("Empty", ""), new("MessageSid", "SM1")]),
        WebhookSignature.HubSpotV3 => WebhookSigner.HubSpotV3(secret, url, body, now),
        WebhookSignature.Line => WebhookSigner.Line(secret, body),
        WebhookSignature.Square => WebhookSigner.Square(secret, url, body),
        WebhookSignature.Linear => WebhookSigner.Linear(secret, body, "1"),
        _ => WebhookSigner.Paddle(secret, body, now),
    };
}

/// <summary>A delivery for the vendor's package to judge.</summary>
public sealed record Delivery(WebhookSignature Signature, string Secret, string Url, byte[] Body, DateTimeOffset Now, Dictionary<string, StringValues> Headers);

/// <summary>What the package says.</summary>
/// <param name="Verdict">Whether the delivery is genuine.</param>
/// <param name="Headers">The same body, signed by the package; <see langword="null"/> when it can't sign.</param>
public sealed record Judgement(bool Verdict, Dictionary<string, string>? Headers);

/// <summary>The vendors' packages, installed once from the lock file into the build's own folder.</summary>
public sealed class VendorPackages : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private string _folder = "";

    public bool IsCi { get; } = Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>Why it can't run here.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        string project = Path.GetDirectoryName(typeof(VendorPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "SnapshotDirectory").Value!)!;
        string source = Path.Combine(project, "Webhooks", "Vendors");
        _folder = Path.Combine(project, "obj", "vendors");
        string marker = Path.Combine(_folder, "installed");
        string wanted = await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"));
        Directory.CreateDirectory(_folder);
        foreach (string file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)), overwrite: true);
        }

        if (File.Exists(marker) && string.Equals(await File.ReadAllTextAsync(marker), wanted, StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], "");
            await File.WriteAllTextAsync(marker, wanted);
        }
        catch (Exception exception) when (!IsCi)
        {
            Missing = $"The vendors' packages could not be installed: {exception.Message}";
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal async Task<Judgement[]> JudgeAsync(Delivery[] deliveries)
    {
        Assert.Null(Missing);
        string input = JsonSerializer.Serialize(
            deliveries.Select(delivery => new
            {
                Vendor = delivery.Signature.ToString(),
                delivery.Secret,
                delivery.Url,
                Body = Encoding.UTF8.GetString(delivery.Body),
                Now = delivery.Now.ToUnixTimeSeconds(),
                Id = "msg_2",
                Headers = delivery.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
            }),
            Json);
        return JsonSerializer.Deserialize<Judgement[]>(await RunAsync("node", ["judge.mjs"], input), Json)!;
    }

    private async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }
}
