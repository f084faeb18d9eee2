using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Igniter.Connectors.EntityFrameworkCore;

/// <content>Leases: three columns of a connection that no other write touches.</content>
internal sealed partial class EntityFrameworkConnectorStore<TContext>
{
    /// <inheritdoc/>
    public async ValueTask<long?> AcquireLeaseAsync(
        ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        byte[] keyHash = RowMapping.HashOf(key);
        byte[] token = RowMapping.HashOf(owner);
        DateTime present = now.UtcDateTime;
        DateTime end = until.UtcDateTime;
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);

        // An owner that repeats it after a lost acknowledgement finds the lease its own, with the same number.
        int taken = await context.Set<ConnectionRow>()
            .Where(row => row.KeyHash == keyHash && (row.LeaseOwner == null || row.LeaseOwner == token || row.LeaseUntil <= present))
            .ExecuteUpdateAsync(
                setters => setters
                    .SetProperty(row => row.LeaseFence, row => row.LeaseOwner == token && row.LeaseUntil > present ? row.LeaseFence : row.LeaseFence + 1)
                    .SetProperty(row => row.LeaseOwner, token)
                    .SetProperty(row => row.LeaseUntil, end),
                cancellationToken).ConfigureAwait(false);
        return taken == 1 ? await _fence(context, keyHash, token, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken = default)
    {
        byte[] keyHash = RowMapping.HashOf(key);
        byte[] token = RowMapping.HashOf(owner);
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        IQueryable<ConnectionRow> held = context.Set<ConnectionRow>().Where(row => row.KeyHash == keyHash && row.LeaseOwner == token);
        return await context.ChangeOneAsync(
            cancellation => held.ExecuteUpdateAsync(
                setters => setters.SetProperty(row => row.LeaseOwner, (byte[]?)null).SetProperty(row => row.LeaseUntil, (DateTime?)null),
                cancellation),
            cancellationToken).ConfigureAwait(false);
    }
}
