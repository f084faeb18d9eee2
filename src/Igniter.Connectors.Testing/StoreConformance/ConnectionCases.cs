namespace Igniter.Connectors.Testing;

internal static class ConnectionCases
{
    public static IEnumerable<StoreConformanceCase> All { get; } =
    [
        new("an-unknown-connection-is-null", "Reading, counting and deleting what isn't there finds nothing.", UnknownIsNull),
        new("an-insert-is-read-back", "A record that was inserted is read under its key.", InsertIsRead),
        new("an-insert-leaves-a-taken-key-alone", "Inserting a key twice gives false and keeps the first record.", InsertTwice),
        new("an-insert-leaves-a-taken-id-alone", "A record with another connection's id never replaces that connection.", InsertTakenId),
        new("an-update-replaces-the-version-before-only", "An update names the version it replaces; any other is refused.", UpdateVersions),
        new("an-update-replaces-the-same-id-only", "A stale update doesn't overwrite a connection that was made anew.", UpdateOtherId),
        new("an-update-makes-no-connection", "Updating what isn't there gives false and writes nothing.", UpdateMissing),
        new("a-delete-removes-the-same-id-only", "A stale delete doesn't remove a connection that was made anew.", DeleteOtherId),
        new("a-deleted-connection-is-gone-everywhere", "After a delete no read finds the record, and its key is free.", DeleteIsComplete),
        new("a-cancelled-call-does-nothing", "A token that is cancelled beforehand gives OperationCanceledException and no write.", Cancelled),
    ];

    private static async Task UnknownIsNull(IConnectorStore store, CancellationToken cancellationToken)
    {
        TenantKey tenant = TenantKey.Of(Sample.Key());
        Expect.True(await store.GetAsync(Sample.Key(), cancellationToken).ConfigureAwait(false) is null, "A record came from nowhere.");
        Expect.Ids([], await store.ListAsync(tenant, new(), null, 10, cancellationToken).ConfigureAwait(false), "The empty list");
        Expect.Equal(0, await store.CountAsync(tenant, new(), cancellationToken).ConfigureAwait(false), "The count of nothing");
        Expect.True(!await store.DeleteAsync(Sample.Key(), Sample.Id(0), cancellationToken).ConfigureAwait(false), "Nothing was deleted.");
    }

