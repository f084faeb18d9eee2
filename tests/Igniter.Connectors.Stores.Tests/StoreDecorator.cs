namespace Igniter.Connectors.Stores.Tests;

/// <summary>Hands every call on to another store, so that a test changes the one it is about.</summary>
internal abstract class StoreDecorator(IConnectorStore inner) : IConnectorStore
{
    protected IConnectorStore Inner => inner;

    public virtual ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken) =>
        inner.GetAsync(key, cancellationToken);

    public virtual ValueTask<IReadOnlyList<ConnectionRecord>> ListAsync(
        TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
        inner.ListAsync(tenant, filter, afterId, limit, cancellationToken);

    public virtual ValueTask<long> CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken) =>
        inner.CountAsync(tenant, filter, cancellationToken);

    public virtual ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
        inner.InsertAsync(record, cancellationToken);

    public virtual ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
        inner.UpdateAsync(record, cancellationToken);

    public virtual ValueTask<bool> DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken) =>
        inner.DeleteAsync(key, id, cancellationToken);

    public virtual ValueTask<long?> AcquireLeaseAsync(
        ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        inner.AcquireLeaseAsync(key, owner, now, until, cancellationToken);

    public virtual ValueTask<bool> ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken) =>
        inner.ReleaseLeaseAsync(key, owner, cancellationToken);

    public virtual ValueTask<ConnectionRecord?> FindByWebhookSecretAsync(string hash, CancellationToken cancellationToken) =>
        inner.FindByWebhookSecretAsync(hash, cancellationToken);

    public virtual ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(
        ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
        inner.ScanAsync(filter, afterId, limit, cancellationToken);

    public virtual ValueTask<IReadOnlyDictionary<string, long>> CountByKeyIdAsync(CancellationToken cancellationToken) =>
        inner.CountByKeyIdAsync(cancellationToken);

    public virtual ValueTask<long> CountByGrantAsync(string grantHash, CancellationToken cancellationToken) =>
        inner.CountByGrantAsync(grantHash, cancellationToken);

    public virtual ValueTask<bool> PutOnceAsync(string id, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        inner.PutOnceAsync(id, value, expiresAt, cancellationToken);

    public virtual ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.TakeOnceAsync(id, now, cancellationToken);

    public virtual ValueTask<ClaimResult> ClaimAsync(
        string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        inner.ClaimAsync(id, owner, now, until, cancellationToken);

    public virtual ValueTask<bool> CompleteClaimAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken) =>
        inner.CompleteClaimAsync(id, owner, until, cancellationToken);

    public virtual ValueTask<bool> ReleaseClaimAsync(string id, string owner, CancellationToken cancellationToken) =>
        inner.ReleaseClaimAsync(id, owner, cancellationToken);

    public virtual ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) => inner.SweepAsync(now, cancellationToken);
}
