namespace Igniter.Connectors;

/// <summary>
/// The providers of <see cref="OAuthProvider"/>, each as its documentation says. An attribute replaces property by property; scopes are here only where
/// nothing is renewed, or nobody recognised, without them.
/// </summary>
internal static class OAuthPresets
{
    public static OAuth2Attribute Of(OAuthProvider provider) => provider switch
    {
        // https://airtable.com/developers/web/api/oauth-reference
        OAuthProvider.Airtable => new()
        {
            AuthorizationEndpoint = "https://airtable.com/oauth2/v1/authorize",
            TokenEndpoint = "https://airtable.com/oauth2/v1/token",
            UserInfoEndpoint = "https://api.airtable.com/v0/meta/whoami",
            ClientAuthentication = OAuthClientAuthentication.Basic,
        },

        // https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/
        OAuthProvider.Atlassian => new()
        {
            AuthorizationEndpoint = "https://auth.atlassian.com/authorize",
            TokenEndpoint = "https://auth.atlassian.com/oauth/token",
            Scopes = ["offline_access"],
            ExtraAuthorizationParameters = ["audience=api.atlassian.com", "prompt=consent"],
            RefreshReuseGraceSeconds = 600,
        },

        // https://developer.calendly.com/how-to-authenticate-with-oauth
        OAuthProvider.Calendly => new()
        {
            AuthorizationEndpoint = "https://auth.calendly.com/oauth/authorize",
            TokenEndpoint = "https://auth.calendly.com/oauth/token",
            RevocationEndpoint = "https://auth.calendly.com/oauth/revoke",
            CapturedFields = ["owner", "organization"],
        },

        // https://discord.com/developers/docs/topics/oauth2
        OAuthProvider.Discord => new()
        {
            AuthorizationEndpoint = "https://discord.com/oauth2/authorize",
            TokenEndpoint = "https://discord.com/api/oauth2/token",
            RevocationEndpoint = "https://discord.com/api/oauth2/token/revoke",
            UserInfoEndpoint = "https://discord.com/api/users/@me",
            Scopes = ["identify"],
        },

        // https://developers.dropbox.com/oauth-guide
        OAuthProvider.Dropbox => new()
        {
            AuthorizationEndpoint = "https://www.dropbox.com/oauth2/authorize",
            TokenEndpoint = "https://api.dropboxapi.com/oauth2/token",
            ExtraAuthorizationParameters = ["token_access_type=offline"],
            CapturedFields = ["account_id", "team_id"],
        },

        // https://www.figma.com/developers/api#oauth2
        OAuthProvider.Figma => new()
        {
            AuthorizationEndpoint = "https://www.figma.com/oauth",
            TokenEndpoint = "https://api.figma.com/v1/oauth/token",
            RefreshEndpoint = "https://api.figma.com/v1/oauth/refresh",
            UserInfoEndpoint = "https://api.figma.com/v1/me",
            ScopeSeparator = ",",
            ClientAuthentication = OAuthClientAuthentication.Basic,
        },

        // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
        OAuthProvider.GitHub => new()
        {
            AuthorizationEndpoint = "https://github.com/login/oauth/authorize",
            TokenEndpoint = "https://github.com/login/oauth/access_token",
            UserInfoEndpoint = "https://api.github.com/user",
        },

        // https://developers.google.com/identity/protocols/oauth2/web-server
        OAuthProvider.Google => new()
        {
            AuthorizationEndpoint = "https://accounts.google.com/o/oauth2/v2/auth",
            TokenEndpoint = "https://oauth2.googleapis.com/token",
            RevocationEndpoint = "https://oauth2.googleapis.com/revoke",
            ExtraAuthorizationParameters = ["access_type=offline", "prompt=consent"],
        },

        // https://developers.hubspot.com/docs/api/working-with-oauth
        OAuthProvider.HubSpot => new()
        {
            AuthorizationEndpoint = "https://app.hubspot.com/oauth/authorize",
            TokenEndpoint = "https://api.hubapi.com/oauth/v1/token",
            Scopes = ["oauth"],
            Pkce = OAuthPkce.None,
        },

        // https://linear.app/developers/oauth-2-0-authentication
        OAuthProvider.Linear => new()
        {
            AuthorizationEndpoint = "https://linear.app/oauth/authorize",
            TokenEndpoint = "https://api.linear.app/oauth/token",
            RevocationEndpoint = "https://api.linear.app/oauth/revoke",
            ScopeSeparator = ",",
            ExtraAuthorizationParameters = ["prompt=consent"],
        },

        // https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow; {Tenant} is "common", "organizations" or a directory.
        OAuthProvider.Microsoft => new()
        {
            AuthorizationEndpoint = "https://login.microsoftonline.com/{Tenant}/oauth2/v2.0/authorize",
            TokenEndpoint = "https://login.microsoftonline.com/{Tenant}/oauth2/v2.0/token",
            UserInfoEndpoint = "https://graph.microsoft.com/oidc/userinfo",
            Scopes = ["openid", "profile", "offline_access"],
        },

        // https://developers.notion.com/docs/authorization
        OAuthProvider.Notion => new()
        {
            AuthorizationEndpoint = "https://api.notion.com/v1/oauth/authorize",
            TokenEndpoint = "https://api.notion.com/v1/oauth/token",
            ClientAuthentication = OAuthClientAuthentication.Basic,
            TokenRequestFormat = OAuthTokenRequestFormat.Json,
            Pkce = OAuthPkce.None,
            ExtraAuthorizationParameters = ["owner=user"],
            CapturedFields = ["workspace_id", "workspace_name", "bot_id"],
        },

        // https://pipedrive.readme.io/docs/marketplace-oauth-authorization
        OAuthProvider.Pipedrive => new()
        {
            AuthorizationEndpoint = "https://oauth.pipedrive.com/oauth/authorize",
            TokenEndpoint = "https://oauth.pipedrive.com/oauth/token",
            RevocationEndpoint = "https://oauth.pipedrive.com/oauth/revoke",
            ClientAuthentication = OAuthClientAuthentication.Basic,
            Pkce = OAuthPkce.None,
            CapturedFields = ["api_domain"],
        },

        // https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0
        OAuthProvider.QuickBooks => new()
        {
            AuthorizationEndpoint = "https://appcenter.intuit.com/connect/oauth2",
            TokenEndpoint = "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer",
            RevocationEndpoint = "https://developer.api.intuit.com/v2/oauth2/tokens/revoke",
            ClientAuthentication = OAuthClientAuthentication.Basic,
            CapturedFields = ["realmId"],
        },

        // https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_web_server_flow.htm; answers don't tell a lifetime.
        OAuthProvider.Salesforce => new()
        {
            AuthorizationEndpoint = "https://login.salesforce.com/services/oauth2/authorize",
            TokenEndpoint = "https://login.salesforce.com/services/oauth2/token",
            RevocationEndpoint = "https://login.salesforce.com/services/oauth2/revoke",
            UserInfoEndpoint = "https://login.salesforce.com/services/oauth2/userinfo",
            CapturedFields = ["instance_url", "id"],
        },

        // https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant
        OAuthProvider.Shopify => new()
        {
            AuthorizationEndpoint = "https://{Shop}.myshopify.com/admin/oauth/authorize",
            TokenEndpoint = "https://{Shop}.myshopify.com/admin/oauth/access_token",
            ScopeSeparator = ",",
            Pkce = OAuthPkce.None,
            ExtraTokenParameters = ["expiring=1"],
        },

        // https://docs.slack.dev/authentication/installing-with-oauth
        OAuthProvider.Slack => new()
        {
            AuthorizationEndpoint = "https://slack.com/oauth/v2/authorize",
            TokenEndpoint = "https://slack.com/api/oauth.v2.access",
            ScopeSeparator = ",",
            Pkce = OAuthPkce.None,
            CapturedFields = ["team.id", "bot_user_id", "authed_user.id"],
        },

        // https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/authorization-code
        OAuthProvider.X => new()
        {
            AuthorizationEndpoint = "https://x.com/i/oauth2/authorize",
            TokenEndpoint = "https://api.twitter.com/2/oauth2/token",
            RevocationEndpoint = "https://api.twitter.com/2/oauth2/revoke",
            UserInfoEndpoint = "https://api.twitter.com/2/users/me",
            ClientAuthentication = OAuthClientAuthentication.Basic,
            Scopes = ["tweet.read", "users.read", "offline.access"],
        },

        // https://developer.xero.com/documentation/guides/oauth2/auth-flow/
        OAuthProvider.Xero => new()
        {
            AuthorizationEndpoint = "https://login.xero.com/identity/connect/authorize",
            TokenEndpoint = "https://identity.xero.com/connect/token",
            RevocationEndpoint = "https://identity.xero.com/connect/revocation",
            ClientAuthentication = OAuthClientAuthentication.Basic,
            Scopes = ["openid", "profile", "offline_access"],
            RefreshReuseGraceSeconds = 1800,
        },

        // https://developer.zendesk.com/documentation/api-basics/authentication/oauth-migration-guide/
        OAuthProvider.Zendesk => new()
        {
            AuthorizationEndpoint = "https://{Subdomain}.zendesk.com/oauth/authorizations/new",
            TokenEndpoint = "https://{Subdomain}.zendesk.com/oauth/tokens",
            UserInfoEndpoint = "https://{Subdomain}.zendesk.com/api/v2/users/me.json",
            ExtraTokenParameters = ["expires_in=1800"],
        },

        // https://www.zoho.com/accounts/protocol/oauth/web-apps/authorization.html; {Region} is com, eu, in, com.au, jp or sa.
        OAuthProvider.Zoho => new()
        {
            AuthorizationEndpoint = "https://accounts.zoho.{Region}/oauth/v2/auth",
            TokenEndpoint = "https://accounts.zoho.{Region}/oauth/v2/token",
            RevocationEndpoint = "https://accounts.zoho.{Region}/oauth/v2/token/revoke",
            ScopeSeparator = ",",
            ExtraAuthorizationParameters = ["access_type=offline", "prompt=consent"],
            CapturedFields = ["api_domain", "location"],
        },

        // https://developers.zoom.us/docs/integrations/oauth/
        OAuthProvider.Zoom => new()
        {
            AuthorizationEndpoint = "https://zoom.us/oauth/authorize",
            TokenEndpoint = "https://zoom.us/oauth/token",
            RevocationEndpoint = "https://zoom.us/oauth/revoke",
            UserInfoEndpoint = "https://api.zoom.us/v2/users/me",
            ClientAuthentication = OAuthClientAuthentication.Basic,
        },

        _ => new(),
    };
}
