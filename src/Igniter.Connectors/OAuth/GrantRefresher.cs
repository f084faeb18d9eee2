using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>
/// Renews access tokens, one at a time for each connection: callers in this process share one flight, processes take turns by a lease, and whoever comes
/// later uses what is stored by then. A flight doesn't end because a caller gives up: a token that the provider has exchanged must be kept.
/// </summary>
internal sealed class GrantRefresher(ObservedStore store, GrantVault vault, GrantRenewal renewal, GrantKeeper keeper, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Lock _lock = new();
    private readonly Dictionary<ConnectionKey, Task<OpenGrant>> _flights = [];

    /// <summary>Gives a grant that needs no renewal, renewing it if need be.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="key">Whose connection.</param>
    /// <param name="isNeeded">Whether what is stored now needs renewing; <see langword="null"/> stands for no tokens at all.</param>
    /// <param name="isOptional">Whether nothing else fails when the renewal does, so that it has to tell that itself.</param>
    /// <param name="cancellationToken">Ends the wait, not the renewal.</param>
    /// <exception cref="ConnectorException">
    /// CONNECTOR_REAUTHORIZATION_REQUIRED, CONNECTOR_OAUTH_REFRESH_FAILED, CONNECTOR_CONFIGURATION_INVALID, CONNECTOR_NOT_CONNECTED, CONNECTOR_DISABLED.
    /// </exception>
    public async Task<OpenGrant> RenewAsync(
        RegisteredConnector connector,
        ConnectionKey key,
        Func<ConnectionRecord, StoredGrant?, bool> isNeeded,
        bool isOptional,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<OpenGrant>? flight;
            bool isOwn = false;
            lock (_lock)
            {
                if (!_flights.TryGetValue(key, out flight))
                {
                    flight = Task.Run(() => FlyAsync(connector, key, isNeeded, isOptional), CancellationToken.None);
                    _flights.Add(key, flight);
                    isOwn = true;
                }
            }

            OpenGrant grant = await flight.WaitAsync(cancellationToken).ConfigureAwait(false);

            // Somebody else's flight may have found nothing to do.
            if (isOwn || !isNeeded(grant.Record, grant.Grant))
            {
                return grant;
            }
        }
    }

    private async Task<OpenGrant> FlyAsync(
        RegisteredConnector connector, ConnectionKey key, Func<ConnectionRecord, StoredGrant?, bool> isNeeded, bool isOptional)
    {
        try
        {
            if (await keeper.RecallAsync(key, isNeeded).ConfigureAwait(false) is { } unsaved)
            {
                return unsaved;
            }

            RefreshLease? lease = null;
            TimeSpan pause = FirstPause;
            for (TimeSpan waited = TimeSpan.Zero; lease is null; waited += pause, pause = Min(pause * 2, LongestPause))
            {
                lease = await RefreshLease.TryAcquireAsync(store, key, time, CancellationToken.None).ConfigureAwait(false);
                if (lease is null)
                {
                    if (await ReadAsync(key).ConfigureAwait(false) is { Grant: not null } present && !isNeeded(present.Record, present.Grant))
                    {
                        return present;
                    }

                    // Another process is at work. Real time, since that doesn't run by this process's clock.
                    await (waited < Patience ? Task.Delay(pause, TimeProvider.System) : throw OAuthErrors.RefreshNotYet(key, LongestPause)).ConfigureAwait(false);
                }
            }

            await using (lease.ConfigureAwait(false))
            {
                OpenGrant current = await ReadAsync(key).ConfigureAwait(false);
                return isNeeded(current.Record, current.Grant) ? await renewal.RunAsync(connector, current, isOptional).ConfigureAwait(false) : current;
            }
        }
        finally
        {
            lock (_lock)
            {
                _flights.Remove(key);
            }
        }
    }

    private async Task<OpenGrant> ReadAsync(ConnectionKey key)
    {
        ConnectionRecord record = await store.GetAsync(key, CancellationToken.None).ConfigureAwait(false) ?? throw ConnectorErrors.NotConnected(key);
        return record switch
        {
            { Enabled: false } => throw ConnectorErrors.Disabled(key),
            { Status: ConnectionStatus.NeedsReauthorization } => throw OAuthErrors.ReauthorizationRequired(key),
            _ => new OpenGrant(record, await vault.OpenAsync(record, CancellationToken.None).ConfigureAwait(false)),
        };
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

/// <summary>A record and its grant, decrypted.</summary>
/// <param name="Record">The record.</param>
/// <param name="Grant">The grant; <see langword="null"/> when the record has none.</param>
internal readonly record struct OpenGrant(ConnectionRecord Record, StoredGrant? Grant);
