namespace Igniter.Connectors.Tests.OAuth;

/// <summary>The presets beside what is known of the providers.</summary>
public sealed class PresetTests
{
    /// <summary>Provider, authorization endpoint, token endpoint, separator (S for a space, C for a comma), authentication, PKCE.</summary>
    private const string Facts = """
        Airtable airtable.com/oauth2/v1/authorize airtable.com/oauth2/v1/token S Basic S256
        Atlassian auth.atlassian.com/authorize auth.atlassian.com/oauth/token S Post S256
        Calendly auth.calendly.com/oauth/authorize auth.calendly.com/oauth/token S Post S256
        Discord discord.com/oauth2/authorize discord.com/api/oauth2/token S Post S256
        Dropbox www.dropbox.com/oauth2/authorize api.dropboxapi.com/oauth2/token S Post S256
        Figma www.figma.com/oauth api.figma.com/v1/oauth/token C Basic S256
        GitHub github.com/login/oauth/authorize github.com/login/oauth/access_token S Post S256
        Google accounts.google.com/o/oauth2/v2/auth oauth2.googleapis.com/token S Post S256
        HubSpot app.hubspot.com/oauth/authorize api.hubapi.com/oauth/v1/token S Post None
        Linear linear.app/oauth/authorize api.linear.app/oauth/token C Post S256
        Microsoft login.microsoftonline.com/{Tenant}/oauth2/v2.0/authorize login.microsoftonline.com/{Tenant}/oauth2/v2.0/token S Post S256
        Notion api.notion.com/v1/oauth/authorize api.notion.com/v1/oauth/token S Basic None
        Pipedrive oauth.pipedrive.com/oauth/authorize oauth.pipedrive.com/oauth/token S Basic None
        QuickBooks appcenter.intuit.com/connect/oauth2 oauth.platform.intuit.com/oauth2/v1/tokens/bearer S Basic S256
        Salesforce login.salesforce.com/services/oauth2/authorize login.salesforce.com/services/oauth2/token S Post S256
        Shopify {Shop}.myshopify.com/admin/oauth/authorize {Shop}.myshopify.com/admin/oauth/access_token C Post None
        Slack slack.com/oauth/v2/authorize slack.com/api/oauth.v2.access C Post None
        X x.com/i/oauth2/authorize api.twitter.com/2/oauth2/token S Basic S256
        Xero login.xero.com/identity/connect/authorize identity.xero.com/connect/token S Basic S256
        Zendesk {Subdomain}.zendesk.com/oauth/authorizations/new {Subdomain}.zendesk.com/oauth/tokens S Post S256
        Zoho accounts.zoho.{Region}/oauth/v2/auth accounts.zoho.{Region}/oauth/v2/token C Post S256
        Zoom zoom.us/oauth/authorize zoom.us/oauth/token S Basic S256
        """;

    public static TheoryData<string> Providers => [.. Facts.Split('\n')];

    [Fact]
    public void Every_provider_is_looked_at() => Assert.Equal(
        Enum.GetNames<OAuthProvider>().Where(name => name != "None").Order(), Providers.Select(row => row.Data.Split(' ')[0]).Order());

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_preset_says_what_the_provider_says(string facts)
    {
        string[] parts = facts.Split(' ');
        OAuth2Attribute preset = OAuthPresets.Of(Enum.Parse<OAuthProvider>(parts[0]));
        OAuthSettings settings = OAuthSettings.From(new OAuth2Attribute(Enum.Parse<OAuthProvider>(parts[0])), new OAuthClientOptions());

        Assert.Equal("https://" + parts[1], preset.AuthorizationEndpoint);
        Assert.Equal("https://" + parts[2], preset.TokenEndpoint);
        Assert.Equal(parts[3] == "C" ? "," : " ", settings.ScopeSeparator);
        Assert.Equal(parts[4], settings.ClientAuthentication.ToString());
        Assert.Equal(parts[5], settings.Pkce.ToString());
        Assert.All(settings.Endpoints, endpoint => Assert.Null(endpoint.Template.FindProblem()));
    }

    [Theory]
    [InlineData(OAuthProvider.Google, "access_type=offline", "prompt=consent")]
    [InlineData(OAuthProvider.Atlassian, "audience=api.atlassian.com", "prompt=consent")]
    [InlineData(OAuthProvider.Notion, "owner=user")]
    [InlineData(OAuthProvider.Linear, "prompt=consent")]
    [InlineData(OAuthProvider.Dropbox, "token_access_type=offline")]
    [InlineData(OAuthProvider.Zoho, "access_type=offline", "prompt=consent")]
    public void A_preset_asks_for_what_the_provider_gives_only_then(OAuthProvider provider, params string[] parameters) =>
        Assert.Equal(parameters, OAuthPresets.Of(provider).ExtraAuthorizationParameters);

    [Theory]
    [InlineData(OAuthProvider.Salesforce, "instance_url")]
    [InlineData(OAuthProvider.QuickBooks, "realmId")]
    [InlineData(OAuthProvider.Pipedrive, "api_domain")]
    public void A_preset_keeps_what_calls_need(OAuthProvider provider, string field) => Assert.Contains(field, OAuthPresets.Of(provider).CapturedFields!);

    [Theory]
    [InlineData(OAuthProvider.Atlassian, "offline_access")]
    [InlineData(OAuthProvider.Microsoft, "offline_access")]
    [InlineData(OAuthProvider.Xero, "offline_access")]
    [InlineData(OAuthProvider.X, "offline.access")]
    public void A_preset_asks_for_a_refresh_token(OAuthProvider provider, string scope) => Assert.Contains(scope, OAuthPresets.Of(provider).Scopes!);

    [Fact]
    public void Atlassian_and_Xero_accept_a_used_refresh_token_for_a_while()
    {
        Assert.Equal(600, OAuthPresets.Of(OAuthProvider.Atlassian).RefreshReuseGraceSeconds);
        Assert.Equal(1800, OAuthPresets.Of(OAuthProvider.Xero).RefreshReuseGraceSeconds);
    }

    [Fact]
    public void Figma_refreshes_elsewhere_and_Notion_wants_JSON()
    {
        Assert.Equal("https://api.figma.com/v1/oauth/refresh", OAuthPresets.Of(OAuthProvider.Figma).RefreshEndpoint);
        Assert.Equal(OAuthTokenRequestFormat.Json, OAuthPresets.Of(OAuthProvider.Notion).TokenRequestFormat);
    }

    [Fact]
    public void Each_property_of_a_preset_can_be_replaced_also_by_its_default()
    {
        OAuthSettings settings = OAuthSettings.From(
            new OAuth2Attribute(OAuthProvider.Notion)
            {
                Pkce = OAuthPkce.S256,
                ClientAuthentication = OAuthClientAuthentication.Post,
                TokenRequestFormat = OAuthTokenRequestFormat.Form,
                ExtraAuthorizationParameters = [],
                ScopeSeparator = "+",
            },
            new OAuthClientOptions());

        Assert.Equal(
            (OAuthPkce.S256, OAuthClientAuthentication.Post, OAuthTokenRequestFormat.Form, 0, "+"),
            (settings.Pkce, settings.ClientAuthentication, settings.TokenRequestFormat, settings.AuthorizationParameters.Length, settings.ScopeSeparator));
    }
}
