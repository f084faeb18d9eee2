namespace Igniter.Connectors.Tests.Engine;

/// <summary>A store in memory that notes what is asked of it, and lets a test step in.</summary>
internal sealed class RecordingStore(List<string>? calls = null) : IConnectorStore, IDisposable
{
    private readonly InMemoryConnectorStore _inner = new();

    public List<string> Calls { get; } = calls ?? [];

    /// <summary>Runs before each operation; may throw.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs before each update with the record; <see langword="false"/> loses the update.</summary>
    public Func<ConnectionRecord, Task<bool>> BeforeUpdate { get; set; } = _ => Task.FromResult(true);

    /// <summary>The keys and tenants that operations were about.</summary>
    public List<object> Subjects { get; } = [];

    public InMemoryConnectorStore Inner => _inner;

    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;

    public async ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken = default)
    {
        await NoteAsync("get", key);
        return await _inner.GetAsync(key, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ConnectionRecord>> ListAsync(
        TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default)
    {
        await NoteAsync($"list {limit}", tenant);
        return await _inner.ListAsync(tenant, filter, afterId, limit, cancellationToken);
    }

    public async ValueTask<long> CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken = default)
    {
        await NoteAsync("count", tenant);
        return await _inner.CountAsync(tenant, filter, cancellationToken);
    }

    public async ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        await NoteAsync("insert", record.Key);
        return await _inner.InsertAsync(record, cancellationToken);
    }

    public async ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        await NoteAsync("update", record.Key);
        return await BeforeUpdate(record) && await _inner.UpdateAsync(record, cancellationToken);
    }

    public async ValueTask<bool> DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken = default)
    {
        await NoteAsync("delete", key);
        return await _inner.DeleteAsync(key, id, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(
        ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default)
    {
        await NoteAsync("scan", filter);
        return await _inner.ScanAsync(filter, afterId, limit, cancellationToken);
    }

    public ValueTask<long?> AcquireLeaseAsync(
        ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        _inner.AcquireLeaseAsync(key, owner, now, until, cancellationToken);

    public ValueTask<bool> ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken = default) =>
        _inner.ReleaseLeaseAsync(key, owner, cancellationToken);

    public async ValueTask<ConnectionRecord?> FindByWebhookSecretAsync(string hash, CancellationToken cancellationToken = default)
    {
        await NoteAsync("find", hash);
        return await _inner.FindByWebhookSecretAsync(hash, cancellationToken);
    }

    public async ValueTask<IReadOnlyDictionary<string, long>> CountByKeyIdAsync(CancellationToken cancellationToken = default)
    {
        await NoteAsync("countByKeyId", "");
        return await _inner.CountByKeyIdAsync(cancellationToken);
    }

    public ValueTask<long> CountByGrantAsync(string grantHash, CancellationToken cancellationToken = default) =>
        _inner.CountByGrantAsync(grantHash, cancellationToken);

    public async ValueTask<bool> PutOnceAsync(string id, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        await NoteAsync("putOnce", id + " " + value);
        return await _inner.PutOnceAsync(id, value, expiresAt, cancellationToken);
    }

    public ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        _inner.TakeOnceAsync(id, now, cancellationToken);

    public async ValueTask<ClaimResult> ClaimAsync(
        string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        await NoteAsync("claim", id);
        return await _inner.ClaimAsync(id, owner, now, until, cancellationToken);
    }

    public async ValueTask<bool> CompleteClaimAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        await NoteAsync("complete", id);
        return await _inner.CompleteClaimAsync(id, owner, until, cancellationToken);
    }

    public async ValueTask<bool> ReleaseClaimAsync(string id, string owner, CancellationToken cancellationToken = default)
    {
        await NoteAsync("release", id);
        return await _inner.ReleaseClaimAsync(id, owner, cancellationToken);
    }

    public async ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        await NoteAsync("sweep", now);
        return await _inner.SweepAsync(now, cancellationToken);
    }

    private Task NoteAsync(string call, object subject)
    {
        lock (Calls)
        {
            Calls.Add(call);
            Subjects.Add(subject);
        }

        return Before(call);
    }
}
