namespace Igniter.Connectors;

/// <summary>The messages of OAuth's errors. Of a provider's answer they hold known error codes only.</summary>
internal static class OAuthErrors
{
    public static ConnectorException NotConfigured(ConnectionKey key, string problem) =>
        Create(ConnectorErrorCodes.ConnectorOAuthNotConfigured, key, $"Connector {Name(key)} {problem}.");

    public static ConnectorException ResolverFailed(ConnectionKey key, Exception cause) =>
        Create(
            ConnectorErrorCodes.ConnectorOAuthNotConfigured,
            key,
            $"{nameof(IOAuthClientResolver)} threw {cause.GetType().Name} for connector {Name(key)}.",
            cause);

    public static ConnectorException StateInvalid(string connector, string problem) =>
        new(ConnectorErrorCodes.ConnectorOAuthStateInvalid, $"An OAuth callback for connector {ConnectorErrors.Quote(connector)} was refused: {problem}. Start again.")
        {
            Metadata = new ConnectorErrorMetadata { Connector = connector },
        };

    public static ConnectorException ReturnUrlInvalid(ConnectionKey key) =>
        Create(
            ConnectorErrorCodes.ConnectorReturnUrlInvalid,
            key,
            $"The return URL for connector {Name(key)} is neither a path of this application nor on one of ConnectorsOptions.AllowedReturnOrigins.");

    public static ConnectorException Denied(ConnectionKey key, string problem) =>
        Create(ConnectorErrorCodes.ConnectorOAuthDenied, key, $"Connector {Name(key)} was not authorized: {problem}.");

    /// <summary>An exchange of a code that gave no tokens.</summary>
    public static ConnectorException ExchangeFailed(ConnectionKey key, TokenFailure failure) => failure.Kind switch
    {
        TokenFailureKind.Configuration => Misconfigured(key, failure),
        TokenFailureKind.Unparsable or TokenFailureKind.TooLong => Create(
            ConnectorErrorCodes.ConnectorOAuthParseTokenFailed,
            key,
            $"The token answer for connector {Name(key)} was not understood. An [OAuthTokenResponse] method can read an odd one.",
            failure),
        _ => Create(ConnectorErrorCodes.ConnectorOAuthTokenFailed, key, $"The provider of connector {Name(key)} gave no tokens{With(failure)}. Start again.", failure),
    };

    /// <summary>A refresh that gave no tokens while the grant may live on.</summary>
    public static ConnectorException RefreshFailed(ConnectionKey key, TokenFailure failure) => failure.Kind == TokenFailureKind.Configuration
        ? Misconfigured(key, failure)
        : Create(
            ConnectorErrorCodes.ConnectorOAuthRefreshFailed,
            key,
            $"The access token of connector {Name(key)} could not be renewed{With(failure)}. The connection stays as it is; try again later.",
            failure);

    public static ConnectorException RefreshNotYet(ConnectionKey key, TimeSpan wait) =>
        RefreshFailed(key, new TokenFailure(TokenFailureKind.Transient, RetryAfter: wait));

    public static ConnectorException OtherClient(ConnectionKey key) =>
        Create(
            ConnectorErrorCodes.ConnectorConfigurationInvalid,
            key,
            $"The grant of connector {Name(key)} belongs to another client id than the one that is configured now. Restore that, or authorize again.");

    public static ConnectorException ReauthorizationRequired(ConnectionKey key) =>
        Create(ConnectorErrorCodes.ConnectorReauthorizationRequired, key, $"The grant of connector {Name(key)} is dead: the user must authorize again.");

    public static ConnectorException UserInfoFailed(ConnectionKey key, string problem, Exception? cause = null) =>
        Create(ConnectorErrorCodes.ConnectorOAuthParseUserInfoFailed, key, $"The user info for connector {Name(key)} {problem}.", cause);

    public static ConnectorException ScopeInsufficient(ConnectionKey key, string action, IEnumerable<string> missing) =>
        new(
            ConnectorErrorCodes.ConnectorOAuthScopeInsufficient,
            $"Action {ConnectorErrors.Quote(action)} of connector {Name(key)} needs {string.Join(", ", missing.Select(ConnectorErrors.Quote))}, which the user hasn't granted. "
                + $"Authorize again with {nameof(AuthorizeOptions)}.{nameof(AuthorizeOptions.Scopes)} naming it.")
        {
            Metadata = ConnectorErrors.Of(key, action),
        };

    public static ConnectorException NotOverHttp(ConnectionKey key) =>
        Create(ConnectorErrorCodes.ConnectorConfigurationInvalid, key, $"The access token of connector {Name(key)} goes over https only (RFC 6750 section 5.3).");

    private static ConnectorException Misconfigured(ConnectionKey key, TokenFailure failure) =>
        Create(
            ConnectorErrorCodes.ConnectorConfigurationInvalid,
            key,
            $"The provider of connector {Name(key)} refuses this client{With(failure)}. Check client id, client secret, redirect URI and how the client authenticates.",
            failure);

    private static ConnectorException Create(string code, ConnectionKey key, string message, TokenFailure failure) => new(code, message, failure.Cause)
    {
        IsTransient = failure.IsTransient,
        RetryAfter = failure.RetryAfter,
        Metadata = ConnectorErrors.Of(key),
    };

    private static ConnectorException Create(string code, ConnectionKey key, string message, Exception? cause = null) =>
        new(code, message, cause) { Metadata = ConnectorErrors.Of(key) };

    private static string With(TokenFailure failure) => failure switch
    {
        { Error: { } error } => $" ({error})",
        { Kind: TokenFailureKind.Uncertain } => " (no answer)",
        { Kind: TokenFailureKind.Transient } => " (it is busy or out of reach)",
        _ => "",
    };

    private static string Name(ConnectionKey key) => ConnectorErrors.Quote(key.Connector);
}
