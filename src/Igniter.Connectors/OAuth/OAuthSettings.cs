namespace Igniter.Connectors;

/// <summary>How a connector speaks with its provider: the deployment's options before the attribute, the attribute before its preset.</summary>
internal sealed record OAuthSettings
{
    public required OAuthGrant Grant { get; init; }

    public required EndpointTemplate? Authorization { get; init; }

    public required EndpointTemplate? Token { get; init; }

    public required EndpointTemplate? Refresh { get; init; }

    public required EndpointTemplate? UserInfo { get; init; }

    public required EndpointTemplate? Revocation { get; init; }

    public required string? Issuer { get; init; }

    public required string[] Scopes { get; init; }

    public required string ScopeSeparator { get; init; }

    public required OAuthPkce Pkce { get; init; }

    public required OAuthClientAuthentication ClientAuthentication { get; init; }

    public required OAuthTokenRequestFormat TokenRequestFormat { get; init; }

    public required string[] AuthorizationParameters { get; init; }

    public required string[] TokenParameters { get; init; }

    public required string? AccessTokenPath { get; init; }

    /// <summary>How long an access token lives when nobody says; zero for ever.</summary>
    public required TimeSpan DefaultLifetime { get; init; }

    public required string[] CapturedFields { get; init; }

    public required TimeSpan RefreshBeforeExpiry { get; init; }

    public required TimeSpan RefreshReuseGrace { get; init; }

    /// <summary>All endpoints that there are, by the attribute's names for them.</summary>
    public IEnumerable<(string Name, EndpointTemplate Template)> Endpoints =>
        from endpoint in new[]
        {
            (nameof(OAuth2Attribute.AuthorizationEndpoint), Authorization), (nameof(OAuth2Attribute.TokenEndpoint), Token),
            (nameof(OAuth2Attribute.RefreshEndpoint), Refresh), (nameof(OAuth2Attribute.UserInfoEndpoint), UserInfo),
            (nameof(OAuth2Attribute.RevocationEndpoint), Revocation),
        }
        where endpoint.Item2 is not null
        select (endpoint.Item1, endpoint.Item2!);

    public static OAuthSettings From(OAuth2Attribute declared, OAuthClientOptions options)
    {
        OAuth2Attribute preset = OAuthPresets.Of(declared.Provider);
        return new OAuthSettings
        {
            Grant = declared.DeclaredGrant ?? preset.Grant,
            Authorization = Endpoint(options.AuthorizationEndpoint ?? declared.AuthorizationEndpoint ?? preset.AuthorizationEndpoint),
            Token = Endpoint(options.TokenEndpoint ?? declared.TokenEndpoint ?? preset.TokenEndpoint),
            Refresh = Endpoint(options.RefreshEndpoint ?? declared.RefreshEndpoint ?? preset.RefreshEndpoint),
            UserInfo = Endpoint(options.UserInfoEndpoint ?? declared.UserInfoEndpoint ?? preset.UserInfoEndpoint),
            Revocation = Endpoint(options.RevocationEndpoint ?? declared.RevocationEndpoint ?? preset.RevocationEndpoint),
            Issuer = options.Issuer ?? declared.Issuer ?? preset.Issuer,
            Scopes = options.Scopes ?? declared.Scopes ?? preset.Scopes ?? [],
            ScopeSeparator = declared.ScopeSeparator ?? preset.ScopeSeparator ?? " ",
            Pkce = declared.DeclaredPkce ?? preset.Pkce,
            ClientAuthentication = declared.DeclaredClientAuthentication ?? preset.ClientAuthentication,
            TokenRequestFormat = declared.DeclaredTokenRequestFormat ?? preset.TokenRequestFormat,
            AuthorizationParameters = declared.ExtraAuthorizationParameters ?? preset.ExtraAuthorizationParameters ?? [],
            TokenParameters = declared.ExtraTokenParameters ?? preset.ExtraTokenParameters ?? [],
            AccessTokenPath = declared.AccessTokenPath ?? preset.AccessTokenPath,
            DefaultLifetime = TimeSpan.FromSeconds(declared.DeclaredDefaultLifetimeSeconds ?? preset.DefaultLifetimeSeconds),
            CapturedFields = declared.CapturedFields ?? preset.CapturedFields ?? [],
            RefreshBeforeExpiry = TimeSpan.FromSeconds(declared.DeclaredRefreshBeforeExpirySeconds ?? preset.RefreshBeforeExpirySeconds),
            RefreshReuseGrace = TimeSpan.FromSeconds(declared.DeclaredRefreshReuseGraceSeconds ?? preset.RefreshReuseGraceSeconds),
        };
    }

    // An empty text switches off what a preset has.
    private static EndpointTemplate? Endpoint(string? text) => string.IsNullOrEmpty(text) ? null : new(text);
}
