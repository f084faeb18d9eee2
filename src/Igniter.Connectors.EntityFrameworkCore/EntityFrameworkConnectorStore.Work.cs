using System.Linq.Expressions;
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
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        return await TryAddAsync(context, row, stored => stored.IdHash == row.IdHash, stored => stored.Value == value, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        byte[] idHash = RowMapping.HashOf(id);
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        IQueryable<OneTimeRow> entry = context.Set<OneTimeRow>().AsNoTracking().Where(row => row.IdHash == idHash);
        OneTimeRow? found = await entry.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);

        // Of all that have read it, the one whose statement deletes it has taken it; an expired one is deleted and given to nobody. The end is part of the
        // condition, because an id may be put anew in between.
        return found is not null
            && await context.ChangeOneAsync(
                token => entry.Where(row => row.ExpiresAt == found.ExpiresAt && row.Value == found.Value).ExecuteDeleteAsync(token),
                cancellationToken).ConfigureAwait(false)
            && found.ExpiresAt > now.UtcDateTime
            ? found.Value
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<ClaimResult> ClaimAsync(
        string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        byte[] idHash = RowMapping.HashOf(id);
        byte[] token = RowMapping.HashOf(owner);
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
                if (await TryAddAsync(context, row, stored => stored.IdHash == idHash, stored => stored.Owner == token && !stored.Done, cancellationToken)
                    .ConfigureAwait(false))
                {
                    return ClaimResult.Claimed;
                }
            }
            else if (other.Until > present && (other.Done || !other.Owner.AsSpan().SequenceEqual(token)))
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
        byte[] idHash = RowMapping.HashOf(id);
        byte[] claimant = RowMapping.HashOf(owner);
        DateTime end = until.UtcDateTime;
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        IQueryable<ClaimRow> claim = context.Set<ClaimRow>().Where(row => row.IdHash == idHash && row.Owner == claimant);
        return await context.WriteAsync(
            async (again, token) =>
                await claim.Where(row => !row.Done)
                    .ExecuteUpdateAsync(setters => setters.SetProperty(row => row.Done, true).SetProperty(row => row.Until, end), token)
                    .ConfigureAwait(false) == 1
                || (again && await claim.AnyAsync(row => row.Done, token).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ReleaseClaimAsync(string id, string owner, CancellationToken cancellationToken = default)
    {
        byte[] idHash = RowMapping.HashOf(id);
        byte[] claimant = RowMapping.HashOf(owner);
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        IQueryable<ClaimRow> claim = context.Set<ClaimRow>().Where(row => row.IdHash == idHash && row.Owner == claimant && !row.Done);
        return await context.ChangeOneAsync(token => claim.ExecuteDeleteAsync(token), cancellationToken).ConfigureAwait(false);
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
    private static Task<bool> TryAddAsync<TRow>(
        TContext context,
        TRow row,
        Expression<Func<TRow, bool>> same,
        Expression<Func<TRow, bool>> mine,
        CancellationToken cancellationToken)
        where TRow : class =>
        context.WriteAsync(
            (again, token) => context.InsertAsync(
                [row],
                async () =>
                {
                    IQueryable<TRow> stored = context.Set<TRow>().Where(same);
                    return await stored.AnyAsync(token).ConfigureAwait(false)
                        ? again && await stored.AnyAsync(mine, token).ConfigureAwait(false)
                        : null;
                },
                token),
            cancellationToken);
}
