using Igniter.Connectors.LiteDb;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>Who may open the file, what opening it may meet, and what stays when it is closed.</summary>
public sealed class LiteDbFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string DatabasePath => _directory.File("connectors.db");

    [Fact]
    public async Task A_second_process_is_refused_while_the_first_lives_and_welcome_after_it_was_killed()
    {
        using WriterProcess first = await WriterProcess.StartAsync("hold", DatabasePath);
        AssertRefused(DatabasePath, "open already", "UseEntityFramework");

        await first.KillAsync();

        using var store = new LiteDbConnectorStore(DatabasePath);
        await AssertWorks(store);
    }

    [Fact]
    public async Task A_second_store_in_the_same_process_is_refused_until_the_first_is_disposed()
    {
        using (var first = new LiteDbConnectorStore(DatabasePath))
        {
            AssertRefused(DatabasePath, "open already", "share its store");
            await AssertWorks(first);
        }

        using var second = new LiteDbConnectorStore(DatabasePath);
        await AssertWorks(second, number: 2);
    }

    [Fact]
    public void A_link_to_an_open_file_is_refused()
    {
        using var first = new LiteDbConnectorStore(DatabasePath);
        string link = _directory.File("link.db");
        File.CreateSymbolicLink(link, DatabasePath);

        AssertRefused(link, "open already");
    }

    [Fact]
    public async Task A_missing_directory_is_made()
    {
        using var store = new LiteDbConnectorStore(_directory.File("a/b/connectors.db"));

        await AssertWorks(store);
    }

    [Fact]
    public void A_directory_is_refused() => AssertRefused(_directory.Path, "is a directory", "connectors.db");

    [Fact]
    public void A_file_in_the_way_of_the_directory_is_refused()
    {
        File.WriteAllText(_directory.File("file"), "");

        AssertRefused(_directory.File("file/connectors.db"), "can't be opened");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(8192)]
    [InlineData(3 * 8192)]
    public void A_file_of_something_else_is_refused_and_left_as_it_is(int length)
    {
        byte[] bytes = [.. Enumerable.Range(0, length).Select(index => (byte)index)];
        File.WriteAllBytes(DatabasePath, bytes);

        AssertRefused(DatabasePath, "damaged", "Restore a backup");
        Assert.Equal(bytes, File.ReadAllBytes(DatabasePath));
    }

    [Fact]
    public async Task A_truncated_file_is_refused()
    {
        using (var store = new LiteDbConnectorStore(DatabasePath))
        {
            await AssertWorks(store);
        }

        using (FileStream file = File.OpenWrite(DatabasePath))
        {
            file.SetLength(2 * 8192);
        }

        AssertRefused(DatabasePath, "damaged");
    }

    [Fact]
    public async Task Everything_is_there_after_closing_and_the_log_is_gone()
    {
        ConnectionRecord record = Record(1);
        DateTimeOffset now = DateTimeOffset.UnixEpoch;
        using (var store = new LiteDbConnectorStore(DatabasePath))
        {
            await store.InsertAsync(record, TestContext.Current.CancellationToken);
            Assert.Equal(1, await store.AcquireLeaseAsync(record.Key, "a", now, now.AddDays(1), TestContext.Current.CancellationToken));
            await store.PutOnceAsync("state", "value", now.AddDays(1), TestContext.Current.CancellationToken);
            await store.ClaimAsync("event", "a", now, now.AddDays(1), TestContext.Current.CancellationToken);
        }

        Assert.Equal(["connectors.db", "connectors.db.lock"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName).Order());
        using var reopened = new LiteDbConnectorStore(DatabasePath);
        Assert.Equal(1, (await reopened.GetAsync(record.Key, TestContext.Current.CancellationToken))?.Version);
        Assert.Null(await reopened.AcquireLeaseAsync(record.Key, "b", now, now.AddDays(1), TestContext.Current.CancellationToken));
        Assert.Equal("value", await reopened.TakeOnceAsync("state", now, TestContext.Current.CancellationToken));
        Assert.Equal(
            ClaimResult.InProgress,
            await reopened.ClaimAsync("event", "b", now, now.AddDays(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = new LiteDbConnectorStore(DatabasePath);
        store.Dispose();
        store.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await store.GetAsync(Record(1).Key, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await store.InsertAsync(Record(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_log_stays_small_under_many_writes()
    {
        using var store = new LiteDbConnectorStore(DatabasePath);
        ConnectionRecord record = Record(1) with { Config = new byte[64 * 1024] };
        await store.InsertAsync(record, TestContext.Current.CancellationToken);
        for (int round = 0; round < 300; round++)
        {
            record = record with { Version = record.Version + 1 };
            Assert.True(await store.UpdateAsync(record, TestContext.Current.CancellationToken));
        }

        long log = new FileInfo(_directory.File("connectors-log.db")).Length;
        Assert.True(log < 8 * 1024 * 1024, $"The log has {log:N0} bytes.");
    }

    [Fact]
    public async Task Writes_that_fail_together_fail_alone()
    {
        using var store = new LiteDbConnectorStore(DatabasePath);
        ConnectionRecord[] records = [.. Enumerable.Range(0, 40).Select(number => Record(number) with { WebhookSecretHashes = [new($"{number / 2}", null)] })];

        Exception?[] failures = await Task.WhenAll(records.Select(record => Xunit.Record.ExceptionAsync(
            async () => Assert.True(await store.InsertAsync(record, TestContext.Current.CancellationToken))).AsTask()));

        Assert.Equal(20, failures.Count(failure => failure is null));
        Assert.Equal(20, failures.Count(failure => failure is InvalidOperationException));
        Assert.Equal(20, (await store.ScanAsync(new(), null, 100, TestContext.Current.CancellationToken)).Count);
    }

    public void Dispose() => _directory.Dispose();

    private static ConnectionRecord Record(int number) => new()
    {
        Id = $"01900000-0000-7000-8000-{number:x12}",
        Key = new("user", $"{number}", "telegram", ""),
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };

    private static async Task AssertWorks(LiteDbConnectorStore store, int number = 1)
    {
        Assert.True(await store.InsertAsync(Record(number), TestContext.Current.CancellationToken));
        Assert.NotNull(await store.GetAsync(Record(number).Key, TestContext.Current.CancellationToken));
    }

    private static void AssertRefused(string path, params string[] words)
    {
        var exception = Assert.Throws<ConnectorException>(() => new LiteDbConnectorStore(path));
        Assert.Equal(ConnectorErrorCodes.ConnectorConfigurationInvalid, exception.Code);
        Assert.All(words.Append(path), word => Assert.Contains(word, exception.Message, StringComparison.Ordinal));
    }
}
