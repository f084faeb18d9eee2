namespace Igniter.Connectors.AspNetCore.Tests;

/// <summary>A store whose server is gone.</summary>
internal sealed class BrokenStore(string message) : IConnectorStore
{
    public ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<IReadOnlyList<ConnectionRecord>> ListAsync(TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<long> CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<bool> DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<long?> AcquireLeaseAsync(ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<bool> ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<ConnectionRecord?> FindByWebhookSecretAsync(string hash, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<IReadOnlyDictionary<string, long>> CountByKeyIdAsync(CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<long> CountByGrantAsync(string grantHash, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<bool> PutOnceAsync(string id, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<ClaimResult> ClaimAsync(string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<bool> CompleteClaimAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<bool> ReleaseClaimAsync(string id, string owner, CancellationToken cancellationToken = default) => throw Failure();

    public ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken = default) => throw Failure();

    private InvalidOperationException Failure() => new(message);
}
