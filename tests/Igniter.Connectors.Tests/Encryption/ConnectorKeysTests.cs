using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Igniter.Connectors.Tests.Encryption;

public sealed class ConnectorKeysTests
{
    private readonly InMemoryConnectorStore _store = new();
    private readonly ConfigProtector _old = Sealing.Protector(Sealing.OtherSecret);
    private readonly ConfigProtector _both = Sealing.Protector(Sealing.Secret, Sealing.OtherSecret);
    private readonly ConfigProtector _new = Sealing.Protector();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_secret_in_a_record_is_encrypted_anew_and_nothing_else_changes()
    {
        ConnectionRecord record = await InsertAsync(_old, 1) with { Enabled = false, GrantHash = "g" };
        record = record with { Version = 2 };
        await _store.UpdateAsync(record, Token);

        ReencryptionResult result = await Keys(_both).ReencryptAsync(cancellationToken: Token);

        Assert.Equal(new ReencryptionResult(_new.KeyId, 1, 0), result);
        ConnectionRecord renewed = (await _store.GetAsync(record.Key, Token))!;
        Assert.Equal((3, _new.KeyId), (renewed.Version, renewed.KeyId));
        Assert.NotEqual(Sealing.Text(record.Config), Sealing.Text(renewed.Config));
        Assert.Equal(
            record with { Config = default, Tokens = "", WebhookSecret = "", KeyId = "", Version = 0 },
            renewed with { Config = default, Tokens = "", WebhookSecret = "", KeyId = "", Version = 0 });
        await AssertReadableAsync(_new, record.Key, 1, 0);
    }

    [Fact]
    public async Task Records_without_secrets_and_records_under_the_current_key_are_left_alone()
    {
        ConnectionRecord current = await InsertAsync(_both, 1);
        ConnectionRecord nothing = Sealing.Record(new ProtectedConfig("{}"u8.ToArray(), "", "", 0), KeyOf(2));
        await _store.InsertAsync(nothing, Token);

        Assert.Equal(0, (await Keys(_both).ReencryptAsync(cancellationToken: Token)).Reencrypted);
        Assert.Equal(1, (await _store.GetAsync(current.Key, Token))!.Version);
        Assert.Equal(1, (await _store.GetAsync(nothing.Key, Token))!.Version);
    }

    [Fact]
    public async Task A_record_with_tokens_alone_or_a_webhook_secret_alone_is_encrypted_anew()
    {
        foreach (string field in new[] { ConfigProtector.TokensField, ConfigProtector.WebhookSecretField })
        {
            ConnectionKey key = Sealing.Key with { Name = field };
            string envelope = await _old.ProtectValueAsync("secret", key, field, Token);
            ConnectionRecord record = Sealing.Record(new ProtectedConfig(default, "", _old.KeyId, 0), key);
            record = field == ConfigProtector.TokensField ? record with { Tokens = envelope } : record with { WebhookSecret = envelope };
            await _store.InsertAsync(record, Token);
            await Keys(_both).ReencryptAsync(cancellationToken: Token);

            ConnectionRecord renewed = (await _store.GetAsync(key, Token))!;
            Assert.Equal("secret", await _new.RevealValueAsync((renewed.Tokens ?? renewed.WebhookSecret)!, key, field, renewed.KeyId, Token));
        }
    }

