using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Opens the grant of a connection for a call, renewed if it is about to expire.</summary>
internal sealed class ConnectionGrants(OAuthRegistrations registrations, GrantVault vault, GrantRefresher refresher, TimeProvider time)
{
    /// <param name="connector">The connector.</param>
    /// <param name="record">The connection; <see langword="null"/> for a call without one.</param>
    /// <param name="isUsed">Whether the call can reach the token: only then it is worth a renewal.</param>
    /// <param name="cancellationToken">Cancels the wait for a renewal.</param>
    /// <returns>The grant; <see langword="null"/> for a connector without OAuth and for a call that doesn't use it.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_REAUTHORIZATION_REQUIRED and what a renewal may fail with.</exception>
    public ValueTask<ConnectionGrant?> OpenAsync(
        RegisteredConnector connector, ConnectionRecord? record, bool isUsed, CancellationToken cancellationToken) =>
        record is null || registrations.SettingsOf(connector) is not { } settings
            ? default
            : OpenAsync(connector, settings, record, isUsed, cancellationToken);

    private async ValueTask<ConnectionGrant?> OpenAsync(
        RegisteredConnector connector, OAuthSettings settings, ConnectionRecord record, bool isUsed, CancellationToken cancellationToken)
    {
        bool isClients = settings.Grant == OAuthGrant.ClientCredentials;
        if (!isClients && (record.Status == ConnectionStatus.NeedsReauthorization || record.Tokens is null))
        {
            throw OAuthErrors.ReauthorizationRequired(record.Key);
        }

        if (!isUsed)
        {
            return null;
        }

        OpenGrant open = new(record, await vault.OpenAsync(record, cancellationToken).ConfigureAwait(false));
        ConnectionGrant grant = new(connector, open, settings, refresher, time);
        await grant.RenewIfDueAsync(cancellationToken).ConfigureAwait(false);
        return grant;
    }

    /// <summary>The grant as it is, for a hook that runs while the connection is made or removed.</summary>
    /// <returns><see langword="null"/> where there is none, or it can't be read.</returns>
    public async ValueTask<ConnectionGrant?> PeekAsync(RegisteredConnector connector, ConnectionRecord record, CancellationToken cancellationToken)
    {
        if (record.Tokens is null || registrations.SettingsOf(connector) is not { } settings)
        {
            return null;
        }

        try
        {
            OpenGrant open = new(record, await vault.OpenAsync(record, cancellationToken).ConfigureAwait(false));
            return new ConnectionGrant(connector, open, settings, refresher, time);
        }
        catch (ConnectorException)
        {
            return null;
        }
    }
}
