namespace Igniter.Connectors;

/// <summary>
/// Declares that a connector's tenants connect through OAuth 2.0 (RFC 6749), with PKCE (RFC 7636) unless switched off. Client id and secret are
/// never declared here: they come from the configuration section <c>Igniter:Connectors:{key}:OAuth</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OAuth2Attribute : Attribute
{
    /// <summary>Declares a provider by its endpoints.</summary>
    public OAuth2Attribute()
    {
    }

    /// <summary>Starts from a provider's preset; each property set beside it replaces the preset's.</summary>
    /// <param name="provider">The provider.</param>
    public OAuth2Attribute(OAuthProvider provider) => Provider = provider;

    /// <summary>The preset, or <see cref="OAuthProvider.None"/>.</summary>
    public OAuthProvider Provider { get; }

    /// <summary>Authorization endpoint, absolute and https. May hold <c>{ConfigProperty}</c>.</summary>
    public string? AuthorizationEndpoint { get; set; }

    /// <summary>Token endpoint, absolute and https. May hold <c>{ConfigProperty}</c>.</summary>
    public string? TokenEndpoint { get; set; }

    /// <summary>Endpoint that tells whose account was connected.</summary>
    public string? UserInfoEndpoint { get; set; }

    /// <summary>Revocation endpoint (RFC 7009), called on disconnect.</summary>
    public string? RevocationEndpoint { get; set; }

    /// <summary>Endpoint for refreshing where it isn't the token endpoint.</summary>
    public string? RefreshEndpoint { get; set; }

    /// <summary>The issuer that the callback's <c>iss</c> must equal (RFC 9207).</summary>
    public string? Issuer { get; set; }

    /// <summary>Permissions to ask for.</summary>
    public string[]? Scopes { get; set; }

    /// <summary>What separates scopes in the request; a space unless set.</summary>
    public string? ScopeSeparator { get; set; }

    /// <summary>Proof Key for Code Exchange (RFC 7636). <see cref="OAuthPkce.S256"/> unless set.</summary>
    public OAuthPkce Pkce
    {
        get => DeclaredPkce ?? OAuthPkce.S256;
        set => DeclaredPkce = value;
    }

    /// <summary>How the client authenticates at the token endpoint (RFC 6749 section 2.3.1).</summary>
    public OAuthClientAuthentication ClientAuthentication
    {
        get => DeclaredClientAuthentication ?? OAuthClientAuthentication.Post;
        set => DeclaredClientAuthentication = value;
    }

    /// <summary>How token requests are written; a form (RFC 6749) unless set.</summary>
    public OAuthTokenRequestFormat TokenRequestFormat
    {
        get => DeclaredTokenRequestFormat ?? OAuthTokenRequestFormat.Form;
        set => DeclaredTokenRequestFormat = value;
    }

    /// <summary>Further parameters of the authorization request, each as <c>name=value</c>.</summary>
    public string[]? ExtraAuthorizationParameters { get; set; }

    /// <summary>
    /// Further parameters of every token request, each as <c>name=value</c>, for example <c>expires_in=1800</c> where the lifetime is asked for.
    /// </summary>
    public string[]? ExtraTokenParameters { get; set; }

    /// <summary>Dotted path of the access token in a nested token answer, for example <c>authed_user.access_token</c>.</summary>
    public string? AccessTokenPath { get; set; }

    /// <summary>Seconds an access token is taken to live when the answer doesn't say. 0 means it doesn't expire.</summary>
    public int DefaultLifetimeSeconds
    {
        get => DeclaredDefaultLifetimeSeconds ?? 0;
        set => DeclaredDefaultLifetimeSeconds = value;
    }

    /// <summary>The grant; authorization code unless set.</summary>
    public OAuthGrant Grant
    {
        get => DeclaredGrant ?? OAuthGrant.AuthorizationCode;
        set => DeclaredGrant = value;
    }

    /// <summary>Fields of the token answer or of the redirect to keep, for example <c>instance_url</c> or <c>realmId</c>.</summary>
    public string[]? CapturedFields { get; set; }

    /// <summary>Seconds before expiry at which a token is renewed; at most a tenth of its lifetime is used. 60 unless set.</summary>
    public int RefreshBeforeExpirySeconds
    {
        get => DeclaredRefreshBeforeExpirySeconds ?? 60;
        set => DeclaredRefreshBeforeExpirySeconds = value;
    }

    /// <summary>Seconds during which the provider still accepts a refresh token that was used once. 0 unless the provider documents it.</summary>
    public int RefreshReuseGraceSeconds
    {
        get => DeclaredRefreshReuseGraceSeconds ?? 0;
        set => DeclaredRefreshReuseGraceSeconds = value;
    }

    // What was set differs from what is by default: only that replaces a preset's.
    internal OAuthPkce? DeclaredPkce { get; private set; }

    internal OAuthClientAuthentication? DeclaredClientAuthentication { get; private set; }

    internal OAuthTokenRequestFormat? DeclaredTokenRequestFormat { get; private set; }

    internal int? DeclaredDefaultLifetimeSeconds { get; private set; }

    internal OAuthGrant? DeclaredGrant { get; private set; }

    internal int? DeclaredRefreshBeforeExpirySeconds { get; private set; }

    internal int? DeclaredRefreshReuseGraceSeconds { get; private set; }
}

