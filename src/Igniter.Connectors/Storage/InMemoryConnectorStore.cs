using System.Collections.Concurrent;

namespace Igniter.Connectors;

/// <summary>
/// Keeps everything in this process's memory: for tests, samples and programs whose connections needn't outlive them. Reading one connection takes
/// no lock; all else takes one short lock.
/// </summary>
public sealed class InMemoryConnectorStore : IConnectorStore
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<ConnectionKey, InMemoryConnection> _connections = new();
    private readonly ConcurrentDictionary<string, InMemoryConnection> _byWebhookHash = new(StringComparer.Ordinal);
    private readonly Dictionary<TenantKey, InMemoryConnectionList> _byTenant = [];
    private readonly InMemoryConnectionList _all = new();
    private readonly InMemoryWork _work = new();

    /// <inheritdoc/>
    public ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ConnectionRecord?>(cancellationToken);
        }

        return new(_connections.TryGetValue(key, out InMemoryConnection? connection) ? connection.Record : null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ConnectionRecord>> ListAsync(
        TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default) =>
        Run(
            (tenant, filter, afterId, limit),
            static (store, page) => store._byTenant.TryGetValue(page.tenant, out InMemoryConnectionList? connections)
                ? connections.Page(page.filter.Matches, page.afterId, page.limit)
                : [],
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken = default) =>
        Run(
            (tenant, filter),
            static (store, query) => store._byTenant.TryGetValue(query.tenant, out InMemoryConnectionList? connections) ? connections.Count(query.filter.Matches) : 0,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Run(record, static (store, record) => store.Insert(record), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Run(record, static (store, record) => store.Update(record), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken = default) =>
        Run((key, id), static (store, it) => store.Delete(it.key, it.id), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long?> AcquireLeaseAsync(
        ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        Run(
            (key, owner, now, until),
            static (store, it) => store._connections.TryGetValue(it.key, out InMemoryConnection? connection)
                ? connection.AcquireLease(it.owner, it.now, it.until)
                : null,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken = default) =>
        Run(
            (key, owner),
            static (store, it) => store._connections.TryGetValue(it.key, out InMemoryConnection? connection) && connection.ReleaseLease(it.owner),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConnectionRecord?> FindByWebhookSecretAsync(string hash, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ConnectionRecord?>(cancellationToken);
        }

        ConnectionRecord? record = _byWebhookHash.TryGetValue(hash, out InMemoryConnection? connection) ? connection.Record : null;

        // Between the two reads the hash may have been taken off the record.
        return new(record is not null && HasHash(record, hash) ? record : null);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(
        ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default) =>
        Run((filter, afterId, limit), static (store, page) => store._all.Page(page.filter.Matches, page.afterId, page.limit), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, long>> CountByKeyIdAsync(CancellationToken cancellationToken = default) =>
        Run(0, static (store, _) => store._all.CountByKeyId(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> CountByGrantAsync(string grantHash, CancellationToken cancellationToken = default) =>
        Run(grantHash, static (store, hash) => store._all.Count(record => record.GrantHash == hash), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> PutOnceAsync(string id, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
        Run((id, value, expiresAt), static (store, it) => store._work.Put(it.id, it.value, it.expiresAt), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        Run((id, now), static (store, it) => store._work.Take(it.id, it.now), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ClaimResult> ClaimAsync(
        string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        Run((id, owner, now, until), static (store, it) => store._work.Claim(it.id, it.owner, it.now, it.until), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> CompleteClaimAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        Run((id, owner, until), static (store, it) => store._work.Complete(it.id, it.owner, it.until), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseClaimAsync(string id, string owner, CancellationToken cancellationToken = default) =>
        Run((id, owner), static (store, it) => store._work.Release(it.id, it.owner), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        Run(now, static (store, now) => store._work.Sweep(now), cancellationToken);

    private static bool HasHash(ConnectionRecord record, string hash)
    {
        for (int i = 0; i < record.WebhookSecretHashes.Count; i++)
        {
            if (record.WebhookSecretHashes[i].Hash == hash)
            {
                return true;
            }
        }

        return false;
    }

    private ValueTask<T> Run<TArgument, T>(TArgument argument, Func<InMemoryConnectorStore, TArgument, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        lock (_gate)
        {
            return new(work(this, argument));
        }
    }

    private bool Insert(ConnectionRecord record)
    {
        if (_connections.ContainsKey(record.Key))
        {
            return false;
        }

        var connection = new InMemoryConnection(record);
        ThrowIfTaken(record, owner: null);
        _all.Add(connection);
        TenantKey tenant = TenantKey.Of(record.Key);
        if (!_byTenant.TryGetValue(tenant, out InMemoryConnectionList? connections))
        {
            _byTenant[tenant] = connections = new();
        }

        connections.Add(connection);
        AddHashes(connection);
        _connections[record.Key] = connection;
        return true;
    }

    private bool Update(ConnectionRecord record)
    {
        if (!_connections.TryGetValue(record.Key, out InMemoryConnection? connection)
            || connection.Record.Id != record.Id
            || connection.Record.Version != record.Version - 1)
        {
            return false;
        }

        ThrowIfTaken(record, connection);
        foreach (WebhookSecretHash old in connection.Record.WebhookSecretHashes)
        {
            if (!HasHash(record, old.Hash))
            {
                _byWebhookHash.TryRemove(old.Hash, out _);
            }
        }

        connection.Record = record;
        AddHashes(connection);
        return true;
    }

    private bool Delete(ConnectionKey key, string id)
    {
        if (!_connections.TryGetValue(key, out InMemoryConnection? connection) || connection.Record.Id != id)
        {
            return false;
        }

        _connections.TryRemove(key, out _);
        foreach (WebhookSecretHash old in connection.Record.WebhookSecretHashes)
        {
            _byWebhookHash.TryRemove(old.Hash, out _);
        }

        _all.Remove(id);
        TenantKey tenant = TenantKey.Of(key);
        InMemoryConnectionList connections = _byTenant[tenant];
        connections.Remove(id);
        if (connections.IsEmpty)
        {
            _byTenant.Remove(tenant);
        }

        return true;
    }

    private void ThrowIfTaken(ConnectionRecord record, InMemoryConnection? owner)
    {
        if (owner is null && _all.Contains(record.Id))
        {
            throw new InvalidOperationException("Another connection has this id.");
        }

        foreach (WebhookSecretHash hash in record.WebhookSecretHashes)
        {
            if (_byWebhookHash.TryGetValue(hash.Hash, out InMemoryConnection? other) && other != owner)
            {
                throw new InvalidOperationException("Another connection has this webhook secret.");
            }
        }
    }

    private void AddHashes(InMemoryConnection connection)
    {
        foreach (WebhookSecretHash hash in connection.Record.WebhookSecretHashes)
        {
            _byWebhookHash[hash.Hash] = connection;
        }
    }
}
