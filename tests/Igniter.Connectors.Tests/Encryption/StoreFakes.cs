namespace Igniter.Connectors.Tests.Encryption;

/// <summary>The store as a process sees it that is killed right after a write.</summary>
internal sealed class InterruptedStore(IConnectorStore inner, int updates) : StoreDecorator(inner)
{
    private int _left = updates;

    public override async ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        bool updated = await base.UpdateAsync(record, cancellationToken);
        return --_left > 0 ? updated : throw new IOException("Killed.");
    }
}

/// <summary>A store in which somebody else always writes first.</summary>
internal sealed class ContestedStore(IConnectorStore inner) : StoreDecorator(inner)
{
    /// <summary>What the other one does; by default it only counts the version up.</summary>
    public Func<Task>? OnUpdate { get; init; }

    public override async ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        if (OnUpdate is not null)
        {
            await OnUpdate();
        }
        else if (await GetAsync(record.Key, cancellationToken) is { } stored)
        {
            await base.UpdateAsync(stored with { Version = stored.Version + 1 }, cancellationToken);
        }

        return await base.UpdateAsync(record, cancellationToken);
    }
}

/// <summary>Passes everything that re-encryption needs on.</summary>
internal abstract class StoreDecorator(IConnectorStore inner) : IConnectorStore
{
    public ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken = default) => inner.GetAsync(key, cancellationToken);

    public virtual ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken = default) => inner.UpdateAsync(record, cancellationToken);

    public ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default) =>
        inner.ScanAsync(filter, afterId, limit, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, long>> CountByKeyIdAsync(CancellationToken cancellationToken = default) => inner.CountByKeyIdAsync(cancellationToken);

    ValueTask<IReadOnlyList<ConnectionRecord>> IConnectorStore.ListAsync(TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    ValueTask<long> IConnectorStore.CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<bool> IConnectorStore.InsertAsync(ConnectionRecord record, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<bool> IConnectorStore.DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<long?> IConnectorStore.AcquireLeaseAsync(ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    ValueTask<bool> IConnectorStore.ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<ConnectionRecord?> IConnectorStore.FindByWebhookSecretAsync(string hash, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<long> IConnectorStore.CountByGrantAsync(string grantHash, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<bool> IConnectorStore.PutOnceAsync(string id, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<string?> IConnectorStore.TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<ClaimResult> IConnectorStore.ClaimAsync(string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    ValueTask<bool> IConnectorStore.CompleteClaimAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<bool> IConnectorStore.ReleaseClaimAsync(string id, string owner, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<long> IConnectorStore.SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();
}
