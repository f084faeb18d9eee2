namespace Igniter.Connectors;

/// <summary>A user was sent to the provider.</summary>
public sealed record OAuthStartedEvent : ConnectorEvent
{
    internal OAuthStartedEvent(EventOrigin origin, Uri authorizationUrl, bool pkce, IReadOnlyList<string> scopes)
        : base("oauth.started", origin)
    {
        AuthorizationServer = new Uri(authorizationUrl.GetLeftPart(UriPartial.Authority));
        Pkce = pkce;
        Scopes = scopes;
    }

    /// <summary>Scheme and host of the authorization endpoint.</summary>
    public Uri AuthorizationServer { get; }

    /// <summary>Whether the flow uses Proof Key for Code Exchange (RFC 7636).</summary>
    public bool Pkce { get; }

    /// <summary>The scopes that are asked for.</summary>
    public IReadOnlyList<string> Scopes { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes)
    {
        attributes[AttributeNames.AuthorizationUrl] = AuthorizationServer.GetLeftPart(UriPartial.Authority);
        attributes[AttributeNames.Pkce] = Pkce;
        attributes[AttributeNames.OAuthScopes] = string.Join(',', Scopes);
    }
}

/// <summary>A flow ended in a connection.</summary>
public sealed record OAuthCompletedEvent : ConnectorEvent
{
    internal OAuthCompletedEvent(EventOrigin origin, IReadOnlyList<string> scopes)
        : base("oauth.completed", origin) => Scopes = scopes;

    /// <summary>The granted scopes.</summary>
    public IReadOnlyList<string> Scopes { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes) => attributes[AttributeNames.OAuthScopes] = string.Join(',', Scopes);
}

/// <summary>A connection's access token was renewed.</summary>
public sealed record OAuthRefreshedEvent : ConnectorEvent
{
    internal OAuthRefreshedEvent(EventOrigin origin, TimeSpan duration)
        : base("oauth.refreshed", origin) => Duration = duration;

    /// <summary>How long that took.</summary>
    public TimeSpan Duration { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes) => attributes[AttributeNames.OAuthDuration] = Duration.TotalMilliseconds;
}

/// <summary>
/// A callback failed, or a renewal that no call failed of (in the background, or ahead of time while the present token still works), or a grant turned out
/// to be dead (CONNECTOR_REAUTHORIZATION_REQUIRED): then the connection's status has changed.
/// </summary>
public sealed record OAuthFailedEvent : ConnectorFailureEvent
{
    internal OAuthFailedEvent(EventOrigin origin, Failure failure)
        : base("oauth.failed", origin, failure)
    {
    }
}