    [Fact]
    public async Task S78_a_thousand_records_with_writers_beside_it_and_two_interruptions_lose_nothing()
    {
        const int Count = 1_000;
        for (int i = 0; i < Count; i++)
        {
            await InsertAsync(_old, i);
        }

        // Three writers work beside it, one step for each record that is looked at, so that they can't do all of the work themselves.
        using SemaphoreSlim steps = new(0);
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(Token);
        ConcurrentDictionary<int, long> increments = new();
        Task writers = Task.WhenAll(
            Enumerable.Range(0, 3).Select(writer => Task.Run(() => WriteAsync(writer, Count, increments, steps, done.Token), Token)));
        Progress working = new(_ => steps.Release());

        // Cancelled in the middle.
        using CancellationTokenSource stop = new();
        Progress cancelling = new(progress =>
        {
            steps.Release();
            if (progress.Reencrypted == 200)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Keys(_both).ReencryptAsync(cancelling, stop.Token));

        // Killed in the middle, after a write that the process never heard of.
        IConnectorStore dying = UpdatingStore.Dying(_store, updates: 300);
        await Assert.ThrowsAsync<IOException>(() => Keys(_both, dying).ReencryptAsync(working, Token));
        long left = (await Keys(_both).GetUsageAsync(Token))[_old.KeyId];
        Assert.InRange(left, 1, Count - 500);

        // Two nodes go on at the same time.
        ReencryptionResult[] results = await Task.WhenAll(
            Keys(_both).ReencryptAsync(working, Token), Task.Run(() => Keys(_both).ReencryptAsync(working, Token), Token));
        await done.CancelAsync();
        await writers;

        Assert.All(results, result => Assert.Equal(0, result.Failed));
        Assert.True(results.Sum(result => result.Reencrypted) <= left);
        Assert.Equal(new Dictionary<string, long> { [_new.KeyId] = Count }, await Keys(_both).GetUsageAsync(Token));
        Assert.Equal(new ReencryptionResult(_new.KeyId, 0, 0), await Keys(_both).ReencryptAsync(cancellationToken: Token));
        Assert.True(increments.Values.Sum() > 100, "The writers hardly wrote.");
        for (int i = 0; i < Count; i++)
        {
            await AssertReadableAsync(_new, KeyOf(i), i, increments.GetValueOrDefault(i));
        }
    }

    [Fact]
    public async Task S79_a_record_whose_key_is_gone_is_counted_and_logged_and_the_rest_goes_on()
    {
        ConfigProtector gone = Sealing.Protector("a secret that nobody knows any more");
        await InsertAsync(_old, 1);
        ConnectionRecord unreadable = await InsertAsync(gone, 2);
        ConnectionRecord damaged = await InsertAsync(_old, 3);
        await _store.UpdateAsync(damaged with { Config = "canary"u8.ToArray(), Version = 2 }, Token);
        await InsertAsync(_old, 4);
        ListLogger logger = new();

        ReencryptionResult result = await Keys(_both, logger: logger).ReencryptAsync(cancellationToken: Token);

        Assert.Equal(new ReencryptionResult(_new.KeyId, 2, 2), result);
        Assert.Equal(
            new Dictionary<string, long> { [_new.KeyId] = 2, [gone.KeyId] = 1, [_old.KeyId] = 1 },
            await Keys(_both).GetUsageAsync(Token));
        Assert.Equal(2, logger.Messages.Count);
        Assert.Contains(
            logger.Messages,
            message => message.Contains(unreadable.Id, StringComparison.Ordinal) && message.Contains(gone.KeyId, StringComparison.Ordinal));
        Assert.All(logger.Messages, message => Assert.DoesNotContain("canary", message, StringComparison.Ordinal));
        await AssertReadableAsync(_new, KeyOf(1), 1, 0);
        await AssertReadableAsync(_new, KeyOf(4), 4, 0);
        await Sealing.DecryptFailsAsync(() => _both.RevealTextAsync(unreadable));
    }

    [Fact]
    public async Task S78_a_record_that_changes_all_the_time_is_left_for_the_next_run()
    {
        await InsertAsync(_old, 1);
        ListLogger logger = new();
        IConnectorStore contested = UpdatingStore.Contested(
            _store, async record => await _store.UpdateAsync(record with { Version = record.Version + 1 }));

        ReencryptionResult result = await Keys(_both, contested, logger).ReencryptAsync(cancellationToken: Token);

        Assert.Equal((0, 1), (result.Reencrypted, result.Failed));
        Assert.Single(logger.Messages);
        Assert.Equal(1, (await Keys(_both).ReencryptAsync(cancellationToken: Token)).Reencrypted);
    }

    [Fact]
    public async Task S78_a_record_that_somebody_else_changes_meanwhile_keeps_the_change()
    {
        ConnectionRecord record = await InsertAsync(_old, 1);
        IConnectorStore contested = UpdatingStore.Contested(
            _store, async stored => await _store.UpdateAsync(stored with { Enabled = false, Version = 2 }));

        Assert.Equal(new ReencryptionResult(_new.KeyId, 1, 0), await Keys(_both, contested).ReencryptAsync(cancellationToken: Token));

        ConnectionRecord renewed = (await _store.GetAsync(record.Key, Token))!;
        Assert.Equal((false, 3), (renewed.Enabled, renewed.Version));
        await AssertReadableAsync(_new, record.Key, 1, 0);
    }

    [Fact]
    public async Task A_record_deleted_meanwhile_does_not_come_back()
    {
        ConnectionRecord record = await InsertAsync(_old, 1);
        IConnectorStore deleting = UpdatingStore.Contested(_store, async stored => await _store.DeleteAsync(stored.Key, stored.Id));

        Assert.Equal(new ReencryptionResult(_new.KeyId, 0, 0), await Keys(_both, deleting).ReencryptAsync(cancellationToken: Token));
        Assert.Null(await _store.GetAsync(record.Key, Token));
    }

    [Fact]
    public async Task Progress_tells_how_many_there_were_and_how_far_it_is()
    {
        for (int i = 0; i < 250; i++)
        {
            await InsertAsync(i == 100 ? Sealing.Protector("a secret that nobody knows any more") : _old, i);
        }

        await InsertAsync(_both, 250);
        List<ReencryptionProgress> reports = [];
        await Keys(_both).ReencryptAsync(new Progress(reports.Add), Token);

        Assert.Equal(250, reports.Count);
        Assert.All(reports, (report, index) => Assert.Equal((250, index + 1), (report.Total, report.Reencrypted + report.Failed)));
        Assert.Equal(new ReencryptionProgress(250, 249, 1), reports[^1]);
    }

    [Fact]
    public async Task Usage_counts_records_by_key_and_leaves_out_those_without_secrets()
    {
        await InsertAsync(_old, 1);
        await InsertAsync(_new, 2);
        await InsertAsync(_new, 3);
        await _store.InsertAsync(Sealing.Record(new ProtectedConfig("{}"u8.ToArray(), "", "", 0), KeyOf(4)), Token);

        Assert.Equal(
            new Dictionary<string, long> { [_old.KeyId] = 1, [_new.KeyId] = 2 },
            await Keys(_both).GetUsageAsync(Token));
    }

    private static ConnectionKey KeyOf(int number) => Sealing.Key with { Identity = $"org_{number}" };

    private static string JsonOf(int number, long writes) =>
        $$"""{"name":"{{number}}","token":{"writes":{{writes}},"of":{{number}}},"children":[{"token":"child"}]}""";

    private ConnectorKeys Keys(ConfigProtector protector, IConnectorStore? store = null, ILogger<ConnectorKeys>? logger = null) =>
        new(store ?? _store, protector, new TextRedactor(new DeniedNames([])), (_, _) => ValueTask.CompletedTask, logger ?? NullLogger<ConnectorKeys>.Instance);

    private async Task<ConnectionRecord> InsertAsync(ConfigProtector protector, int number)
    {
        ConnectionKey key = KeyOf(number);
        ConnectionRecord record = await protector.StoreAsync(JsonOf(number, 0), Shapes.Tree, key) with
        {
            Tokens = await protector.ProtectValueAsync($"tokens {number}", key, ConfigProtector.TokensField, Token),
            WebhookSecret = await protector.ProtectValueAsync($"webhook {number}", key, ConfigProtector.WebhookSecretField, Token),
        };
        Assert.True(await _store.InsertAsync(record, Token));
        return record;
    }

    // What running work does: reads, changes a part of the record, and writes it if nobody else was faster. The first writer is a node that
    // encrypts with the old secret for as long as a record is under it.
    private async Task WriteAsync(int writer, int count, ConcurrentDictionary<int, long> increments, SemaphoreSlim steps, CancellationToken stop)
    {
        for (int step = 0; !stop.IsCancellationRequested; step++)
        {
            await steps.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            int number = (writer * 331 + step * 17) % count;
            ConnectionRecord record = (await _store.GetAsync(KeyOf(number), CancellationToken.None))!;
            if (record.KeyId != _both.KeyId && writer != 0)
            {
                record = await _both.ReencryptAsync(record, CancellationToken.None);
            }

            ConfigProtector protector = record.KeyId == _old.KeyId ? _old : _both;
            using JsonDocument config = JsonDocument.Parse(await protector.RevealTextAsync(record, Shapes.Tree));
            long writes = config.RootElement.GetProperty("token").GetProperty("writes").GetInt64() + 1;
            byte[] json = Sealing.Utf8(JsonOf(number, writes));
            ProtectedConfig changed = await protector.ProtectAsync(json, Shapes.Tree, record.Key, CancellationToken.None);
            ConnectionRecord update = record with
            {
                Config = changed.Config,
                EncryptedPaths = changed.EncryptedPaths,
                KeyId = changed.KeyId,
                Version = record.Version + 1,
            };
            if (await _store.UpdateAsync(update, CancellationToken.None))
            {
                increments.AddOrUpdate(number, 1, (_, before) => before + 1);
            }
        }
    }

    private async Task AssertReadableAsync(ConfigProtector protector, ConnectionKey key, int number, long writes)
    {
        ConnectionRecord record = (await _store.GetAsync(key, Token))!;
        Assert.Equal(JsonOf(number, writes), await protector.RevealTextAsync(record, Shapes.Tree));
        Assert.Equal($"tokens {number}", await protector.RevealValueAsync(record.Tokens!, key, "tokens", record.KeyId, Token));
        Assert.Equal($"webhook {number}", await protector.RevealValueAsync(record.WebhookSecret!, key, "webhookSecret", record.KeyId, Token));
    }

    private sealed class Progress(Action<ReencryptionProgress> report) : IProgress<ReencryptionProgress>
    {
        public void Report(ReencryptionProgress value) => report(value);
    }

    private sealed class ListLogger : ILogger<ConnectorKeys>
    {
        public List<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Add($"{formatter(state, exception)} {exception}");
    }
}
