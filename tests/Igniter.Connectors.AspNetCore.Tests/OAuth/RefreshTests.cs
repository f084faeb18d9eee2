using Gateway.AuthorizationServer;
using Igniter.Connectors.OAuthNode;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Igniter.Connectors.AspNetCore.Tests.OAuth;

/// <summary>Renewing tokens at a server that rotates them and kills the grant at the first reuse.</summary>
public sealed class RefreshTests : IAsyncLifetime
{
    private readonly HttpBrowser _browser = new();
    private int _reusesExpected;
    private OAuthWorld _world = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await OAuthWorld.StartAsync();
        await _world.ConnectAsync(_browser);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(_reusesExpected, _world.Log.Reuses);
        _browser.Dispose();
        await _world.DisposeAsync();
    }

    private int Refreshes => _world.Log.CountTokens("refresh_token");

    [Fact]
    public async Task Token_is_renewed_shortly_before_it_expires()
    {
        _world.Time.Advance(OAuthWorld.TokenLifetime * 0.85);
        await CallAsync();
        Assert.Equal(0, Refreshes);

        _world.Time.Advance(OAuthWorld.TokenLifetime * 0.1);
        await CallAsync();

        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task S40_fifty_calls_on_an_expired_token_renew_it_once()
    {
        _world.ExpireTokens();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => CallAsync()));

        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task Fifty_calls_at_a_time_for_twenty_lifetimes_never_reuse_a_token()
    {
        for (int lifetime = 0; lifetime < 20; lifetime++)
        {
            _world.ExpireTokens();
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => CallAsync()));
        }

        Assert.Equal(20, Refreshes);
    }

    [Fact]
    public async Task S41_two_nodes_renew_it_once()
    {
        await using OAuthApp other = await _world.StartNodeAsync(_world.App.Address);
        _world.ExpireTokens();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => CallAsync(i % 2 == 0 ? _world.App : other)));

        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task S44_renewal_whose_answer_is_lost_is_not_repeated_blindly()
    {
        // The token is spent and its successor lost: one more try may tell, then a person has to connect again.
        _world.ExpireTokens();
        _world.Faults.Add(ServerPaths.Token, Faults.LostAnswer);

        ConnectorException first = await Assert.ThrowsAsync<ConnectorException>(() => CallAsync());
        Assert.Equal(ConnectorErrorCodes.ConnectorOAuthRefreshFailed, first.Code);
        Assert.Equal(1, Refreshes);

        for (int i = 0; i < 10; i++)
        {
            _world.Time.Advance(TimeSpan.FromMinutes(2));
            await Assert.ThrowsAsync<ConnectorException>(() => CallAsync());
        }

        Assert.InRange(Refreshes, 1, 2);
        _reusesExpected = Refreshes - 1;
        Assert.Equal(ConnectionStatus.NeedsReauthorization, (await _world.Acme.Cloud.GetAsync(Token))?.Status);
        await _world.ConnectAsync(_browser);
        await CallAsync();
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(503, """{"error":"temporarily_unavailable"}""")]
    [InlineData(429, "")]
    public async Task S45_trouble_at_the_provider_costs_no_token(int status, string body)
    {
        _world.ExpireTokens();
        _world.Faults.Add(ServerPaths.Token, Faults.Answer(status, body, "text/html", retryAfter: TimeSpan.FromSeconds(30)));

        ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(() => CallAsync());

        Assert.Equal(ConnectorErrorCodes.ConnectorOAuthRefreshFailed, exception.Code);
        Assert.True(exception.IsTransient);
        Assert.Equal(ConnectionStatus.Active, (await _world.Acme.Cloud.GetAsync(Token))?.Status);

        // Retry-After is kept to: nobody asks in the meantime.
        int asked = _world.Faults.Struck + Refreshes;
        await Assert.ThrowsAsync<ConnectorException>(() => CallAsync());
        Assert.Equal(asked, _world.Faults.Struck + Refreshes);

        _world.Time.Advance(TimeSpan.FromSeconds(31));
        await CallAsync();
        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task Renewal_that_never_reached_the_provider_works_later()
    {
        _world.ExpireTokens();
        _world.Faults.Add(ServerPaths.Token, Faults.Answer(502));
        await Assert.ThrowsAsync<ConnectorException>(() => CallAsync());

        _world.Time.Advance(TimeSpan.FromMinutes(5));

        await CallAsync();
    }

    [Fact]
    public async Task S46_dead_grant_is_told_once_and_never_tried_again()
    {
        List<ConnectorEvent> events = [];
        using IDisposable subscription = _world.App.Manager.Subscribe(events.Add, EventDelivery.Inline);
        await _world.RevokeAsync();
        _world.ExpireTokens();

        for (int i = 0; i < 5; i++)
        {
            ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(() => CallAsync());
            Assert.Equal(ConnectorErrorCodes.ConnectorReauthorizationRequired, exception.Code);
            _world.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(1, Refreshes);
        Assert.Equal(ConnectionStatus.NeedsReauthorization, (await _world.Acme.Cloud.GetAsync(Token))?.Status);
        Assert.Single(events, occurred => occurred.Name == "igniter.connectors.oauth.failed");
        await _world.ConnectAsync(_browser);
        Assert.Equal(ConnectionStatus.Active, (await _world.Acme.Cloud.GetAsync(Token))?.Status);
        await CallAsync();
    }

    [Fact]
    public async Task S47_unknown_client_is_the_operators_matter()
    {
        await using (AsyncServiceScope scope = _world.Server.Services.CreateAsyncScope())
        {
            IOpenIddictApplicationManager clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
            object client = (await clients.FindByClientIdAsync(Cloud.ClientId, Token))!;
            await clients.UpdateAsync(client, "another secret", Token);
        }

        _world.ExpireTokens();

        ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(() => CallAsync());

        Assert.NotEqual(ConnectorErrorCodes.ConnectorReauthorizationRequired, exception.Code);
        Assert.Equal(ConnectionStatus.Active, (await _world.Acme.Cloud.GetAsync(Token))?.Status);
    }

    [Fact]
    public async Task S49_refused_token_is_renewed_once_and_the_call_repeated()
    {
        await _world.RevokeAsync(TokenTypeIdentifiers.AccessToken);

        await CallAsync();

        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task S49_second_refusal_is_an_error()
    {
        _world.Faults.Add(ServerPaths.Notes, Faults.Answer(401), times: 2);

        await Assert.ThrowsAsync<ConnectorException>(() => CallAsync());

        Assert.Equal(1, Refreshes);
        Assert.Equal(ConnectionStatus.Active, (await _world.Acme.Cloud.GetAsync(Token))?.Status);
        await CallAsync();
    }

    [Fact]
    public async Task S49_missing_scope_is_told_before_anything_is_sent()
    {
        int calls = _world.Log.Count(ServerPaths.Notes);

        ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(() => _world.Acme.Cloud.AddNoteAsync("hello", Token));

        Assert.Equal(ConnectorErrorCodes.ConnectorOAuthScopeInsufficient, exception.Code);
        Assert.Equal(calls, _world.Log.Count(ServerPaths.Notes));
        Assert.Equal(0, Refreshes);
    }

    [Fact]
    public async Task S51_disconnecting_during_a_renewal_wins()
    {
        Hold slow = new();
        _world.Faults.Add(ServerPaths.Token, slow.After);
        _world.ExpireTokens();
        Task call = CallAsync();
        await slow.Arrived;

        await _world.Acme.Cloud.DisconnectAsync(Token);
        slow.Release();

        await Assert.ThrowsAsync<ConnectorException>(() => call);
        Assert.Null(await _world.Acme.Cloud.GetAsync(Token));
        ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(() => CallAsync());
        Assert.Equal(ConnectorErrorCodes.ConnectorNotConnected, exception.Code);
    }

    [Fact]
    public async Task S51_reconnecting_during_a_renewal_wins()
    {
        Hold slow = new();
        _world.Faults.Add(ServerPaths.Token, slow.After);
        _world.ExpireTokens();
        Task call = CallAsync();
        await slow.Arrived;

        await _world.ConnectAsync(_browser);
        slow.Release();
        await call.ContinueWith(_ => { }, Token, TaskContinuationOptions.None, TaskScheduler.Default);

        await CallAsync();
        _world.ExpireTokens();
        await CallAsync();
        Assert.Equal(ConnectionStatus.Active, (await _world.Acme.Cloud.GetAsync(Token))?.Status);
    }

    [Fact]
    public async Task S52_callers_who_give_up_do_not_stop_the_others()
    {
        Hold slow = new();
        _world.Faults.Add(ServerPaths.Token, slow.After);
        _world.ExpireTokens();
        using CancellationTokenSource impatience = new();
        Task impatient = _world.Acme.Cloud.ListNotesAsync(impatience.Token);
        await slow.Arrived;
        Task patient = CallAsync();

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        slow.Release();
        await patient;

        Assert.Equal(1, Refreshes);
        _world.ExpireTokens();
        await CallAsync();
        Assert.Equal(2, Refreshes);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task S54_wrong_clock_causes_no_storm(int minutes)
    {
        FakeTimeProvider wrong = new(_world.Time.GetUtcNow() + TimeSpan.FromMinutes(minutes));
        await using OAuthApp node = await _world.StartNodeAsync(_world.App.Address, wrong);

        for (int i = 0; i < 20; i++)
        {
            await CallAsync(node);
        }

        Assert.InRange(Refreshes, 0, 1);
        _world.ExpireTokens();
        await CallAsync(node);
        Assert.InRange(Refreshes, 1, 2);
    }

    private Task CallAsync(OAuthApp? node = null) =>
        (node ?? _world.App).Manager.Organization("acme").Cloud.ListNotesAsync(Token);
}
