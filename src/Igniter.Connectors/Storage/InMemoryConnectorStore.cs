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
            () => _byTenant.TryGetValue(tenant, out InMemoryConnectionList? connections)
                ? connections.Page(filter.Matches, afterId, limit)
                : [],
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken = default) =>
        Run(
            () => _byTenant.TryGetValue(tenant, out InMemoryConnectionList? connections) ? connections.Count(filter.Matches) : 0,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Run(() => Insert(record), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Run(() => Update(record), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken = default) =>
        Run(() => Delete(key, id), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long?> AcquireLeaseAsync(
        ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        Run(
            () => _connections.TryGetValue(key, out InMemoryConnection? connection) ? connection.AcquireLease(owner, now, until) : null,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken = default) =>
        Run(
            () => _connections.TryGetValue(key, out InMemoryConnection? connection) && connection.ReleaseLease(owner),
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
        Run(() => _all.Page(filter.Matches, afterId, limit), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, long>> CountByKeyIdAsync(CancellationToken cancellationToken = default) =>
        Run(_all.CountByKeyId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> CountByGrantAsync(string grantHash, CancellationToken cancellationToken = default) =>
        Run(() => _all.Count(record => record.GrantHash == grantHash), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> PutOnceAsync(string id, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
        Run(() => _work.Put(id, value, expiresAt), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        Run(() => _work.Take(id, now), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ClaimResult> ClaimAsync(
        string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        Run(() => _work.Claim(id, owner, now, until), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> CompleteClaimAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        Run(() => _work.Complete(id, owner, until), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseClaimAsync(string id, string owner, CancellationToken cancellationToken = default) =>
        Run(() => _work.Release(id, owner), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        Run(() => _work.Sweep(now), cancellationToken);

    private static bool HasHash(ConnectionRecord record, string hash)
    {
        foreach (WebhookSecretHash candidate in record.WebhookSecretHashes)
        {
            if (candidate.Hash == hash)
            {
                return true;
            }
        }

        return false;
    }

    private ValueTask<T> Run<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        lock (_gate)
        {
            return new(work());
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
