using Igniter.Connectors.LiteDb;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>
/// A log as a power cut leaves it: of the last transaction, which nobody was told of, the disk may have some pages and parts of pages.
/// </summary>
public sealed class LiteDbLogTests : IDisposable
{
    private const int PageBytes = 8192;

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nothing is lost", 0, 0, 0, true)]
    [InlineData("the last page", 1, 0, PageBytes, false)]
    [InlineData("the last page's first sector", 1, 0, 512, false)]
    [InlineData("a page before", 2, 0, PageBytes, false)]
    [InlineData("half of a page before", 5, PageBytes / 2, PageBytes / 2, false)]
    [InlineData("a sector of a page before", 5, 1024, 512, false)]
    [InlineData("an early page", 8, 0, PageBytes, false)]
    public async Task A_transaction_is_there_as_a_whole_or_not_at_all(string lost, int pagesFromEnd, int offset, int count, bool survives)
    {
        await CrashAsync();
        byte[] log = await File.ReadAllBytesAsync(_directory.File("crashed-log.db"), Cancellation);
        Array.Clear(log, EndOf(log) - (pagesFromEnd * PageBytes) + offset, count);
        await File.WriteAllBytesAsync(_directory.File("crashed-log.db"), log, Cancellation);

        using (var store = new LiteDbConnectorStore(_directory.File("crashed.db")))
        {
            Assert.True(await IsThereAsync(store, 1), lost);
            Assert.Equal(survives, await IsThereAsync(store, 2));
            await store.InsertAsync(Record(3), Cancellation);
        }

        using var reopened = new LiteDbConnectorStore(_directory.File("crashed.db"));
        Assert.Equal(survives ? 3 : 2, (await reopened.ScanAsync(new(), null, 10, Cancellation)).Count);
        Assert.True(await IsThereAsync(reopened, 3));
    }

    [Fact]
    public async Task A_transaction_of_one_page_is_not_there_without_the_end_of_it()
    {
        using (var store = new LiteDbConnectorStore(_directory.File("open.db")))
        {
            ConnectionRecord record = Record(1) with { Config = "{}"u8.ToArray() };
            await store.InsertAsync(record, Cancellation);
            await _directory.CopyLockedAsync("open-log.db", "first-log.db");
            await store.UpdateAsync(record with { Version = 2 }, Cancellation);
            await _directory.CopyLockedAsync("open.db", "crashed.db");
            await _directory.CopyLockedAsync("open-log.db", "crashed-log.db");
        }

        byte[] log = await File.ReadAllBytesAsync(_directory.File("crashed-log.db"), Cancellation);
        int end = EndOf(log);
        Assert.Equal(PageBytes, end - EndOf(await File.ReadAllBytesAsync(_directory.File("first-log.db"), Cancellation)));
        Array.Clear(log, end - (PageBytes / 2), PageBytes / 2);
        await File.WriteAllBytesAsync(_directory.File("crashed-log.db"), log, Cancellation);

        using var reopened = new LiteDbConnectorStore(_directory.File("crashed.db"));
        Assert.Equal(1, (await reopened.GetAsync(Record(1).Key, Cancellation))?.Version);
    }

    [Fact]
    public async Task What_follows_a_damaged_transaction_is_not_there_either()
    {
        int end = await CrashAsync();
        byte[] log = await File.ReadAllBytesAsync(_directory.File("crashed-log.db"), Cancellation);
        log[end - (PageBytes / 2)] ^= 1;
        await File.WriteAllBytesAsync(_directory.File("crashed-log.db"), log, Cancellation);

        using var store = new LiteDbConnectorStore(_directory.File("crashed.db"));

        Assert.Empty(await store.ScanAsync(new(), null, 10, Cancellation));
        await store.InsertAsync(Record(2), Cancellation);
        Assert.True(await IsThereAsync(store, 2));
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>Leaves the files of a store that had two connections, each written by a transaction of many pages.</summary>
    /// <returns>Where the log ended before the second.</returns>
    private async Task<int> CrashAsync()
    {
        using var store = new LiteDbConnectorStore(_directory.File("open.db"));
        await store.InsertAsync(Record(1), Cancellation);
        await _directory.CopyLockedAsync("open-log.db", "first-log.db");
        await store.InsertAsync(Record(2), Cancellation);
        await _directory.CopyLockedAsync("open.db", "crashed.db");
        await _directory.CopyLockedAsync("open-log.db", "crashed-log.db");
        return EndOf(await File.ReadAllBytesAsync(_directory.File("first-log.db"), Cancellation));
    }

    // The file is longer than what was written.
    private static int EndOf(byte[] log) => (log.AsSpan().LastIndexOfAnyExcept((byte)0) / PageBytes * PageBytes) + PageBytes;

    private static async Task<bool> IsThereAsync(LiteDbConnectorStore store, int number)
    {
        ConnectionRecord? stored = await store.GetAsync(Record(number).Key, Cancellation);
        Assert.True(stored is null || stored.Config.Span.SequenceEqual(Record(number).Config.Span));
        return stored is not null;
    }

    private static ConnectionRecord Record(int number) => new()
    {
        Id = $"01900000-0000-7000-8000-{number:x12}",
        Key = new("user", $"{number}", "telegram", ""),
        Config = Enumerable.Repeat((byte)number, 64 * 1024).ToArray(),
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
