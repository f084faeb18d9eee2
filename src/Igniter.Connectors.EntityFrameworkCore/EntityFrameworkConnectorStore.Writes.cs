using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
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
                if (await _replace.ExecuteAsync(context, row, sameSecrets: true, token).ConfigureAwait(false))
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

    private async Task<bool> ReplaceWithSecretsAsync(
        TContext context, ConnectionRecord record, ConnectionRow row, CancellationToken cancellationToken)
    {
        IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = transaction.ConfigureAwait(false);
        if (!await _replace.ExecuteAsync(context, row, sameSecrets: false, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await context.Set<WebhookSecretRow>().Where(secret => secret.ConnectionId == row.Id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        context.AddRange(record.ToSecretRows());
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static Task<Stamp?> StampAsync(TContext context, ConnectionRow row, CancellationToken cancellationToken) =>
        context.Set<ConnectionRow>()
            .Where(stored => stored.KeyHash == row.KeyHash)
            .Select(stored => new Stamp(stored.Id, stored.Version, stored.WriteId))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Who wrote a row last.</summary>
    private sealed record Stamp(string Id, long Version, Guid WriteId);
}
