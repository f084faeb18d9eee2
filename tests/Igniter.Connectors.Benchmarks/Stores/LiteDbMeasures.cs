using System.Diagnostics;
using Igniter.Connectors.Benchmarks.Measuring;
using Igniter.Connectors.LiteDb;
using LiteDB;

namespace Igniter.Connectors.Benchmarks.Stores;

/// <summary>P12 and P20: the LiteDB store, and LiteDB with documents of the same size and the same look-ups.</summary>
internal static class LiteDbMeasures
{
    private const int Connections = 1_000;
    private const int Writers = 8;
    private static readonly TimeSpan LongestOperation = TimeSpan.FromMilliseconds(150);

    public static Task CompareAsync(Table table) => WithDirectoryAsync(async directory =>
    {
        using LiteDatabase database = new(Path.Combine(directory, "raw.db"));
        ILiteCollection<BsonDocument> documents = database.GetCollection("connections");
        documents.EnsureIndex("webhook");
        for (int number = 0; number < Connections; number++)
        {
            documents.Insert(Document(number, 1));
        }

        using LiteDbConnectorStore store = await FillAsync(directory);
        ConnectionKey[] keys = [.. Enumerable.Range(0, Connections).Select(Samples.Key)];
        byte[][] ids = [.. keys.Select(key => Convert.FromHexString(key.Hash))];
        long version = 1;
        ConnectionRecord record = Samples.Record(0);
        Series[] series = await Measure.RunAsync(
            Pace.Slow,
            Each(async number => await store.GetAsync(keys[number])),
            Each(number => Task.FromResult(documents.FindById(ids[number]))),
            Each(async number => await store.FindByWebhookSecretAsync(Samples.WebhookHash(number))),
            Each(number => Task.FromResult(documents.FindOne("webhook = @0", ids[number]))),
            Each(async number => await store.UpdateAsync(record = record with { Version = record.Version + 1 })),
            Each(number => Task.FromResult(Replace(documents, ids[0], Document(0, version + 1), version++))));
        table.Compare("P12", "LiteDB store: get", series[0], series[1], 1.3);
        table.Compare("P12", "LiteDB store: find by webhook secret", series[2], series[3], 1.3);
        table.Compare("P12", "LiteDB store: update", series[4], series[5], 1.3);
    });

    /// <summary>Some writers, each reading and updating connections of its own, against one that does it all.</summary>
    public static Task WritersAsync(Table table) => WithDirectoryAsync(async directory =>
    {
        const int Updates = 160;
        const int Rounds = 15;
        using LiteDbConnectorStore store = await FillAsync(directory);
        double[] alone = new double[Rounds];
        double[] together = new double[Rounds];
        TimeSpan slowest = TimeSpan.Zero;
        for (int round = -2; round < Rounds; round++)
        {
            long started = Stopwatch.GetTimestamp();
            await WriteAsync(store, 0, 1, Updates);
            double one = Stopwatch.GetElapsedTime(started).TotalNanoseconds / Updates;
            started = Stopwatch.GetTimestamp();
            TimeSpan[] longest = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(store, writer, Writers, Updates))));
            double many = Stopwatch.GetElapsedTime(started).TotalNanoseconds / Updates;
            if (round >= 0)
            {
                (alone[round], together[round]) = (one, many);
                slowest = new[] { slowest, longest.Max() }.Max();
            }
        }

        (Series single, Series several) = (new(alone, null), new(together, null));
        double throughput = single.Over(several);
        table.Add(
            "P20", "LiteDB store, 8 writers; floor: 1 (an update)", Table.Time(several.Undisturbed), Table.Time(single.Undisturbed), throughput,
            Goal.AtLeast(throughput, 0.75, "0.75 × the throughput"), Goal.AtMost(slowest / LongestOperation, 1, "150 ms each"));
        table.Beside("the slowest operation", Table.Time(slowest.TotalNanoseconds));
    });

    /// <returns>How long the slowest took.</returns>
    private static async Task<TimeSpan> WriteAsync(LiteDbConnectorStore store, int first, int step, int end)
    {
        TimeSpan longest = TimeSpan.Zero;
        for (int number = first; number < end; number += step)
        {
            long started = Stopwatch.GetTimestamp();
            ConnectionRecord record = (await store.GetAsync(Samples.Key(number)))!;
            await store.UpdateAsync(record with { Version = record.Version + 1 });
            TimeSpan took = Stopwatch.GetElapsedTime(started);
            longest = took > longest ? took : longest;
        }

        return longest;
    }

    private static Func<int, Task> Each(Func<int, Task> operation)
    {
        int next = 0;
        return async count =>
        {
            for (int i = 0; i < count; i++)
            {
                await operation(next++ % Connections);
            }
        };
    }

    private static async Task<LiteDbConnectorStore> FillAsync(string directory)
    {
        LiteDbConnectorStore store = new(Path.Combine(directory, "store.db"));
        for (int number = 0; number < Connections; number++)
        {
            await store.InsertAsync(Samples.Record(number));
        }

        return store;
    }

    private static async Task WithDirectoryAsync(Func<string, Task> run)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("igniter-benchmark-");
        try
        {
            await run(directory.FullName);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    // One process has the file, so a lock is enough for a compare-and-set.
    private static bool Replace(ILiteCollection<BsonDocument> documents, byte[] id, BsonDocument document, long version)
    {
        lock (documents)
        {
            return documents.FindById(id)["version"] == version && documents.Update(document)
                ? true
                : throw new InvalidOperationException("Nothing was updated.");
        }
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
