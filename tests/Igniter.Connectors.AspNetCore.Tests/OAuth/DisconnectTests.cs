using Gateway.AuthorizationServer;

namespace Igniter.Connectors.AspNetCore.Tests.OAuth;

/// <summary>What ends a grant, and grants that can't be renewed.</summary>
public sealed class DisconnectTests : IAsyncLifetime
{
    private readonly HttpBrowser _browser = new();
    private OAuthWorld _world = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await OAuthWorld.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task S59_disconnecting_revokes_the_grant()
    {
        await _world.ConnectAsync(_browser);
        Assert.True(await _world.CountValidTokensAsync() > 0);

        DisconnectResult result = await _world.Acme.Cloud.DisconnectAsync(Token);

        Assert.True(result.Revoked);
        Assert.Equal(0, await _world.CountValidTokensAsync());
        Assert.InRange(_world.Log.Count(ServerPaths.Revocation), 1, 2);
        Assert.Empty(await _world.Acme.ListAsync(cancellationToken: Token));
    }

    [Theory]
    [InlineData(503, "")]
    [InlineData(400, """{"error":"unsupported_token_type"}""")]
    public async Task S60_failing_revocation_disconnects_all_the_same(int status, string body)
    {
        await _world.ConnectAsync(_browser);
        _world.Faults.Add(ServerPaths.Revocation, Faults.Answer(status, body, "application/json"), times: 10);

        DisconnectResult result = await _world.Acme.Cloud.DisconnectAsync(Token);

        Assert.False(result.Revoked);
        Assert.Empty(await _world.Acme.ListAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task S61_after_disconnecting_nothing_is_connected()
    {
        await _world.ConnectAsync(_browser);
        await _world.Acme.Cloud.DisconnectAsync(Token);

        ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(() => _world.Acme.Cloud.ListNotesAsync(Token));

        Assert.Equal(ConnectorErrorCodes.ConnectorNotConnected, exception.Code);
        Assert.Equal(0, _world.Log.CountTokens("refresh_token"));
    }

    [Fact]
    public async Task Disconnecting_one_tenant_leaves_the_others_grant()
    {
        await _world.ConnectAsync(_browser, "acme");
        await _world.ConnectAsync(_browser, "globex");

        await _world.Acme.Cloud.DisconnectAsync(Token);

        Assert.Single(await _world.App.Manager.Organization("globex").Cloud.ListNotesAsync(Token));
    }
}

/// <summary>A provider that gives no refresh token.</summary>
public sealed class NoRefreshTokenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S55_expired_token_without_a_refresh_token_asks_for_nothing()
    {
        await using OAuthWorld world = await OAuthWorld.StartAsync(connectors => connectors.ConfigureOAuth("cloud", oauth => oauth.Scopes = ["notes.read"]));
        using HttpBrowser browser = new();
        await world.ConnectAsync(browser);
        Assert.Single(await world.Acme.Cloud.ListNotesAsync(Token));
        world.ExpireTokens();

        ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(() => world.Acme.Cloud.ListNotesAsync(Token));

        Assert.Equal(ConnectorErrorCodes.ConnectorReauthorizationRequired, exception.Code);
        Assert.Equal(1, world.Log.Count(ServerPaths.Token));
    }
}
