using Igniter.Connectors.LiteDb;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>Ends the process, and the machine, at every single write to the files of a LiteDB store.</summary>
public sealed class LiteDbCrashPointTests : IDisposable
{
    private const int Openings = 3;
    private const int BatchSize = 3;
    private const int PowerLosses = 2;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Whatever_write_a_crash_ends_the_acknowledged_is_there_and_no_batch_is_halved()
    {
        var disk = new RecordingDisk();
        int[] acknowledged = [.. Write(disk)];

        Parallel.For(0, disk.Steps, steps =>
        {
            int expected = acknowledged.Count(at => at <= steps);
            AssertWhole(disk.AfterKill(steps), $"{steps}", expected);
            for (int seed = 0; seed < PowerLosses; seed++)
            {
                AssertWhole(disk.AfterPowerLoss(steps, seed), $"{steps}", expected);
            }
        });
    }

    public void Dispose() => _directory.Dispose();

    // Every batch inserts its own connections and updates those of the one before. Each opening has fewer than the one before, and the last of an
    // opening is brought to the disk by closing. Gives the steps after which each batch was acknowledged.
    private IEnumerable<int> Write(RecordingDisk disk)
    {
        int batch = 0;
        for (int opening = 0; opening < Openings; opening++)
        {
            using (LiteDbFile file = Open(disk, "written"))
            {
                for (int synced = Openings - 1; synced > opening; synced--)
                {
                    Commit(file, batch++);
                    file.Sync();
                    yield return disk.Steps;
                }

                Commit(file, batch++);
            }

            yield return disk.Steps;
        }
    }

    private static void Commit(LiteDbFile file, int batch) => file.Commit(tables =>
    {
        for (int number = 0; number < BatchSize; number++)
        {
            Assert.True(tables.Connections.Insert(Record(batch, number, version: 1)));
            Assert.True(batch == 0 || tables.Connections.Update(Record(batch - 1, number, version: 2)));
        }
    });

    private void AssertWhole(RecordingDisk disk, string name, int acknowledged)
    {
        int batches;
        using (LiteDbFile file = Open(disk, name))
        {
            batches = CountBatches(file, name);
            Assert.True(batches >= acknowledged, $"Step {name}: {acknowledged} batches were acknowledged, {batches} are there.");
            Commit(file, batches);
        }

        using LiteDbFile reopened = Open(disk, name);
        Assert.Equal(batches + 1, CountBatches(reopened, name));
    }

    private static int CountBatches(LiteDbFile file, string name)
    {
        List<ConnectionRecord> all = file.Tables.Connections.All(afterId: null, int.MaxValue);
        int batches = all.Count / BatchSize;
        IEnumerable<(string Id, long Version)> expected = Enumerable.Range(0, batches)
            .SelectMany(batch => Enumerable.Range(0, BatchSize).Select(number => (IdOf(batch, number), batch < batches - 1 ? 2L : 1L)));
        Assert.True(expected.SequenceEqual(all.Select(record => (record.Id, record.Version))), $"Step {name}: a batch is there in part.");
        foreach (ConnectionRecord record in all)
        {
            Assert.Equal(record.Id, file.Tables.Connections.Get(record.Key)?.Id);
            Assert.Equal(record.Id, file.Tables.Connections.FindByWebhook(record.Id)?.Id);
            Assert.Equal(3_000, record.Config.Length);
        }

        return batches;
    }

    private LiteDbFile Open(RecordingDisk disk, string lockName) =>
        new(_directory.File($"{lockName}.db"), path => disk.Open(path.EndsWith("-log.db", StringComparison.Ordinal) ? "log" : "data"));

    private static string IdOf(int batch, int number) => $"01900000-0000-7000-8000-{batch:x6}{number:x6}";

    private static ConnectionRecord Record(int batch, int number, long version) => new()
    {
        Id = IdOf(batch, number),
        Key = new("user", $"{batch} {number}", "telegram", ""),
        Version = version,
        Config = new byte[3_000],
        KeyId = "key",
        WebhookSecretHashes = [new(IdOf(batch, number), null)],
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
