using Gateway.AuthorizationServer;
using Igniter.Connectors.OAuthNode;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Igniter.Connectors.AspNetCore.Tests.OAuth;

/// <summary>An authorization server with faults to order, an application that is its client, and one clock for both.</summary>
internal sealed class OAuthWorld : IAsyncDisposable
{
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromSeconds(100);

    private OAuthWorld()
    {
    }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    public Faults Faults { get; } = new();

    public IConnectorStore Store { get; } = new InMemoryConnectorStore();

    public BundledAuthorizationServer Server { get; private set; } = null!;

    public OAuthApp App { get; private set; } = null!;

    public RequestLog Log => Server.Log;

    /// <summary>The tenant that most tests are about.</summary>
    public ConnectorScope Acme => App.Manager.Organization("acme");

    public static async Task<OAuthWorld> StartAsync(Action<ConnectorsBuilder>? configure = null)
    {
        OAuthWorld world = new();
        AuthorizationServerSettings settings = new() { AccessTokenLifetime = TokenLifetime, Time = world.Time, Before = world.Faults.Use };
        world.Server = await BundledAuthorizationServer.StartAsync(settings, TestContext.Current.CancellationToken);
        world.App = await world.StartNodeAsync(configure: configure);
        RegisteredClient client = new(Cloud.ClientId, Cloud.ClientSecret, new Uri(world.App.Address, "connectors/cloud/oauth/callback"));
        await world.Server.RegisterAsync(client, TestContext.Current.CancellationToken);
        return world;
    }

    /// <summary>Starts one more node of the application; it shares store, secret and public address with the first.</summary>
    public Task<OAuthApp> StartNodeAsync(Uri? publicAddress = null, TimeProvider? time = null, Action<ConnectorsBuilder>? configure = null) =>
        OAuthApp.StartAsync(Server.Issuer, Store, time ?? Time, publicAddress, configure);

    /// <summary>Connects a tenant through a browser.</summary>
    public async Task ConnectAsync(HttpBrowser browser, string tenant = "acme")
    {
        using HttpResponseMessage end = await browser.GetAsync(await browser.DecideAsync(await App.BeginAsync(browser, tenant)));
        Assert.Equal("/done", end.Headers.Location?.OriginalString);
    }

    /// <summary>Lets every access token run out.</summary>
    public void ExpireTokens() => Time.Advance(TokenLifetime + TimeSpan.FromSeconds(1));

    /// <summary>Has the provider revoke tokens behind the application's back.</summary>
    /// <param name="type">Which of them: one of <see cref="TokenTypeIdentifiers"/>; all when left out.</param>
    public async Task RevokeAsync(string? type = null)
    {
        await using AsyncServiceScope scope = Server.Services.CreateAsyncScope();
        IOpenIddictTokenManager tokens = scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>();
        await tokens.RevokeAsync(subject: null, client: null, status: null, type, TestContext.Current.CancellationToken);
    }

    /// <summary>How many tokens the provider would still take.</summary>
    public async Task<long> CountValidTokensAsync()
    {
        await using AsyncServiceScope scope = Server.Services.CreateAsyncScope();
        IOpenIddictTokenManager tokens = scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>();
        return await tokens.FindAsync(subject: null, client: null, Statuses.Valid, type: null, TestContext.Current.CancellationToken)
            .CountAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Server.DisposeAsync();
    }
}
