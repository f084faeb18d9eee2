using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Gateway.AuthorizationServer;

/// <summary>
/// An OAuth 2.0 authorization server on loopback, made with OpenIddict, and an API that takes its tokens. It is strict where providers are: PKCE is
/// required, refresh tokens rotate, and one that is used twice kills the grant. It keeps everything in memory and asks nobody for a password:
/// for development and tests only.
/// </summary>
public sealed class BundledAuthorizationServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SqliteConnection _database;

    private BundledAuthorizationServer(WebApplication app, SqliteConnection database)
    {
        _app = app;
        _database = database;
    }

    /// <summary>Its base address, and with it the issuer (RFC 9207), which ends with a slash.</summary>
    public Uri Issuer => new(_app.Urls.First());

    /// <summary>What it was asked for.</summary>
    public RequestLog Log => _app.Services.GetRequiredService<RequestLog>();

    /// <summary>OpenIddict's managers and everything else.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The server; dispose it to stop it.</returns>
    public static async Task<BundledAuthorizationServer> StartAsync(AuthorizationServerSettings settings, CancellationToken cancellationToken = default)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");

        // One connection for all, since the database lives as long as it; OneAtATime keeps requests from sharing it.
        SqliteConnection database = new("Data Source=:memory:");
        await database.OpenAsync(cancellationToken);
        builder.Services.AddDbContext<DbContext>(options => options.UseSqlite(database).UseOpenIddict());
        builder.Services.AddSingleton<RequestLog>();
        builder.Services.AddSingleton<NoteBook>();
        builder.Services.AddRazorComponents();
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        OpenIddictSetup.Add(builder.Services, settings);

        WebApplication app = builder.Build();
        settings.Before?.Invoke(app);
        app.UseMiddleware<OneAtATime>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapAuthorization();
        app.MapNotes();

        BundledAuthorizationServer server = new(app, database);
        await server.CreateDatabaseAsync(cancellationToken);
        foreach (RegisteredClient client in settings.Clients)
        {
            await server.RegisterAsync(client, cancellationToken);
        }

        await app.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Registers an application.</summary>
    /// <param name="client">The application.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it is registered.</returns>
    public async Task RegisterAsync(RegisteredClient client, CancellationToken cancellationToken = default)
    {
        OpenIddictApplicationDescriptor descriptor = new()
        {
            ClientId = client.Id,
            ClientSecret = client.Secret,
            ClientType = client.Secret is null ? ClientTypes.Public : ClientTypes.Confidential,
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
                Permissions.Prefixes.Scope + NoteScopes.Read, Permissions.Prefixes.Scope + NoteScopes.Write,
            },
        };
        if (client.RedirectUri is { } redirectUri)
        {
            descriptor.RedirectUris.Add(redirectUri);
        }

        if (client.Secret is not null)
        {
            descriptor.Permissions.Add(Permissions.GrantTypes.ClientCredentials);
        }

        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(descriptor, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync(cancellationToken);
    }
}
