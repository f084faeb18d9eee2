using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Benchmarks.Smoke;

/// <summary>P1 to P8 and P17: the engine over the store in memory, nobody listening.</summary>
internal static class EngineSmoke
{
    private const string Secret = "a secret for benchmarks that is long enough";

    public static async Task RunAsync(Report report)
    {
        await using ConnectorManager manager = ConnectorManager.CreateBuilder(options => options.Secret = Secret).AddConnectors().UseInMemory().Build();
        ConnectorScope scope = manager.Organization("org_1");
        BenchSecretConnector.Config secret = new() { Token = "bench-token-of-some-length", Name = "name" };
        await scope.BenchSecret.ConnectAsync(secret);
        await scope.BenchPlain.ConnectAsync(new() { Name = "name" });
        await scope.BenchBare.ConnectAsync();
        using Floors floors = new();
        floors.Connect();
        byte[] json = """{"left":1,"right":2}"""u8.ToArray();

        BenchSecretScopedClient secretClient = scope.BenchSecret;
        BenchPlainScopedClient plainClient = scope.BenchPlain;
        BenchBareScopedClient bareClient = scope.BenchBare;
        ConnectorAction action = scope.Action("bench-secret", "add");
        Cost[] costs = await Stopwatches.MeasureAsync(
            Batches.Of(async () => await secretClient.AddAsync(1, 2)),
            Batches.Of(async () => await floors.SecretAsync(1, 2)),
            Batches.Of(async () => await plainClient.AddAsync(1, 2)),
            Batches.Of(async () => await floors.PlainAsync(1, 2)),
            Batches.Of(async () => await bareClient.AddAsync(1, 2)),
            Batches.Of(async () => await floors.BareAsync(1, 2)),
            Batches.Of(async () =>
            {
                using JsonDocument document = JsonDocument.Parse(json);
                ConnectorActionResult result = await action.CallAsync(document.RootElement);
                _ = JsonSerializer.SerializeToUtf8Bytes(result.Data!.Value, JsonElementJson.Default.JsonElement);
            }),
            Batches.Of(async () => await floors.JsonAsync(json)),
            Batches.Of(async () => await secretClient.ConnectAsync(secret)),
            Batches.Of(() =>
            {
                floors.ConnectSecret();
                return Task.CompletedTask;
            }));
        report.Add("P1", "typed action, one encrypted field", costs[0], costs[1], 1.25, 1024);
        report.Add("P2", "typed action, nothing encrypted", costs[2], costs[3], 1.5);
        report.Add("P3", "dispatch alone", costs[4], costs[5], 2, 128);
        report.Add("P4", "action by key, JSON in and out", costs[6], costs[7], 1.3);
        report.Add("P5", "connect, one encrypted field", costs[8], costs[9], 1.5);

        await ListsAsync(report, manager);
        await CipherAsync(report, floors);
    }

    private static async Task ListsAsync(Report report, ConnectorManager manager)
    {
        ConnectorScope ten = manager.Organization("ten");
        ConnectorScope thousand = manager.Organization("thousand");
        for (int i = 0; i < 1000; i++)
        {
            BenchSecretConnector.Config config = new() { Token = "bench-token-of-some-length", Name = "name" };
            await thousand.BenchSecret.Named($"{i}").ConnectAsync(config);
            if (i < 10)
            {
                await ten.BenchSecret.Named($"{i}").ConnectAsync(config);
            }
        }

        ConnectionQuery page = new() { Limit = 10 };
        Cost[] costs = await Stopwatches.MeasureAsync(
            Batches.Of(async () => await ten.ListAsync()),
            Batches.Of(async () => await thousand.ListAsync()),
            Batches.Of(async () => await ten.ListAsync(page)),
            Batches.Of(async () => await thousand.ListAsync(page)));
        report.Note("P6", "list 10 / 1,000", $"{costs[0].Nanoseconds / 1000:F1} us / {costs[1].Nanoseconds / 1000:F0} us");
        report.Add("P7", "page of 10 out of 1,000, against one out of 10", costs[3], costs[2], 1.5);
    }

    private static async Task CipherAsync(Report report, Floors floors)
    {
        using AesGcmEncryptor encryptor = new(EncryptionSecrets.Read(Secret, [], null));
        EncryptionContext context = new(new ConnectionKey("organization", "org_1", "bench-secret", ""), "/token");
        foreach (int size in (int[])[64, 4096])
        {
            byte[] plaintext = new byte[size];
            string ours = await encryptor.EncryptAsync(plaintext, context);
            string theirs = floors.Encrypt(plaintext);
            Cost[] costs = await Stopwatches.MeasureAsync(
                Batches.Of(async () => await encryptor.EncryptAsync(plaintext, context)),
                Batches.Of(() => Task.FromResult(floors.Encrypt(plaintext))),
                Batches.Of(async () => await encryptor.DecryptAsync(ours, context)),
                Batches.Of(() => Task.FromResult(floors.Decrypt(theirs))));
            report.Add("P8", $"encrypt {size} B, warm key", costs[0], costs[1], 1.3);
            report.Add("P8", $"decrypt {size} B, warm key", costs[2], costs[3], 1.3);
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
internal sealed partial class JsonElementJson : System.Text.Json.Serialization.JsonSerializerContext;
