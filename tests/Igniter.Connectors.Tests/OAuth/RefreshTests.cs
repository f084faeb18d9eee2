using Igniter.Connectors.Tests.Engine;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>Renewing access tokens: once, by one, and never at the cost of the grant.</summary>
public sealed class RefreshTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S40_parallel_actions_with_an_expired_token_make_one_refresh_and_all_use_the_new_token()
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));

        string[] tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => TokenAsync(host)));

        Assert.Equal(host.Server.Grants.All.Single().AccessToken, Assert.Single(tokens.Distinct()));
        Assert.Equal(1, Refreshes(host));
        Assert.Contains("oauth.refreshed", host.Test.EventNames);
    }

    [Fact]
    public async Task S41_two_nodes_with_one_store_refresh_once_in_each_lifetime_and_reuse_nothing()
    {
        await using OAuthHost host = await ConnectedAsync();
        await using OAuthHost other = host.StartNode();
        for (int lifetime = 1; lifetime <= 20; lifetime++)
        {
            host.Test.Time.Advance(TimeSpan.FromHours(2));
            other.Test.Time.Advance(host.Test.Time.GetUtcNow() - other.Test.Time.GetUtcNow());
            await Task.WhenAll(Enumerable.Range(0, 25).SelectMany(_ => new Task[] { TokenAsync(host), TokenAsync(other) }));
            Assert.Equal(lifetime, Refreshes(host));
        }

        Assert.Equal(0, host.Server.Grants.Reuses);
        Assert.False(host.Server.Grants.All.Single().IsDead);
    }

    [Fact]
    public async Task S42_a_provider_slower_than_the_lease_sees_no_reuse()
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        TaskCompletionSource slow = new();
        host.Server.Script("/token", new ScriptedAnswer(200, NewTokens) { Before = _ => slow.Task });
        Task<string> first = TokenAsync(host);
        await ArrivalAfterConnectAsync(host);

        // Within the patience of the request, and beyond a lease that nobody keeps alive.
        host.Test.Time.Advance(TimeSpan.FromSeconds(15));
        host.Test.Time.Advance(TimeSpan.FromSeconds(14));
        ConnectionRecord record = (await host.Test.RecordAsync())!;
        Assert.Null(await host.Test.Store.AcquireLeaseAsync(record.Key, "another", host.Test.Time.GetUtcNow().AddSeconds(15), host.Test.Time.GetUtcNow().AddSeconds(30), Token));

        slow.SetResult();
        Assert.Equal("new-access", await first);
        Assert.Equal(1, Refreshes(host));
    }

    [Theory]
    [InlineData("""{"access_token":"new-access","expires_in":3600,"refresh_token":"new-refresh"}""", "new-refresh")]
    [InlineData("""{"access_token":"new-access","expires_in":3600}""", null)]
    [InlineData("""{"access_token":"new-access","expires_in":3600,"refresh_token":null}""", null)]
    [InlineData("""{"access_token":"new-access","refresh_token":""}""", null)]
    public async Task S43_a_new_refresh_token_replaces_the_old_one_and_none_keeps_it(string answer, string? sentNext)
    {
        await using OAuthHost host = await ConnectedAsync();
        string old = host.Server.Grants.All.Single().RefreshToken!;
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        host.Server.ScriptToken(200, answer);
        Assert.Equal("new-access", await TokenAsync(host));

        host.Test.Time.Advance(TimeSpan.FromHours(2));
        host.Server.ScriptToken(200, NewTokens);
        await TokenAsync(host);

        Assert.Equal(sentNext ?? old, host.Server.TokenRequests[^1]["refresh_token"]);
    }

    [Fact]
    public async Task S44_a_refresh_whose_answer_was_lost_has_one_later_attempt_and_ends_in_reauthorization()
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        host.Server.Script("/token", new ScriptedAnswer(200, "") { Reset = true }, new ScriptedAnswer(200, "") { Reset = true });

        ConnectorException error = await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorOAuthRefreshFailed, () => TokenAsync(host));
        Assert.True(error.IsTransient);
        Assert.Equal(1, Refreshes(host));
        Assert.Equal(ConnectionStatus.Active, (await host.GetAsync())!.Status);

        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorReauthorizationRequired, () => TokenAsync(host));
        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorReauthorizationRequired, () => TokenAsync(host));
        Assert.Equal(2, Refreshes(host));
    }

    [Fact]
    public async Task S44_within_the_declared_reuse_grace_a_lost_answer_is_asked_for_again_at_once()
    {
        await using OAuthHost host = await ConnectedAsync(oauth => oauth.RefreshReuseGraceSeconds = 60);
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        host.Server.Script("/token", new ScriptedAnswer(200, "") { Reset = true }, new ScriptedAnswer(200, NewTokens));

        Assert.Equal("new-access", await TokenAsync(host));
        Assert.Equal(2, Refreshes(host));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task S45_a_busy_provider_costs_no_token_and_is_left_alone_for_as_long_as_it_asks(int status)
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        host.Server.Script("/token", new ScriptedAnswer(status, "<html>", "text/html") { Headers = { ["Retry-After"] = "30" } });

        ConnectorException error = await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorOAuthRefreshFailed, () => TokenAsync(host));
        Assert.Equal(TimeSpan.FromSeconds(30), error.RetryAfter);
        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorOAuthRefreshFailed, () => TokenAsync(host));
        Assert.Equal(1, Refreshes(host));
        Assert.Equal(ConnectionStatus.Active, (await host.GetAsync())!.Status);

        host.Test.Time.Advance(TimeSpan.FromSeconds(31));
        string token = await TokenAsync(host);
        Assert.Equal(host.Server.Grants.All.Single().AccessToken, token);
        Assert.Equal(2, Refreshes(host));
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant"}""")]
    [InlineData(401, """{"error":"invalid_grant"}""")]
    [InlineData(403, """{"error":"invalid_grant"}""")]
    [InlineData(200, """{"error":"bad_refresh_token"}""")]
    [InlineData(400, """{"status":"BAD_REFRESH_TOKEN","message":"missing or unknown refresh token"}""")]
    public async Task S46_a_dead_grant_is_told_once_and_not_asked_for_again_until_somebody_authorizes(int status, string body)
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        host.Server.ScriptToken(status, body);

        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorReauthorizationRequired, () => TokenAsync(host));
        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorReauthorizationRequired, () => TokenAsync(host));
        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorReauthorizationRequired, () => host.Test.Client().PingAsync(Token));

        Assert.Equal(1, Refreshes(host));
        Assert.Equal(ConnectionStatus.NeedsReauthorization, (await host.GetAsync())!.Status);
        Assert.Single(host.Test.EventNames, name => name == "oauth.failed");

        await host.ConnectAsync();
        await TokenAsync(host);
        Assert.Equal(ConnectionStatus.Active, (await host.GetAsync())!.Status);
    }

    [Theory]
    [InlineData("invalid_client", 401)]
    [InlineData("unauthorized_client", 400)]
    public async Task S47_a_refused_client_is_a_wrong_setup_and_no_dead_grant(string error, int status)
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        host.Server.ScriptToken(status, $$"""{"error":"{{error}}"}""");

        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorConfigurationInvalid, () => TokenAsync(host));
        Assert.Equal(ConnectionStatus.Active, (await host.GetAsync())!.Status);
        string token = await TokenAsync(host);
        Assert.Equal(host.Server.Grants.All.Single().AccessToken, token);
    }

    [Fact]
    public async Task S48_a_short_life_is_renewed_in_its_last_tenth_and_only_for_actions_that_can_use_the_token()
    {
        await using OAuthHost host = await ConnectedAsync(lifetime: TimeSpan.FromSeconds(3));
        host.Test.Time.Advance(TimeSpan.FromSeconds(2.5));
        await TokenAsync(host);
        Assert.Equal(0, Refreshes(host));

        host.Test.Time.Advance(TimeSpan.FromSeconds(0.4));
        await TokenAsync(host);
        await TokenAsync(host);
        Assert.Equal(1, Refreshes(host));

        host.Test.Time.Advance(TimeSpan.FromSeconds(10));
        await host.Test.Client().PingAsync(Token);
        Assert.Equal(1, Refreshes(host));
    }

    [Fact]
    public async Task S50_a_refresh_asks_for_no_scope()
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        await TokenAsync(host);
        Assert.False(host.Server.TokenRequests[^1].Has("scope"));
    }

    [Fact]
    public async Task S51_a_connection_removed_during_a_refresh_stays_removed_and_the_new_tokens_are_revoked()
    {
        await using OAuthHost host = await ConnectedAsync();
        (Task<string> action, TaskCompletionSource answer) = await SlowRefreshAsync(host);

        await host.Test.Client().DisconnectAsync(Token);
        answer.SetResult();

        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => action);
        Assert.Null(await host.GetAsync());
        Assert.Contains(host.Server.Revocations, request => request["token"] == "new-refresh");
    }

    [Fact]
    public async Task S51_a_connection_switched_off_during_a_refresh_stays_off_and_keeps_the_new_tokens()
    {
        await using OAuthHost host = await ConnectedAsync();
        (Task<string> action, TaskCompletionSource answer) = await SlowRefreshAsync(host);

        await host.Test.Client().DisableAsync(Token);
        answer.SetResult();

        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorDisabled, () => action);
        Assert.False((await host.GetAsync())!.Enabled);
        await host.Test.Client().EnableAsync(Token);
        Assert.Equal("new-access", await TokenAsync(host));
    }

    [Fact]
    public async Task S51_an_authorization_during_a_refresh_wins()
    {
        await using OAuthHost host = await ConnectedAsync();
        (Task<string> action, TaskCompletionSource answer) = await SlowRefreshAsync(host);

        await host.ConnectAsync();
        answer.SetResult();

        string authorized = host.Server.Grants.All[^1].AccessToken!;
        Assert.Equal(authorized, await action);
        Assert.Equal(authorized, await TokenAsync(host));
    }

    [Fact]
    public async Task S52_a_caller_that_gives_up_takes_the_refresh_from_nobody()
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        TaskCompletionSource answer = new();
        host.Server.Script("/token", new ScriptedAnswer(200, NewTokens) { Before = _ => answer.Task });
        using CancellationTokenSource impatient = new();
        Task<string> first = TokenUntilAsync(host, impatient.Token);
        await ArrivalAfterConnectAsync(host);
        Task<string> second = TokenAsync(host);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult();

        Assert.Equal("new-access", await second);
        Assert.Equal("new-access", await TokenAsync(host));
        Assert.Equal(1, Refreshes(host));
    }

    [Fact]
    public async Task S55_an_expired_token_without_a_refresh_token_needs_a_new_authorization_and_no_request()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        host.Server.ScriptToken(200, """{"access_token":"lonely","expires_in":60}""");
        await host.SendAsync(flow, $"?code=x&state={flow.State}");
        Assert.Equal("lonely", await TokenAsync(host));

        host.Test.Time.Advance(TimeSpan.FromMinutes(2));
        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorReauthorizationRequired, () => TokenAsync(host));
        Assert.Single(host.Server.TokenRequests);
        Assert.Equal(ConnectionStatus.NeedsReauthorization, (await host.GetAsync())!.Status);
    }

    private const string NewTokens = """{"access_token":"new-access","token_type":"Bearer","expires_in":3600,"refresh_token":"new-refresh"}""";

    private static int Refreshes(OAuthHost host) => host.Server.TokenRequests.Count(request => request["grant_type"] == "refresh_token");

    private static async Task<OAuthHost> ConnectedAsync(Action<OAuth2Attribute>? declare = null, TimeSpan? lifetime = null)
    {
        OAuthHost host = await OAuthHost.StartAsync(declare);
        host.Server.Grants.Lifetime = lifetime ?? TimeSpan.FromHours(1);
        await host.ConnectAsync();
        host.Test.Demo.Echo = (call, _) => new(new EchoOutput { Text = call.GetContext().OAuth!.AccessToken });
        host.Test.Events.Clear();
        return host;
    }

    private static Task<string> TokenAsync(OAuthHost host) => TokenUntilAsync(host, Token);

    private static async Task<string> TokenUntilAsync(OAuthHost host, CancellationToken cancellationToken)
    {
        host.Test.Demo.Echo = (call, _) => new(new EchoOutput { Text = call.GetContext().OAuth!.AccessToken });
        return (await host.Test.Client().EchoAsync("x", cancellationToken: cancellationToken)).Text!;
    }

    private static async Task ArrivalAfterConnectAsync(OAuthHost host)
    {
        while (Refreshes(host) == 0)
        {
            await host.Server.ArrivalAsync();
        }
    }

    private static async Task<(Task<string> Action, TaskCompletionSource Answer)> SlowRefreshAsync(OAuthHost host)
    {
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        TaskCompletionSource answer = new();
        host.Server.Script("/token", new ScriptedAnswer(200, NewTokens) { Before = _ => answer.Task });
        Task<string> action = TokenAsync(host);
        await ArrivalAfterConnectAsync(host);
        return (action, answer);
    }
}
