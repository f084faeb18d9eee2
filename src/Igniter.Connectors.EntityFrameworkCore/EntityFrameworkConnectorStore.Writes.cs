using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Igniter.Connectors.EntityFrameworkCore;

/// <content>Inserting, replacing and deleting connections, and their leases.</content>
internal sealed partial class EntityFrameworkConnectorStore<TContext>
{
    /// <inheritdoc/>
    public async ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        try
        {
            TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
            await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
            context.Add(record.ToRow());
            context.AddRange(record.ToSecretRows());
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateException)
        {
            // Each database names a broken unique index differently, so whether that was it is read from the table.
            if (await GetAsync(record.Key, cancellationToken).ConfigureAwait(false) is null)
            {
                throw;
            }

            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        ConnectionRow row = record.ToRow();
        long expected = record.Version - 1;
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        IQueryable<ConnectionRow> stored = context.Set<ConnectionRow>()
            .Where(candidate => candidate.KeyHash == row.KeyHash && candidate.Id == row.Id && candidate.Version == expected);

        // Nearly every update leaves the webhook secrets alone, and is one statement then.
        if (await stored.Where(candidate => candidate.WebhookSecretHashes == row.WebhookSecretHashes)
                .ExecuteUpdateAsync(setters => Set(setters, row), cancellationToken).ConfigureAwait(false) == 1)
        {
            return true;
        }

        return await context.Database.CreateExecutionStrategy()
            .ExecuteAsync(token => UpdateWithSecretsAsync(context, stored, record, row, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken = default)
    {
        string keyHash = key.Hash;
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        return await context.Set<ConnectionRow>()
            .Where(row => row.KeyHash == keyHash && row.Id == id)
            .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public async ValueTask<long?> AcquireLeaseAsync(
        ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        string keyHash = key.Hash;
        string token = RowMapping.HashOf(owner);
        DateTime present = now.UtcDateTime;
        DateTime end = until.UtcDateTime;
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        IQueryable<ConnectionRow> connection = context.Set<ConnectionRow>().Where(row => row.KeyHash == keyHash);
        int taken = await connection
            .Where(row => row.LeaseOwner == null || row.LeaseOwner == token || row.LeaseUntil <= present)
            .ExecuteUpdateAsync(
                setters => setters
                    .SetProperty(row => row.LeaseFence, row => row.LeaseOwner == token && row.LeaseUntil > present ? row.LeaseFence : row.LeaseFence + 1)
                    .SetProperty(row => row.LeaseOwner, token)
                    .SetProperty(row => row.LeaseUntil, end),
                cancellationToken).ConfigureAwait(false);
        return taken == 1
            ? await connection.Where(row => row.LeaseOwner == token).Select(row => (long?)row.LeaseFence)
                .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken = default)
    {
        string keyHash = key.Hash;
        string token = RowMapping.HashOf(owner);
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        return await context.Set<ConnectionRow>()
            .Where(row => row.KeyHash == keyHash && row.LeaseOwner == token)
            .ExecuteUpdateAsync(
                setters => setters.SetProperty(row => row.LeaseOwner, (string?)null).SetProperty(row => row.LeaseUntil, (DateTime?)null),
                cancellationToken).ConfigureAwait(false) == 1;
    }

    private static async Task<bool> UpdateWithSecretsAsync(
        TContext context, IQueryable<ConnectionRow> stored, ConnectionRecord record, ConnectionRow row, CancellationToken cancellationToken)
    {
        context.ChangeTracker.Clear();
        IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = transaction.ConfigureAwait(false);
        if (await stored.ExecuteUpdateAsync(setters => Set(setters, row), cancellationToken).ConfigureAwait(false) == 0)
        {
            return false;
        }

        await context.Set<WebhookSecretRow>().Where(secret => secret.ConnectionId == row.Id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.AddRange(record.ToSecretRows());
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>All columns that a record has; the lease is apart, so that a write can't give it back or take it.</summary>
    private static void Set(UpdateSettersBuilder<ConnectionRow> setters, ConnectionRow row) => setters
        .SetProperty(stored => stored.Enabled, row.Enabled)
        .SetProperty(stored => stored.Status, row.Status)
        .SetProperty(stored => stored.Config, row.Config)
        .SetProperty(stored => stored.EncryptedPaths, row.EncryptedPaths)
        .SetProperty(stored => stored.Tokens, row.Tokens)
        .SetProperty(stored => stored.WebhookSecret, row.WebhookSecret)
        .SetProperty(stored => stored.WebhookSecretHashes, row.WebhookSecretHashes)
        .SetProperty(stored => stored.WebhookReceivedAt, row.WebhookReceivedAt)
        .SetProperty(stored => stored.WebhookEventType, row.WebhookEventType)
        .SetProperty(stored => stored.WebhookSucceeded, row.WebhookSucceeded)
        .SetProperty(stored => stored.KeyId, row.KeyId)
        .SetProperty(stored => stored.RefreshDueAt, row.RefreshDueAt)
        .SetProperty(stored => stored.GrantHash, row.GrantHash)
        .SetProperty(stored => stored.Version, row.Version)
        .SetProperty(stored => stored.CreatedAt, row.CreatedAt)
        .SetProperty(stored => stored.UpdatedAt, row.UpdatedAt);
}
