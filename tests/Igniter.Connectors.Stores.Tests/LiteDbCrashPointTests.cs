using Igniter.Connectors.LiteDb;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>Ends the process, and the machine, at every single write to the files of a LiteDB store.</summary>
public sealed class LiteDbCrashPointTests : IDisposable
{
    private const int Openings = 3;
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
            AssertWhole(disk.AfterKill(steps), steps, expected);
            for (int seed = 0; seed < PowerLosses; seed++)
            {
                AssertWhole(disk.AfterPowerLoss(steps, seed), steps, expected);
            }
        });
    }

    public void Dispose() => _directory.Dispose();

    // Each opening has fewer batches than the one before, and the last of an opening is brought to the disk by closing. Gives the steps after which
    // each batch was acknowledged.
    private IEnumerable<int> Write(RecordingDisk disk)
    {
        int batch = 0;
        for (int opening = 0; opening < Openings; opening++)
        {
            using (LiteDbFile file = disk.OpenLiteDb(_directory.File("written.db")))
            {
                for (int synced = Openings - 1; synced > opening; synced--)
                {
                    LiteDbBatches.Commit(file, batch++);
                    file.Sync();
                    yield return disk.Steps;
                }

                LiteDbBatches.Commit(file, batch++);
            }

            yield return disk.Steps;
        }
    }

    private void AssertWhole(RecordingDisk disk, int steps, int acknowledged)
    {
        string path = _directory.File($"{steps}.db");
        int batches;
        using (LiteDbFile file = disk.OpenLiteDb(path))
        {
            batches = LiteDbBatches.Count(file);
            Assert.True(batches >= acknowledged, $"Step {steps}: {acknowledged} batches were acknowledged, {batches} are there.");
            LiteDbBatches.Commit(file, batches);
        }

        using LiteDbFile reopened = disk.OpenLiteDb(path);
        Assert.Equal(batches + 1, LiteDbBatches.Count(reopened));
    }
}
