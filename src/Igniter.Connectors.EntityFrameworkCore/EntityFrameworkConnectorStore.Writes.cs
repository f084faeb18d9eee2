using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Igniter.Connectors.EntityFrameworkCore;

/// <content>Inserting, replacing and deleting connections.</content>
internal sealed partial class EntityFrameworkConnectorStore<TContext>
{
    /// <inheritdoc/>
    public async ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        ConnectionRow row = record.ToRow();
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        return await context.WriteAsync(
            (again, token) => context.InsertAsync(
                [row, .. record.ToSecretRows()],
                async () => await StampAsync(context, row, token).ConfigureAwait(false) is { } stored

                    // After a lost acknowledgement it may be its own: an id is made for one insert.
                    ? again && stored.Id == row.Id
                    : null,
                token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        ConnectionRow row = record.ToRow();
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        return await context.WriteAsync(
            async (again, token) =>
            {
                // Nearly every update leaves the webhook secrets alone, and is one statement then.
                if (await TryReplaceAsync(context, row, token).ConfigureAwait(false))
                {
                    return true;
                }

                Stamp? stored = await StampAsync(context, row, token).ConfigureAwait(false);
                if (stored?.Id != row.Id)
                {
                    return false;
                }

                if (stored.Version == row.Version - 1)
                {
                    return await ReplaceWithSecretsAsync(context, record, row, token).ConfigureAwait(false);
                }

                // Somebody else has replaced the version before or, after a lost acknowledgement, perhaps this write has.
                return stored.WriteId == row.WriteId || (again && stored.Version > row.Version ? throw Attempts.Unknown() : false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken = default)
    {
        byte[] keyHash = RowMapping.HashOf(key);
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        IQueryable<ConnectionRow> connection = context.Set<ConnectionRow>().Where(row => row.KeyHash == keyHash && row.Id == id);
        return await context.ChangeOneAsync(token => connection.ExecuteDeleteAsync(token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces the row if it is the version before and has the same webhook secrets: its concurrency tokens.</summary>
    private static async Task<bool> TryReplaceAsync(TContext context, ConnectionRow row, CancellationToken cancellationToken)
    {
        // All columns are said to have changed, so looking for changes would find nothing more.
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        EntityEntry<ConnectionRow> entry = context.Entry(row);
        entry.State = EntityState.Modified;
        entry.Property(stored => stored.Version).OriginalValue = row.Version - 1;
        try
        {
            await context.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            context.ChangeTracker.Clear();
            return false;
        }
    }

    private static async Task<bool> ReplaceWithSecretsAsync(
        TContext context, ConnectionRecord record, ConnectionRow row, CancellationToken cancellationToken)
    {
        IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = transaction.ConfigureAwait(false);
        if (await Replaceable(context, row).ExecuteUpdateAsync(setters => Set(setters, row), cancellationToken).ConfigureAwait(false) == 0)
        {
            return false;
        }

        await context.Set<WebhookSecretRow>().Where(secret => secret.ConnectionId == row.Id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.AddRange(record.ToSecretRows());
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The stored row while it is the version before.</summary>
    private static IQueryable<ConnectionRow> Replaceable(TContext context, ConnectionRow row)
    {
        long expected = row.Version - 1;
        return context.Set<ConnectionRow>().Where(stored => stored.KeyHash == row.KeyHash && stored.Id == row.Id && stored.Version == expected);
    }

    private static Task<Stamp?> StampAsync(TContext context, ConnectionRow row, CancellationToken cancellationToken) =>
        context.Set<ConnectionRow>()
            .Where(stored => stored.KeyHash == row.KeyHash)
            .Select(stored => new Stamp(stored.Id, stored.Version, stored.WriteId))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>All columns that a record has; the lease is apart, so that a write can't give it back or take it.</summary>
    private static void Set(UpdateSettersBuilder<ConnectionRow> setters, ConnectionRow row) => setters
        .SetProperty(stored => stored.Enabled, row.Enabled)
        .SetProperty(stored => stored.Status, row.Status)
        .SetProperty(stored => stored.Config, row.Config)
        .SetProperty(stored => stored.EncryptedPaths, row.EncryptedPaths)
        .SetProperty(stored => stored.Tokens, row.Tokens)
        .SetProperty(stored => stored.GrantInfo, row.GrantInfo)
        .SetProperty(stored => stored.WebhookSecret, row.WebhookSecret)
        .SetProperty(stored => stored.WebhookSecretHashes, row.WebhookSecretHashes)
        .SetProperty(stored => stored.WebhookReceivedAt, row.WebhookReceivedAt)
        .SetProperty(stored => stored.WebhookEventType, row.WebhookEventType)
        .SetProperty(stored => stored.WebhookSucceeded, row.WebhookSucceeded)
        .SetProperty(stored => stored.KeyId, row.KeyId)
        .SetProperty(stored => stored.RefreshDueAt, row.RefreshDueAt)
        .SetProperty(stored => stored.GrantHash, row.GrantHash)
        .SetProperty(stored => stored.Version, row.Version)
        .SetProperty(stored => stored.WriteId, row.WriteId)
        .SetProperty(stored => stored.CreatedAt, row.CreatedAt)
        .SetProperty(stored => stored.UpdatedAt, row.UpdatedAt);

    /// <summary>Who wrote a row last.</summary>
    private sealed record Stamp(string Id, long Version, Guid WriteId);
}
