using System.Diagnostics;
using System.Globalization;
using Igniter.Connectors.LiteDb;
using LiteDB;

namespace Igniter.Connectors.Stores.Benchmarks;

/// <summary>The LiteDB store against LiteDB with documents of the same size and the same look-ups.</summary>
internal static class LiteDbBenchmarks
{
    private const int Connections = 1_000;

    public static async Task RunAsync()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("igniter-benchmark-");
        try
        {
            using LiteDatabase database = new(Path.Combine(directory.FullName, "raw.db"));
            ILiteCollection<BsonDocument> documents = database.GetCollection("connections");
            documents.EnsureIndex("webhook");
            using LiteDbConnectorStore store = new(Path.Combine(directory.FullName, "store.db"));
            for (int number = 0; number < Connections; number++)
            {
                documents.Insert(Document(number, 1));
                await store.InsertAsync(Samples.Record(number));
            }

            ConnectionKey[] keys = [.. Enumerable.Range(0, Connections).Select(Samples.Key)];
            byte[][] ids = [.. Enumerable.Range(0, Connections).Select(number => Convert.FromHexString(keys[number].Hash))];
            await Comparison.RunAsync(
                "LiteDB get", 200, call => Task.FromResult(documents.FindById(ids[call % Connections])), async call => await store.GetAsync(keys[call % Connections]));
            await Comparison.RunAsync(
                "LiteDB find by webhook secret",
                200,
                call => Task.FromResult(documents.FindOne("webhook = @0", ids[call % Connections])),
                async call => await store.FindByWebhookSecretAsync(Samples.WebhookHash(call % Connections)));
            long version = 1;
            ConnectionRecord[] records = [.. Enumerable.Range(0, 20).Select(Samples.Record)];
            await Comparison.RunAsync(
                "LiteDB update",
                20,
                call => Task.FromResult(documents.Update(Document(call, ++version))),
                async call =>
                {
                    records[call] = records[call] with { Version = records[call].Version + 1 };
                    await store.UpdateAsync(records[call]);
                });
            await WritersAsync(store);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task WritersAsync(LiteDbConnectorStore store)
    {
        const int Updates = 160;
        List<double> alone = [];
        List<double> together = [];
        double slowest = 0;
        for (int round = 0; round < 20; round++)
        {
            alone.Add(await Comparison.TimeAsync(Updates, call => UpdateAsync(store, call)));
            long start = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
            {
                for (int call = writer; call < Updates; call += 8)
                {
                    long begin = Stopwatch.GetTimestamp();
                    await UpdateAsync(store, call);
                    slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                }
            })));
            together.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Updates);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"LiteDB update, 8 writers against 1: {Comparison.Fast(alone) / Comparison.Fast(together):F2} x the throughput, slowest {slowest:F0} ms"));
    }

    private static async Task UpdateAsync(LiteDbConnectorStore store, int number)
    {
        ConnectionRecord record = (await store.GetAsync(Samples.Key(number)))!;
        await store.UpdateAsync(record with { Version = record.Version + 1 });
    }

    private static BsonDocument Document(int number, long version)
    {
        ConnectionRecord record = Samples.Record(number);
        byte[] id = Convert.FromHexString(record.Key.Hash);
        return new BsonDocument
        {
            ["_id"] = id,
            ["scope"] = record.Key.Scope,
            ["identity"] = record.Key.Identity,
            ["connector"] = record.Key.Connector,
            ["name"] = record.Key.Name,
            ["config"] = record.Config.ToArray(),
            ["tokens"] = record.Tokens,
            ["webhook"] = id,
            ["version"] = version,
        };
    }
}
