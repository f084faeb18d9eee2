using Igniter.Connectors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

[assembly: ConnectorScope("organization")]

namespace Igniter.Connectors.OAuthNode;

/// <summary>The same set-up for every node.</summary>
public static class Cloud
{
    public const string Secret = "a secret for tests that is long enough";
    public const string ClientId = "app";
    public const string ClientSecret = "app's secret: +/= &%";

    /// <summary>Adds the connector, pointed at an authorization server.</summary>
    public static ConnectorsBuilder AddCloud(this ConnectorsBuilder builder, Uri server)
    {
        builder.Services.AddHttpClient("cloud", http => http.BaseAddress = server);
        return builder.AddConnector<CloudConnector>().AddScope("organization").ConfigureOAuth("cloud", oauth =>
        {
            oauth.ClientId = ClientId;
            oauth.ClientSecret = ClientSecret;
            oauth.AuthorizationEndpoint = new Uri(server, "connect/authorize").AbsoluteUri;
            oauth.TokenEndpoint = new Uri(server, "connect/token").AbsoluteUri;
            oauth.UserInfoEndpoint = new Uri(server, "connect/userinfo").AbsoluteUri;
            oauth.RevocationEndpoint = new Uri(server, "connect/revoke").AbsoluteUri;
            oauth.Issuer = server.AbsoluteUri;
        });
    }

    /// <summary>Keeps connections in PostgreSQL.</summary>
    public static ConnectorsBuilder UsePostgres(this ConnectorsBuilder builder, string connectionString)
    {
        builder.Services.AddPooledDbContextFactory<CloudContext>(options => options.UseNpgsql(connectionString));
        return builder.UseEntityFramework<CloudContext>();
    }
}

/// <summary>An application's own context.</summary>
public sealed class CloudContext(DbContextOptions<CloudContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddIgniterConnectors();
}
