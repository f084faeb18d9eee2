using System.Diagnostics.CodeAnalysis;

namespace Igniter.Connectors;

/// <summary>
/// Stores what became of a renewal, by compare-and-set. Other changes of the record stay; a connection that was removed or authorized anew meanwhile wins,
/// whatever it was encrypted with.
/// </summary>
internal sealed class GrantSaver(ObservedStore store, GrantVault vault, GrantRevoker revoker, GrantHasher hasher, EventHub events)
{
    // Whoever loses a round lost it to one that won it.
    private const int Attempts = 64;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan[] Pauses = [.. new[] { 50, 200, 800 }.Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))];

    /// <summary>Stores renewed tokens.</summary>
    /// <param name="used">The grant that was renewed.</param>
    /// <param name="registration">Whose grant it is.</param>
    /// <param name="renewed">The renewed tokens.</param>
    /// <param name="scopes">The granted scopes; <see langword="null"/> when the provider doesn't say.</param>
    /// <param name="onFailure">Is told what is to be stored when the database fails.</param>
    /// <returns>What is stored then.</returns>
    public async Task<OpenGrant> SaveAsync(
        OpenGrant used, OAuthRegistration registration, StoredGrant renewed, IReadOnlyList<string>? scopes, Action<ConnectionRecord>? onFailure)
    {
        (ConnectionRecord? current, bool stored) = await ChangeAsync(
            used,
            async record =>
            {
                GrantInfo info = GrantVault.InfoOf(record) ?? new GrantInfo { RequestedScopes = registration.Settings.Scopes, Scopes = registration.Settings.Scopes };
                ConnectionRecord changed = await vault
                    .PutAsync(record, renewed, scopes is null ? info : info with { Scopes = [.. scopes] }, CancellationToken.None)
                    .ConfigureAwait(false);
                return changed with { Status = ConnectionStatus.Active, GrantHash = record.GrantHash ?? hasher.Hash(registration, renewed, null) };
            },
            Pauses,
            onFailure).ConfigureAwait(false);
        if (stored || await HoldsAsync(current, used with { Grant = renewed }).ConfigureAwait(false))
        {
            return current!.Enabled ? new OpenGrant(current, renewed) : throw ConnectorErrors.Disabled(current.Key);
        }

        if (IsUnwanted(used, current))
        {
            await revoker.RevokeAsync(registration, renewed, used.Record.GrantHash).ConfigureAwait(false);
        }

        return await OpenAsync(used, current).ConfigureAwait(false);
    }

    /// <summary>Stores renewed tokens that the database didn't take before, or drops them if the connection has gone another way. Tries once.</summary>
    public async Task SaveAgainAsync(UnsavedGrant kept)
    {
        OpenGrant used = new(kept.Used, await vault.OpenAsync(kept.Used, CancellationToken.None).ConfigureAwait(false));
        StoredGrant renewed = (await vault.OpenAsync(kept.Renewed, CancellationToken.None).ConfigureAwait(false))!;
        (ConnectionRecord? current, bool stored) = await ChangeAsync(
            used,
            async record =>
            {
                ConnectionRecord changed = await vault
                    .PutAsync(record, renewed, GrantVault.InfoOf(kept.Renewed) ?? new GrantInfo(), CancellationToken.None)
                    .ConfigureAwait(false);
                return changed with { Status = ConnectionStatus.Active, GrantHash = kept.Renewed.GrantHash };
            },
            [],
            null).ConfigureAwait(false);
        if (!stored && IsUnwanted(used, current) && !await HoldsAsync(current, used with { Grant = renewed }).ConfigureAwait(false))
        {
            await revoker.RevokeAsync(kept.Connector, kept.Renewed).ConfigureAwait(false);
        }
    }

    /// <summary>Renewed tokens that aren't stored, for use.</summary>
    /// <returns><see langword="null"/> when what is stored isn't what they were made from.</returns>
    public async Task<OpenGrant?> PeekAsync(UnsavedGrant kept)
    {
        OpenGrant used = new(kept.Used, await vault.OpenAsync(kept.Used, CancellationToken.None).ConfigureAwait(false));
        ConnectionRecord? current = await store.GetAsync(kept.Key, CancellationToken.None).ConfigureAwait(false);
        return current is { Enabled: true } && await HoldsAsync(current, used).ConfigureAwait(false)
            ? new OpenGrant(kept.Renewed, await vault.OpenAsync(kept.Renewed, CancellationToken.None).ConfigureAwait(false))
            : null;
    }

    /// <summary>Notes a failure in the grant. What can't be noted isn't worth another failure.</summary>
    public async Task NoteAsync(OpenGrant used, StoredGrant noted)
    {
        try
        {
            await ChangeAsync(
                used,
                async record =>
                {
                    GrantInfo info = GrantVault.InfoOf(record) ?? new GrantInfo();
                    ConnectionRecord changed = await vault.PutAsync(record, noted, info, CancellationToken.None).ConfigureAwait(false);
                    DateTimeOffset dueAt = Later(noted.RetryAt, events.Time.GetUtcNow() + PauseAfterFailure);
                    return changed with { RefreshDueAt = record.RefreshDueAt is null ? null : dueAt };
                },
                Pauses,
                null).ConfigureAwait(false);
        }
        catch (ConnectorException)
        {
            // The next attempt notes it again.
        }
    }

    /// <summary>Marks the grant as dead, and says so once.</summary>
    /// <returns>The grant that another process or the user has put in its place; <see langword="null"/> when it is dead.</returns>
    public async Task<OpenGrant?> EndAsync(OpenGrant used)
    {
        (ConnectionRecord? current, bool stored) = await ChangeAsync(
            used, record => new(record with { Status = ConnectionStatus.NeedsReauthorization, RefreshDueAt = null }), Pauses, null).ConfigureAwait(false);
        if (!stored)
        {
            return await OpenAsync(used, current).ConfigureAwait(false);
        }

        if (events.IsListening(used.Record.Key))
        {
            ConnectorException error = OAuthErrors.ReauthorizationRequired(used.Record.Key);
            await events.PublishAsync(new OAuthFailedEvent(events.OriginOf(used.Record.Key), events.FailureOf(error))).ConfigureAwait(false);
        }

        return null;
    }

    /// <returns>The stored record, or if the grant isn't the used one any more, what is there instead.</returns>
    private async Task<(ConnectionRecord? Record, bool Stored)> ChangeAsync(
        OpenGrant used, Func<ConnectionRecord, ValueTask<ConnectionRecord>> change, TimeSpan[] pauses, Action<ConnectionRecord>? onFailure)
    {
        ConnectionRecord? record = used.Record;
        ConnectionRecord? changed = null;
        int failures = 0;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                if (attempt > 0)
                {
                    record = await store.GetAsync(used.Record.Key, CancellationToken.None).ConfigureAwait(false);
                    if (!await HoldsAsync(record, used).ConfigureAwait(false))
                    {
                        return (record, false);
                    }
                }

                changed = await change(record!).ConfigureAwait(false) with { Version = record!.Version + 1 };
                if (await store.UpdateAsync(changed, CancellationToken.None).ConfigureAwait(false))
                {
                    return (changed, true);
                }
            }
            catch (ConnectorException exception) when (exception.Code == ConnectorErrorCodes.ConnectorDatabaseFailed)
            {
                if (changed is not null)
                {
                    onFailure?.Invoke(changed);
                }

                await (failures < pauses.Length ? Task.Delay(pauses[failures++], TimeProvider.System) : Task.FromException(exception)).ConfigureAwait(false);
            }
        }

        throw ConnectorErrors.Conflict(used.Record.Key);
    }

    /// <summary>By the tokens themselves: the envelope is another one after a change of keys.</summary>
    private async ValueTask<bool> HoldsAsync([NotNullWhen(true)] ConnectionRecord? record, OpenGrant used)
    {
        if (record is null || record.Id != used.Record.Id || record.Status != ConnectionStatus.Active)
        {
            return false;
        }

        StoredGrant? stored = await vault.OpenAsync(record, CancellationToken.None).ConfigureAwait(false);
        return stored?.AccessToken == used.Grant?.AccessToken && stored?.RefreshToken == used.Grant?.RefreshToken;
    }

    /// <summary>Nobody will use these tokens; where others live on the same grant they are left to expire.</summary>
    private static bool IsUnwanted(OpenGrant used, ConnectionRecord? current) =>
        current is null || (current.GrantHash != used.Record.GrantHash && current.Id == used.Record.Id);

    private async Task<OpenGrant> OpenAsync(OpenGrant used, ConnectionRecord? current) => current switch
    {
        null => throw ConnectorErrors.NotConnected(used.Record.Key),
        { Enabled: false } => throw ConnectorErrors.Disabled(used.Record.Key),
        { Status: ConnectionStatus.NeedsReauthorization } => throw OAuthErrors.ReauthorizationRequired(used.Record.Key),
        _ => new OpenGrant(current, await vault.OpenAsync(current, CancellationToken.None).ConfigureAwait(false)),
    };

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
