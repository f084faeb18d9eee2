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

    // A refresh token that the provider has exchanged is worth some patience with a database.
    private static readonly TimeSpan[] Pauses = [.. new[] { 50, 200, 800, 2000, 5000 }.Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))];

    /// <summary>Stores renewed tokens.</summary>
    /// <returns>What is stored then.</returns>
    public async Task<OpenGrant> SaveAsync(OpenGrant used, OAuthRegistration registration, StoredGrant renewed, IReadOnlyList<string>? scopes)
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
            }).ConfigureAwait(false);
        if (stored)
        {
            return current!.Enabled ? new OpenGrant(current, renewed) : throw ConnectorErrors.Disabled(current.Key);
        }

        await DropAsync(used, registration, renewed, current).ConfigureAwait(false);
        return await OpenAsync(used, current).ConfigureAwait(false);
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
                }).ConfigureAwait(false);
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
            used, record => new(record with { Status = ConnectionStatus.NeedsReauthorization, RefreshDueAt = null })).ConfigureAwait(false);
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
    private async Task<(ConnectionRecord? Record, bool Stored)> ChangeAsync(OpenGrant used, Func<ConnectionRecord, ValueTask<ConnectionRecord>> change)
    {
        ConnectionRecord? record = used.Record;
        int failures = 0;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                if (attempt > 0)
                {
                    record = await store.GetAsync(used.Record.Key, CancellationToken.None).ConfigureAwait(false);
                    if (record is null || !await HoldsAsync(record, used).ConfigureAwait(false))
                    {
                        return (record, false);
                    }
                }

                ConnectionRecord changed = await change(record!).ConfigureAwait(false) with { Version = record!.Version + 1 };
                if (await store.UpdateAsync(changed, CancellationToken.None).ConfigureAwait(false))
                {
                    return (changed, true);
                }
            }
            catch (ConnectorException exception) when (exception.Code == ConnectorErrorCodes.ConnectorDatabaseFailed && failures < Pauses.Length)
            {
                await Task.Delay(Pauses[failures++], TimeProvider.System).ConfigureAwait(false);
            }
        }

        throw ConnectorErrors.Conflict(used.Record.Key);
    }

    /// <summary>By the tokens themselves: the envelope is another one after a change of keys.</summary>
    private async ValueTask<bool> HoldsAsync(ConnectionRecord record, OpenGrant used)
    {
        if (record.Id != used.Record.Id || record.Status != ConnectionStatus.Active)
        {
            return false;
        }

        StoredGrant? stored = await vault.OpenAsync(record, CancellationToken.None).ConfigureAwait(false);
        return stored?.AccessToken == used.Grant?.AccessToken && stored?.RefreshToken == used.Grant?.RefreshToken;
    }

    /// <summary>Nobody will use these tokens; where others live on the same grant they are left to expire.</summary>
    private Task DropAsync(OpenGrant used, OAuthRegistration registration, StoredGrant renewed, ConnectionRecord? current) =>
        current is null || (current.GrantHash != used.Record.GrantHash && current.Id == used.Record.Id)
            ? revoker.RevokeAsync(registration, renewed, used.Record.GrantHash)
            : Task.CompletedTask;

    private async Task<OpenGrant> OpenAsync(OpenGrant used, ConnectionRecord? current) => current switch
    {
        null => throw ConnectorErrors.NotConnected(used.Record.Key),
        { Enabled: false } => throw ConnectorErrors.Disabled(used.Record.Key),
        { Status: ConnectionStatus.NeedsReauthorization } => throw OAuthErrors.ReauthorizationRequired(used.Record.Key),
        _ => new OpenGrant(current, await vault.OpenAsync(current, CancellationToken.None).ConfigureAwait(false)),
    };

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
