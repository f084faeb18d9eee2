using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>The grants of connections: opened for calls, put into records, revoked.</summary>
internal sealed class ConnectionGrants(
    OAuthRegistrations registrations, GrantVault vault, GrantRefresher refresher, GrantRevoker revoker, GrantKeeper keeper, TimeProvider time) : IConnectionGrants
{
    public ValueTask<IGrantAccess?> OpenAsync(
        RegisteredConnector connector, ConnectionRecord? record, bool isUsed, CancellationToken cancellationToken) =>
        record is null || registrations.SettingsOf(connector) is not { } settings
            ? default
            : OpenAsync(connector, settings, record, isUsed, cancellationToken);

    public ValueTask<IGrantAccess?> PeekAsync(RegisteredConnector connector, ConnectionRecord record, CancellationToken cancellationToken) =>
        record.Tokens is null || registrations.SettingsOf(connector) is not { } settings ? default : PeekAsync(connector, settings, record, cancellationToken);

    public ValueTask<ConnectionRecord> PutAsync(ConnectionRecord record, StoredGrant grant, GrantInfo info, CancellationToken cancellationToken) =>
        vault.PutAsync(record, grant, info, cancellationToken);

    public Task<bool> RevokeAsync(RegisteredConnector? connector, ConnectionRecord removed) => revoker.RevokeAsync(connector, removed);

    public string[] ScopesOf(ConnectionRecord record) => GrantVault.InfoOf(record)?.Scopes ?? [];

    public bool IsOwn(RegisteredConnector connector) => registrations.SettingsOf(connector) is { Grant: OAuthGrant.ClientCredentials };

    public ValueTask EndAsync() => keeper.EndAsync();

    private async ValueTask<IGrantAccess?> OpenAsync(
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

    private async ValueTask<IGrantAccess?> PeekAsync(
        RegisteredConnector connector, OAuthSettings settings, ConnectionRecord record, CancellationToken cancellationToken)
    {
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
