using System.Globalization;
using Igniter.Connectors.LiteDb;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>Lets every single write to the files of a LiteDB store fail, for want of room, and reads for other reasons.</summary>
public sealed class LiteDbFaultTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string DatabasePath => _directory.File("connectors.db");

    [Fact]
    public void Whatever_write_fails_the_caller_is_told_reads_go_on_and_writes_do_once_there_is_room()
    {
        for (int room = 0, failures = 1; failures > 0; room++)
        {
            var disk = new RecordingDisk();
            int there;
            using (LiteDbFile file = disk.OpenLiteDb(DatabasePath))
            {
                Write(file, 0);
                disk.FullAfter = disk.Steps + room;
                failures = 0;
                for (int batch = 1; batch < 3; batch++)
                {
                    failures += Record.Exception(() => Write(file, LiteDbBatches.Count(file))) is IOException ? 1 : 0;
                }

                there = LiteDbBatches.Count(file);
                Assert.True(there >= 3 - failures, $"With room for {room} steps {failures} of 2 writes failed and {there} batches are there.");

                disk.FullAfter = int.MaxValue;
                Write(file, there);
                Assert.Equal(there + 1, LiteDbBatches.Count(file));
                Write(file, there + 1);
            }

            AssertCount(there + 2, disk);
            RunFinalizers();
        }
    }

    [Fact]
    public void A_full_disk_at_closing_loses_nothing()
    {
        bool full = true;
        for (int room = 0; full; room++)
        {
            var disk = new RecordingDisk();
            using (LiteDbFile file = disk.OpenLiteDb(DatabasePath))
            {
                Write(file, 0);
                disk.FullAfter = disk.Steps + room;
            }

            full = disk.Steps == disk.FullAfter;
            disk.FullAfter = int.MaxValue;
            AssertCount(1, disk);
        }

        RunFinalizers();
    }

    [Fact]
    public void A_disk_without_room_for_a_new_file_is_told_and_what_it_leaves_is_no_obstacle()
    {
        bool full = true;
        for (int room = 0; full; room++)
        {
            var disk = new RecordingDisk { FullAfter = room };
            full = Record.Exception(() => disk.OpenLiteDb(DatabasePath).Dispose()) is IOException;
            Assert.True(full || disk.Steps <= room);
            disk.FullAfter = int.MaxValue;
            AssertCount(0, disk);
        }

        RunFinalizers();
    }

    [Fact]
    public void A_read_that_fails_is_told_and_over_with_the_next_write()
    {
        var disk = new RecordingDisk();
        using (LiteDbFile written = disk.OpenLiteDb(DatabasePath))
        {
            Write(written, 0);
        }

        using LiteDbFile file = disk.OpenLiteDb(DatabasePath);
        disk.IsUnreadable = true;
        Assert.Throws<IOException>(() => LiteDbBatches.Count(file));
        disk.IsUnreadable = false;
        Write(file, 1);
        Assert.Equal(2, LiteDbBatches.Count(file));
    }

    [Fact]
    public async Task A_process_outlives_a_full_disk_and_writes_once_there_is_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux limits the files of a running process.");
        List<string> lines;
        using (WriterProcess writer = await WriterProcess.StartAsync("write", DatabasePath))
        {
            lines = await writer.ReadAsync(50);
            for (int round = 0; round < 3; round++)
            {
                await writer.LimitFilesAsync("1");
                lines.AddRange(await writer.ReadUntilAsync(line => line == "refused"));
                lines.AddRange(await writer.ReadAsync(20));
                await writer.LimitFilesAsync("unlimited");
                lines.AddRange(await writer.ReadUntilAsync(line => line != "refused"));
            }

            lines.AddRange(await writer.KillAsync());
        }

        using var store = new LiteDbConnectorStore(DatabasePath);
        IReadOnlyList<ConnectionRecord> all = await store.ScanAsync(new(), null, int.MaxValue, TestContext.Current.CancellationToken);
        Dictionary<string, long> versions = all.ToDictionary(record => record.Id, record => record.Version);
        foreach (string[] parts in lines.Where(line => line != "refused").Select(line => line.Split(' ')))
        {
            Assert.True(versions[parts[0]] >= long.Parse(parts[1], CultureInfo.InvariantCulture));
        }
    }

    public void Dispose() => _directory.Dispose();

    private static void Write(LiteDbFile file, int batch)
    {
        LiteDbBatches.Commit(file, batch);
        file.Sync();
    }

    // LiteDB's own would end this process if it had been left with a transaction halfway through.
    private static void RunFinalizers()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private void AssertCount(int batches, RecordingDisk disk)
    {
        using LiteDbFile file = disk.OpenLiteDb(DatabasePath);
        Assert.Equal(batches, LiteDbBatches.Count(file));
    }
}
