using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Igniter.Connectors.EntityFrameworkCore;

/// <content>One-time entries and claims.</content>
internal sealed partial class EntityFrameworkConnectorStore<TContext>
{
    /// <inheritdoc/>
    public async ValueTask<bool> PutOnceAsync(string id, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        OneTimeRow row = new() { IdHash = RowMapping.HashOf(id), Value = value, ExpiresAt = expiresAt.UtcDateTime };
        return await TryAddAsync(row, entry => entry.IdHash == row.IdHash, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        string idHash = RowMapping.HashOf(id);
        DateTime present = now.UtcDateTime;
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        IQueryable<OneTimeRow> entry = context.Set<OneTimeRow>().AsNoTracking().Where(row => row.IdHash == idHash);
        OneTimeRow? found = await entry.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);

        // Of all that have read it, the one whose statement deletes it has taken it; an expired one is deleted and given to nobody.
        return found is not null
            && await entry.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) == 1
            && found.ExpiresAt > present
            ? found.Value
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<ClaimResult> ClaimAsync(
        string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        string idHash = RowMapping.HashOf(id);
        string token = RowMapping.HashOf(owner);
        DateTime present = now.UtcDateTime;
        DateTime end = until.UtcDateTime;
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        IQueryable<ClaimRow> claim = context.Set<ClaimRow>().AsNoTracking().Where(row => row.IdHash == idHash);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ClaimRow? other = await claim.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            if (other is null)
            {
                ClaimRow row = new() { IdHash = idHash, Owner = token, Until = end };
                if (await TryAddAsync(row, existing => existing.IdHash == idHash, cancellationToken).ConfigureAwait(false))
                {
                    return ClaimResult.Claimed;
                }
            }
            else if (other.Until > present && (other.Done || other.Owner != token))
            {
                return other.Done ? ClaimResult.Done : ClaimResult.InProgress;
            }
            else if (await claim.Where(row => row.Until <= present || (row.Owner == token && !row.Done))
                .ExecuteUpdateAsync(
                    setters => setters.SetProperty(row => row.Owner, token).SetProperty(row => row.Done, false).SetProperty(row => row.Until, end),
                    cancellationToken).ConfigureAwait(false) == 1)
            {
                return ClaimResult.Claimed;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> CompleteClaimAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        string idHash = RowMapping.HashOf(id);
        string token = RowMapping.HashOf(owner);
        DateTime end = until.UtcDateTime;
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        return await context.Set<ClaimRow>()
            .Where(row => row.IdHash == idHash && row.Owner == token && !row.Done)
            .ExecuteUpdateAsync(setters => setters.SetProperty(row => row.Done, true).SetProperty(row => row.Until, end), cancellationToken)
            .ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReleaseClaimAsync(string id, string owner, CancellationToken cancellationToken = default)
    {
        string idHash = RowMapping.HashOf(id);
        string token = RowMapping.HashOf(owner);
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        return await context.Set<ClaimRow>()
            .Where(row => row.IdHash == idHash && row.Owner == token && !row.Done)
            .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public async ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        DateTime present = now.UtcDateTime;
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        int entries = await context.Set<OneTimeRow>().Where(row => row.ExpiresAt <= present).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        int claims = await context.Set<ClaimRow>().Where(row => row.Until <= present).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        return entries + claims;
    }

    /// <summary>Inserts a row unless there is one.</summary>
    private async Task<bool> TryAddAsync<TRow>(
        TRow row, System.Linq.Expressions.Expression<Func<TRow, bool>> same, CancellationToken cancellationToken)
        where TRow : class
    {
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        try
        {
            context.Add(row);
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbUpdateException)
        {
            // Each database names a broken unique index differently, so whether that was it is read from the table.
            if (!await context.Set<TRow>().AnyAsync(same, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            return false;
        }
    }
}
