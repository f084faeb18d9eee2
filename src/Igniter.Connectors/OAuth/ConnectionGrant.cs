using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>A connection's grant while a call runs: gives the token, and renews it when it is about to expire or an API refuses it.</summary>
internal sealed class ConnectionGrant(RegisteredConnector connector, OpenGrant open, OAuthSettings settings, GrantRefresher refresher, TimeProvider time) : IGrantAccess
{
    private volatile Holder _held = new(open);

    public OAuthConnection Current => _held.Connection ??= Describe(_held.Open);

    public ConnectionKey Key => open.Record.Key;

    public DelegatingHandler CreateHandler() => new GrantHandler(this);

    public void AddTo(KnownSecrets secrets)
    {
        foreach (StoredGrant? grant in (ReadOnlySpan<StoredGrant?>)[open.Grant, _held.Open.Grant])
        {
            secrets.Add(grant?.AccessToken);
            secrets.Add(grant?.RefreshToken);
        }
    }

    /// <summary>The access token for a request that is sent now.</summary>
    public async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        await RenewIfDueAsync(cancellationToken).ConfigureAwait(false);
        return _held.Open.Grant!.AccessToken;
    }

    /// <summary>The token in the place of one that an API refused.</summary>
    /// <returns><see langword="null"/> when there is nothing to renew it with.</returns>
    public async ValueTask<string?> ReplaceAsync(string refused, CancellationToken cancellationToken)
    {
        if (settings.Grant == OAuthGrant.AuthorizationCode && !_held.Open.Grant!.HasRefreshToken)
        {
            return null;
        }

        await RenewAsync((_, grant) => grant is null || grant.AccessToken == refused, isOptional: false, cancellationToken).ConfigureAwait(false);
        return _held.Open.Grant!.AccessToken;
    }

    public async ValueTask RenewIfDueAsync(CancellationToken cancellationToken)
    {
        StoredGrant? grant = _held.Open.Grant;
        DateTimeOffset now = time.GetUtcNow();
        if (grant?.IsDue(settings.RefreshBeforeExpiry, now) == false)
        {
            return;
        }

        // A token that nothing renews is used up to its end.
        bool isUsable = grant is not null && !grant.IsExpired(now);
        if (isUsable && settings.Grant == OAuthGrant.AuthorizationCode && !grant!.HasRefreshToken)
        {
            return;
        }

        try
        {
            await RenewAsync((_, stored) => stored?.IsDue(settings.RefreshBeforeExpiry, time.GetUtcNow()) != false, isUsable, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (isUsable && GrantRenewal.LeavesGrant(error))
        {
            // The present token does for now; the next call tries again.
        }
    }

    private async ValueTask RenewAsync(Func<ConnectionRecord, StoredGrant?, bool> isNeeded, bool isOptional, CancellationToken cancellationToken) =>
        _held = new Holder(await refresher.RenewAsync(connector, Key, isNeeded, isOptional, cancellationToken).ConfigureAwait(false));

    private static OAuthConnection Describe(OpenGrant open)
    {
        GrantInfo? info = GrantVault.InfoOf(open.Record);
        StoredGrant grant = open.Grant!;
        return new OAuthConnection(grant.AccessToken, grant.TokenType ?? "Bearer", info?.Scopes ?? [], grant.ExpiresAt, info?.Account, grant.Captured);
    }

    private sealed class Holder(OpenGrant open)
    {
        public OpenGrant Open { get; } = open;

        public OAuthConnection? Connection { get; set; }
    }
}
