namespace Igniter.Connectors;

/// <summary>
/// The store as the engine uses it: reports what it does as events, and turns what it throws into
/// <see cref="ConnectorErrorCodes.ConnectorDatabaseFailed"/>.
/// </summary>
internal sealed class ObservedStore(IConnectorStore store, EventHub events)
{
    public ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken) =>
        ObserveAsync(
            key,
            key,
            static (store, key, token) => store.GetAsync(key, token),
            static (source, duration, _, record) => new AdapterGetEvent(source, duration, record is not null),
            cancellationToken);

    public ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
        ObserveAsync(
            record.Key,
            record,
            static (store, record, token) => store.InsertAsync(record, token),
            static (source, duration, record, inserted) => new AdapterUpsertEvent(source, duration, inserted, CountEncrypted(record)),
            cancellationToken);

    public ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
        ObserveAsync(
            record.Key,
            record,
            static (store, record, token) => store.UpdateAsync(record, token),
            static (source, duration, _, _) => new AdapterUpdateEvent(source, duration),
            cancellationToken);

    public ValueTask<bool> DeleteAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
        ObserveAsync(
            record.Key,
            record,
            static (store, record, token) => store.DeleteAsync(record.Key, record.Id, token),
            static (source, duration, _, _) => new AdapterDeleteEvent(source, duration),
            cancellationToken);

    public ValueTask<IReadOnlyList<ConnectionRecord>> ListAsync(
        TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
        ObserveAsync(
            new ConnectionKey(tenant.Scope, tenant.Identity, filter.Connector ?? "", filter.Name ?? ""),
            (tenant, filter, afterId, limit),
            static (store, page, token) => store.ListAsync(page.tenant, page.filter, page.afterId, page.limit, token),
            static (source, duration, _, records) => new AdapterListEvent(source, duration, records.Count),
            cancellationToken);

    public ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
        ObserveAsync(
            new ConnectionKey("", "", filter.Connector ?? "", filter.Name ?? ""),
            (filter, afterId, limit),
            static (store, page, token) => store.ScanAsync(page.filter, page.afterId, page.limit, token),
            static (source, duration, _, records) => new AdapterListEvent(source, duration, records.Count),
            cancellationToken);

    public ValueTask<long> CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken) =>
        ObserveAsync(
            new ConnectionKey(tenant.Scope, tenant.Identity, filter.Connector ?? "", filter.Name ?? ""),
            (tenant, filter),
            static (store, query, token) => store.CountAsync(query.tenant, query.filter, token),
            null,
            cancellationToken);

    private async ValueTask<TResult> ObserveAsync<TArgument, TResult>(
        ConnectionKey about,
        TArgument argument,
        Func<IConnectorStore, TArgument, CancellationToken, ValueTask<TResult>> call,
        Func<EventSource, TimeSpan, TArgument, TResult, ConnectorEvent>? describe,
        CancellationToken cancellationToken)
    {
        long? started = describe is not null && events.IsListening(about) ? events.Time.GetTimestamp() : null;
        TResult result;
        try
        {
            result = await call(store, argument, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw ConnectorErrors.StoreFailed(about, exception);
        }

        if (started is { } start)
        {
            ConnectorEvent done = describe!(events.SourceOf(about), events.Time.GetElapsedTime(start), argument, result);
            await events.PublishAsync(done).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>The caller's cancellation isn't a failure, and an error that already has a code keeps it.</summary>
    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is not ConnectorException && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private static int CountEncrypted(ConnectionRecord record) =>
        record.EncryptedPaths.Length == 0 ? 0 : record.EncryptedPaths.AsSpan().Count('\n') + 1;
}