    private static async Task InsertIsRead(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord record = await store.Insert(Sample.Record(), cancellationToken).ConfigureAwait(false);
        Expect.Same(record, await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false));
    }

    private static async Task InsertTwice(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord first = await store.Insert(Sample.Record(1), cancellationToken).ConfigureAwait(false);
        bool inserted = await store.InsertAsync(Sample.Record(2, first.Key), cancellationToken).ConfigureAwait(false);
        Expect.True(!inserted, "The second insert of one key was accepted.");
        Expect.Same(first, await store.GetAsync(first.Key, cancellationToken).ConfigureAwait(false));
        Expect.Equal(1, await store.CountAsync(TenantKey.Of(first.Key), new(), cancellationToken).ConfigureAwait(false), "The count");
    }

    private static async Task InsertTakenId(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord first = await store.Insert(Sample.Record(1), cancellationToken).ConfigureAwait(false);
        ConnectionRecord thief = Sample.Record(1, Sample.Key(2));
        await Expect.Throws(
            async () => await store.InsertAsync(thief, cancellationToken).ConfigureAwait(false),
            "An id was given to a second connection.").ConfigureAwait(false);
        Expect.Same(first, await store.GetAsync(first.Key, cancellationToken).ConfigureAwait(false));
        Expect.True(await store.GetAsync(thief.Key, cancellationToken).ConfigureAwait(false) is null, "The refused record was written.");
    }

    private static async Task UpdateVersions(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord first = await store.Insert(Sample.Record(), cancellationToken).ConfigureAwait(false);
        ConnectionRecord second = await store.Update(first.Next() with { Tokens = "second" }, cancellationToken).ConfigureAwait(false);
        Expect.Same(second, await store.GetAsync(first.Key, cancellationToken).ConfigureAwait(false));
        foreach (long version in (long[])[1, 2, 4, 5])
        {
            ConnectionRecord wrong = second with { Version = version, Tokens = "wrong" };
            Expect.True(
                !await store.UpdateAsync(wrong, cancellationToken).ConfigureAwait(false),
                $"Version 2 was replaced by version {version}.");
        }

        Expect.Same(second, await store.GetAsync(first.Key, cancellationToken).ConfigureAwait(false));
    }

    private static async Task UpdateOtherId(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord old = await store.Insert(Sample.Record(1), cancellationToken).ConfigureAwait(false);
        await store.DeleteAsync(old.Key, old.Id, cancellationToken).ConfigureAwait(false);
        ConnectionRecord anew = await store.Insert(Sample.Record(2, old.Key), cancellationToken).ConfigureAwait(false);
        bool updated = await store.UpdateAsync(old.Next() with { Tokens = "stale" }, cancellationToken).ConfigureAwait(false);
        Expect.True(!updated, "A record was replaced by one with another id.");
        Expect.Same(anew, await store.GetAsync(old.Key, cancellationToken).ConfigureAwait(false));
    }

    private static async Task UpdateMissing(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord record = Sample.Record();
        Expect.True(!await store.UpdateAsync(record.Next(), cancellationToken).ConfigureAwait(false), "A missing record was updated.");
        await store.Insert(record, cancellationToken).ConfigureAwait(false);
        await store.DeleteAsync(record.Key, record.Id, cancellationToken).ConfigureAwait(false);
        Expect.True(!await store.UpdateAsync(record.Next(), cancellationToken).ConfigureAwait(false), "A deleted record was updated.");
        Expect.True(await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false) is null, "An update made a record.");
    }

    private static async Task DeleteOtherId(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord anew = await store.Insert(Sample.Record(2), cancellationToken).ConfigureAwait(false);
        Expect.True(!await store.DeleteAsync(anew.Key, Sample.Id(1), cancellationToken).ConfigureAwait(false), "Another id was deleted.");
        Expect.Same(anew, await store.GetAsync(anew.Key, cancellationToken).ConfigureAwait(false));
        Expect.True(await store.DeleteAsync(anew.Key, anew.Id, cancellationToken).ConfigureAwait(false), "The record wasn't deleted.");
    }

    private static async Task DeleteIsComplete(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord record = await store.Insert(RoundTripCases.Full(1), cancellationToken).ConfigureAwait(false);
        ConnectionRecord other = await store.Insert(Sample.Record(2, record.Key with { Name = "other" }), cancellationToken).ConfigureAwait(false);
        TenantKey tenant = TenantKey.Of(record.Key);
        Expect.True(await store.DeleteAsync(record.Key, record.Id, cancellationToken).ConfigureAwait(false), "The record wasn't deleted.");
        Expect.True(!await store.DeleteAsync(record.Key, record.Id, cancellationToken).ConfigureAwait(false), "It was deleted twice.");
        Expect.True(await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false) is null, "It is still read.");
        Expect.Ids([other.Id], await store.ListAsync(tenant, new(), null, 10, cancellationToken).ConfigureAwait(false), "The list");
        Expect.Ids([other.Id], await store.ScanAsync(new(), null, 10, cancellationToken).ConfigureAwait(false), "The scan");
        Expect.Equal(1, await store.CountAsync(tenant, new(), cancellationToken).ConfigureAwait(false), "The count");
        Expect.Equal(0, await store.CountByGrantAsync(record.GrantHash!, cancellationToken).ConfigureAwait(false), "The count by grant");
        IReadOnlyDictionary<string, long> counts = await store.CountByKeyIdAsync(cancellationToken).ConfigureAwait(false);
        Expect.Equal(0, counts.GetValueOrDefault(record.KeyId), "The count by key id");
        foreach (WebhookSecretHash hash in record.WebhookSecretHashes)
        {
            ConnectionRecord? found = await store.FindByWebhookSecretAsync(hash.Hash, cancellationToken).ConfigureAwait(false);
            Expect.True(found is null, "Its webhook secret still finds it.");
        }

        await store.Insert(record, cancellationToken).ConfigureAwait(false);
        Expect.Same(record, await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false));
    }

    private static async Task Cancelled(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord record = await store.Insert(RoundTripCases.Full(1), cancellationToken).ConfigureAwait(false);
        ConnectionKey key = record.Key;
        TenantKey tenant = TenantKey.Of(key);
        DateTimeOffset now = Sample.Now;
        DateTimeOffset until = now.AddMinutes(1);
        var cancelled = new CancellationToken(canceled: true);
        (string Name, Func<Task> Call)[] calls =
        [
            ("GetAsync", async () => await store.GetAsync(key, cancelled).ConfigureAwait(false)),
            ("ListAsync", async () => await store.ListAsync(tenant, new(), null, 1, cancelled).ConfigureAwait(false)),
            ("CountAsync", async () => await store.CountAsync(tenant, new(), cancelled).ConfigureAwait(false)),
            ("InsertAsync", async () => await store.InsertAsync(Sample.Record(2), cancelled).ConfigureAwait(false)),
            ("UpdateAsync", async () => await store.UpdateAsync(record.Next(), cancelled).ConfigureAwait(false)),
            ("DeleteAsync", async () => await store.DeleteAsync(key, record.Id, cancelled).ConfigureAwait(false)),
            ("AcquireLeaseAsync", async () => await store.AcquireLeaseAsync(key, "a", now, until, cancelled).ConfigureAwait(false)),
            ("ReleaseLeaseAsync", async () => await store.ReleaseLeaseAsync(key, "a", cancelled).ConfigureAwait(false)),
            ("FindByWebhookSecretAsync", async () => await store.FindByWebhookSecretAsync("x", cancelled).ConfigureAwait(false)),
            ("ScanAsync", async () => await store.ScanAsync(new(), null, 1, cancelled).ConfigureAwait(false)),
            ("CountByKeyIdAsync", async () => await store.CountByKeyIdAsync(cancelled).ConfigureAwait(false)),
            ("CountByGrantAsync", async () => await store.CountByGrantAsync("x", cancelled).ConfigureAwait(false)),
            ("PutOnceAsync", async () => await store.PutOnceAsync("id", "x", until, cancelled).ConfigureAwait(false)),
            ("TakeOnceAsync", async () => await store.TakeOnceAsync("id", now, cancelled).ConfigureAwait(false)),
            ("ClaimAsync", async () => await store.ClaimAsync("id", "a", now, until, cancelled).ConfigureAwait(false)),
            ("CompleteClaimAsync", async () => await store.CompleteClaimAsync("id", "a", until, cancelled).ConfigureAwait(false)),
            ("ReleaseClaimAsync", async () => await store.ReleaseClaimAsync("id", "a", cancelled).ConfigureAwait(false)),
            ("SweepAsync", async () => await store.SweepAsync(now, cancelled).ConfigureAwait(false)),
        ];
        foreach ((string name, Func<Task> call) in calls)
        {
            await MustCancel(name, call).ConfigureAwait(false);
        }

        Expect.Same(record, await store.GetAsync(key, cancellationToken).ConfigureAwait(false));
        Expect.Ids([record.Id], await store.ScanAsync(new(), null, 10, cancellationToken).ConfigureAwait(false), "What is stored");
        long? fence = await store.AcquireLeaseAsync(key, "b", now, until, cancellationToken).ConfigureAwait(false);
        Expect.True(fence is not null, "A cancelled AcquireLeaseAsync took the lease.");
        bool put = await store.PutOnceAsync("id", "y", until, cancellationToken).ConfigureAwait(false);
        Expect.True(put, "A cancelled PutOnceAsync wrote its entry.");
        ClaimResult claim = await store.ClaimAsync("id", "b", now, until, cancellationToken).ConfigureAwait(false);
        Expect.Equal(ClaimResult.Claimed, claim, "The claim after a cancelled ClaimAsync");
    }

    private static async Task MustCancel(string name, Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw new StoreConformanceException($"{name} didn't heed its token.");
    }
}