/// <summary>Proof Key for Code Exchange, RFC 7636.</summary>
public enum OAuthPkce
{
    /// <summary>The SHA-256 challenge method; the default.</summary>
    S256,

    /// <summary>No PKCE, for a provider that refuses it.</summary>
    None,
}

/// <summary>How a client authenticates at the token endpoint, RFC 6749 section 2.3.1.</summary>
public enum OAuthClientAuthentication
{
    /// <summary>Client id and secret in the request body.</summary>
    Post,

    /// <summary>HTTP Basic authentication.</summary>
    Basic,

    /// <summary>A public client: the id alone.</summary>
    None,
}

/// <summary>How token requests are written.</summary>
public enum OAuthTokenRequestFormat
{
    /// <summary><c>application/x-www-form-urlencoded</c>, as RFC 6749 says.</summary>
    Form,

    /// <summary><c>application/json</c>, for providers that insist.</summary>
    Json,
}

/// <summary>OAuth 2.0 grants, RFC 6749 section 1.3.</summary>
public enum OAuthGrant
{
    /// <summary>Authorization code, section 4.1.</summary>
    AuthorizationCode,

    /// <summary>Client credentials, section 4.4.</summary>
    ClientCredentials,
}

/// <summary>Providers with a preset.</summary>
public enum OAuthProvider
{
    /// <summary>No preset.</summary>
    None,

    /// <summary>Airtable.</summary>
    Airtable,

    /// <summary>Atlassian (Jira, Confluence).</summary>
    Atlassian,

    /// <summary>Calendly.</summary>
    Calendly,

    /// <summary>Discord.</summary>
    Discord,

    /// <summary>Dropbox.</summary>
    Dropbox,

    /// <summary>Figma.</summary>
    Figma,

    /// <summary>GitHub.</summary>
    GitHub,

    /// <summary>Google.</summary>
    Google,

    /// <summary>HubSpot.</summary>
    HubSpot,

    /// <summary>Linear.</summary>
    Linear,

    /// <summary>Microsoft identity platform.</summary>
    Microsoft,

    /// <summary>Notion.</summary>
    Notion,

    /// <summary>Pipedrive.</summary>
    Pipedrive,

    /// <summary>QuickBooks Online.</summary>
    QuickBooks,

    /// <summary>Salesforce.</summary>
    Salesforce,

    /// <summary>Shopify.</summary>
    Shopify,

    /// <summary>Slack.</summary>
    Slack,

    /// <summary>X (Twitter).</summary>
    X,

    /// <summary>Xero.</summary>
    Xero,

    /// <summary>Zendesk.</summary>
    Zendesk,

    /// <summary>Zoho.</summary>
    Zoho,

    /// <summary>Zoom.</summary>
    Zoom,
}
