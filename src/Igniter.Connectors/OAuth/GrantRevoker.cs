using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>Ends grants at their provider, unless another connection lives on them.</summary>
internal sealed class GrantRevoker(ObservedStore store, GrantVault vault, GrantHasher hasher, OAuthRegistrations registrations, RevocationClient client, ILogger logger)
{
    /// <summary>Revokes the grant of a connection that was removed.</summary>
    /// <returns>Whether the provider revoked it.</returns>
    public async Task<bool> RevokeAsync(RegisteredConnector? connector, ConnectionRecord removed)
    {
        if (removed.Tokens is null || connector is null || registrations.SettingsOf(connector) is not { Revocation: not null })
        {
            return false;
        }

        try
        {
            StoredGrant grant = (await vault.OpenAsync(removed, CancellationToken.None).ConfigureAwait(false))!;
            OAuthRegistration registration = await registrations
                .ResolveAsync(connector, removed.Key, grant.Values ?? [], CancellationToken.None)
                .ConfigureAwait(false);
            return registration.Client.ClientId == grant.ClientId
                && !await IsSharedAsync(removed, registration).ConfigureAwait(false)
                && await client.RevokeAsync(registration, grant.RefreshToken, grant.AccessToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            // The connection is gone for its user; that its grant lives on is told by the result.
            Log.RevocationFailed(logger, removed.Key.Connector, removed.Key.Scope, exception.Code);
            return false;
        }
    }

    /// <summary>Revokes tokens that were given but not stored.</summary>
    public async Task RevokeAsync(OAuthRegistration registration, StoredGrant grant, string? grantHash)
    {
        try
        {
            if (grantHash is null || await store.CountByGrantAsync(grantHash, CancellationToken.None).ConfigureAwait(false) == 0)
            {
                await client.RevokeAsync(registration, grant.RefreshToken, grant.AccessToken).ConfigureAwait(false);
            }
        }
        catch (ConnectorException exception)
        {
            Log.RevocationFailed(logger, registration.Key.Connector, registration.Key.Scope, exception.Code);
        }
    }

    private async ValueTask<bool> IsSharedAsync(ConnectionRecord removed, OAuthRegistration registration)
    {
        foreach (string hash in hasher.HashesOf(removed, registration))
        {
            if (await store.CountByGrantAsync(hash, CancellationToken.None).ConfigureAwait(false) > 0)
            {
                return true;
            }
        }

        return false;
    }
}
