namespace Igniter.Connectors;

/// <summary>
/// The store as the engine uses it: reports what it does as events, and turns what it throws into
/// <see cref="ConnectorErrorCodes.ConnectorDatabaseFailed"/>.
/// </summary>
internal sealed class ObservedStore(IConnectorStore store, EventHub events) : IConnectorStore
{
    private static readonly ConnectionKey Everybody = new("", "", "", "");

    public ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken) =>
        ObserveAsync(
            key,
            key,
            static (store, key, token) => store.GetAsync(key, token),
            static (origin, duration, _, record) => new AdapterGetEvent(origin, duration, record is not null),
            cancellationToken);

    public ValueTask<IReadOnlyList<ConnectionRecord>> ListAsync(
        TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
        ObserveAsync(
            KeyOf(tenant, filter),
            (tenant, filter, afterId, limit),
            static (store, page, token) => store.ListAsync(page.tenant, page.filter, page.afterId, page.limit, token),
            static (origin, duration, _, records) => new AdapterListEvent(origin, duration, records.Count),
            cancellationToken);

    public ValueTask<long> CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken) =>
        GuardAsync(
            KeyOf(tenant, filter), (tenant, filter), static (store, query, token) => store.CountAsync(query.tenant, query.filter, token), cancellationToken);

    public ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
        ObserveAsync(
            record.Key,
            record,
            static (store, record, token) => store.InsertAsync(record, token),
            static (origin, duration, record, inserted) => new AdapterUpsertEvent(origin, duration, inserted, CountEncrypted(record)),
            cancellationToken);

    public ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
        ObserveAsync(
            record.Key,
            record,
            static (store, record, token) => store.UpdateAsync(record, token),
            static (origin, duration, _, _) => new AdapterUpdateEvent(origin, duration),
            cancellationToken);

    public ValueTask<bool> DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken) =>
        ObserveAsync(
            key,
            (key, id),
            static (store, it, token) => store.DeleteAsync(it.key, it.id, token),
            static (origin, duration, _, _) => new AdapterDeleteEvent(origin, duration),
            cancellationToken);

    public ValueTask<long?> AcquireLeaseAsync(
        ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        GuardAsync(
            key,
            (key, owner, now, until),
            static (store, it, token) => store.AcquireLeaseAsync(it.key, it.owner, it.now, it.until, token),
            cancellationToken);

    public ValueTask<bool> ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken) =>
        GuardAsync(key, (key, owner), static (store, it, token) => store.ReleaseLeaseAsync(it.key, it.owner, token), cancellationToken);

    public ValueTask<ConnectionRecord?> FindByWebhookSecretAsync(string hash, CancellationToken cancellationToken) =>
        GuardAsync(Everybody, hash, static (store, hash, token) => store.FindByWebhookSecretAsync(hash, token), cancellationToken);

    public ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
        ObserveAsync(
            Everybody with { Connector = filter.Connector ?? "", Name = filter.Name ?? "" },
            (filter, afterId, limit),
            static (store, page, token) => store.ScanAsync(page.filter, page.afterId, page.limit, token),
            static (origin, duration, _, records) => new AdapterListEvent(origin, duration, records.Count),
            cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, long>> CountByKeyIdAsync(CancellationToken cancellationToken) =>
        GuardAsync(Everybody, 0, static (store, _, token) => store.CountByKeyIdAsync(token), cancellationToken);

    public ValueTask<long> CountByGrantAsync(string grantHash, CancellationToken cancellationToken) =>
        GuardAsync(Everybody, grantHash, static (store, grantHash, token) => store.CountByGrantAsync(grantHash, token), cancellationToken);

    public ValueTask<bool> PutOnceAsync(string id, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        GuardAsync(
            Everybody, (id, value, expiresAt), static (store, it, token) => store.PutOnceAsync(it.id, it.value, it.expiresAt, token), cancellationToken);

    public ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        GuardAsync(Everybody, (id, now), static (store, it, token) => store.TakeOnceAsync(it.id, it.now, token), cancellationToken);

    public ValueTask<ClaimResult> ClaimAsync(
        string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        GuardAsync(
            Everybody, (id, owner, now, until), static (store, it, token) => store.ClaimAsync(it.id, it.owner, it.now, it.until, token), cancellationToken);

    public ValueTask<bool> CompleteClaimAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken) =>
        GuardAsync(
            Everybody, (id, owner, until), static (store, it, token) => store.CompleteClaimAsync(it.id, it.owner, it.until, token), cancellationToken);

    public ValueTask<bool> ReleaseClaimAsync(string id, string owner, CancellationToken cancellationToken) =>
        GuardAsync(Everybody, (id, owner), static (store, it, token) => store.ReleaseClaimAsync(it.id, it.owner, token), cancellationToken);

    public ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        GuardAsync(Everybody, now, static (store, now, token) => store.SweepAsync(now, token), cancellationToken);

    private async ValueTask<TResult> ObserveAsync<TArgument, TResult>(
        ConnectionKey about,
        TArgument argument,
        Func<IConnectorStore, TArgument, CancellationToken, ValueTask<TResult>> call,
        Func<EventOrigin, TimeSpan, TArgument, TResult, AdapterEvent> describe,
        CancellationToken cancellationToken)
    {
        if (!events.IsListening(about))
        {
            return await GuardAsync(about, argument, call, cancellationToken).ConfigureAwait(false);
        }

        long started = events.Time.GetTimestamp();
        TResult result = await GuardAsync(about, argument, call, cancellationToken).ConfigureAwait(false);
        await events.PublishAsync(describe(events.OriginOf(about), events.Time.GetElapsedTime(started), argument, result)).ConfigureAwait(false);
        return result;
    }

    private async ValueTask<TResult> GuardAsync<TArgument, TResult>(
        ConnectionKey about,
        TArgument argument,
        Func<IConnectorStore, TArgument, CancellationToken, ValueTask<TResult>> call,
        CancellationToken cancellationToken)
    {
        try
        {
            return await call(store, argument, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw ConnectorErrors.StoreFailed(about, exception);
        }
    }

    /// <summary>The caller's cancellation isn't a failure, and an error that already has a code keeps it.</summary>
    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is not ConnectorException && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private static ConnectionKey KeyOf(TenantKey tenant, ConnectionFilter filter) =>
        new(tenant.Scope, tenant.Identity, filter.Connector ?? "", filter.Name ?? "");

    private static int CountEncrypted(ConnectionRecord record) =>
        record.EncryptedPaths.Length == 0 ? 0 : record.EncryptedPaths.AsSpan().Count(JsonPointer.ListSeparator) + 1;
}
