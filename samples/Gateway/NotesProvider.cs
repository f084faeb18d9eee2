using Gateway.AuthorizationServer;
using Igniter.Connectors;

namespace Gateway;

/// <summary>Has the bundled authorization server play notes.example.</summary>
internal static class NotesProvider
{
    /// <summary>The server's settings, with this application registered as its client.</summary>
    public static AuthorizationServerSettings ReadSettings(IConfiguration configuration)
    {
        IConfigurationSection client = configuration.GetRequiredSection("Igniter:Connectors:notes:OAuth");
        return new()
        {
            Port = configuration.GetValue<int>("Provider:Port"),
            AccessTokenLifetime = TimeSpan.FromSeconds(configuration.GetValue("Provider:AccessTokenSeconds", 20)),
            Clients =
            [
                new(client["ClientId"]!, client["ClientSecret"], new Uri($"{configuration["IGNITER_BASE_URL"]}/connectors/notes/oauth/callback")),
            ],
        };
    }

    /// <summary>Replaces the endpoints that the connector declares, as one does for a provider's sandbox.</summary>
    public static void UseBundled(OAuthClientOptions oauth, Uri server)
    {
        oauth.AuthorizationEndpoint = new Uri(server, ServerPaths.Authorization).AbsoluteUri;
        oauth.TokenEndpoint = new Uri(server, ServerPaths.Token).AbsoluteUri;
        oauth.UserInfoEndpoint = new Uri(server, ServerPaths.UserInfo).AbsoluteUri;
        oauth.RevocationEndpoint = new Uri(server, ServerPaths.Revocation).AbsoluteUri;
        oauth.Issuer = server.AbsoluteUri;
    }
}
