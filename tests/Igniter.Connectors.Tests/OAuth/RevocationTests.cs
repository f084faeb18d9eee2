using Igniter.Connectors.Tests.Engine;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>Disconnecting ends the grant at the provider (RFC 7009), unless another connection lives on it.</summary>
public sealed class RevocationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S59_disconnecting_revokes_the_refresh_token_and_the_access_token_with_client_authentication()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        Grant grant = host.Server.Grants.All.Single();

        Assert.True((await host.Test.Client().DisconnectAsync(Token)).Revoked);

        ReceivedRequest[] revocations = host.Server.Revocations;
        Assert.Equal([(grant.RefreshToken, "refresh_token"), (grant.AccessToken, "access_token")], revocations.Select(r => (r["token"], r["token_type_hint"]!)));
        Assert.All(revocations, r => Assert.Equal(("POST", host.Server.Grants.ClientId, host.Server.Grants.ClientSecret), (r.Method, r["client_id"], r["client_secret"])));
        Assert.All(revocations, r => Assert.Empty(r.Query));
    }

    [Fact]
    public async Task S60_a_revocation_that_fails_is_told_and_keeps_nothing()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        foreach (ScriptedAnswer answer in new[] { new ScriptedAnswer(503), new ScriptedAnswer(400, """{"error":"unsupported_token_type"}"""), new ScriptedAnswer(200) { Reset = true } })
        {
            await host.ConnectAsync();
            host.Server.Script("/revoke", answer, answer);
            Assert.False((await host.Test.Client().DisconnectAsync(Token)).Revoked);
            Assert.Null(await host.GetAsync());
        }
    }

    [Fact]
    public async Task S60_a_provider_without_revocation_is_not_asked()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(oauth => oauth.RevocationEndpoint = null);
        await host.ConnectAsync();
        Assert.False((await host.Test.Client().DisconnectAsync(Token)).Revoked);
        Assert.Empty(host.Server.Revocations);
    }

    [Fact]
    public async Task S61_after_disconnecting_actions_are_not_connected_and_the_grant_is_dead()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        await host.Test.Client().DisconnectAsync(Token);

        Assert.True(host.Server.Grants.All.Single().IsDead);
        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => host.SeeAsync());
    }

    [Fact]
    public async Task A_grant_that_another_connection_shares_is_revoked_with_the_last_of_them()
    {
        await using OAuthHost host = await StartWithUserInfoAsync();
        await host.ConnectAsync();
        await host.ConnectAsync(identity: "org_2");

        Assert.False((await host.Test.Client().DisconnectAsync(Token)).Revoked);
        Assert.Empty(host.Server.Revocations);
        Assert.True((await host.Test.Client("org_2").DisconnectAsync(Token)).Revoked);
    }

    [Fact]
    public async Task What_may_be_shown_of_a_grant_is_on_the_connection()
    {
        await using OAuthHost host = await StartWithUserInfoAsync();
        await host.ConnectAsync();

        ConnectionOAuth shown = (await host.GetAsync())!.OAuth!;

        Assert.Equal(("account-1", "Ada"), (shown.Account!.Id, shown.Account.Name));
        Assert.Equal(["read", "write"], shown.Scopes);
        Assert.Equal(host.Test.Time.GetUtcNow().AddHours(1), shown.ExpiresAt);
        Assert.DoesNotContain("canary", System.Text.Json.JsonSerializer.Serialize(shown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Idle_grants_are_renewed_when_they_are_due_and_only_then()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        await host.Test.Manager.Engine.RenewIdleAsync(Token);
        Assert.Single(host.Server.TokenRequests);

        host.Test.Time.Advance(TimeSpan.FromHours(11));
        await host.Test.Manager.Engine.RenewIdleAsync(Token);
        await host.Test.Manager.Engine.RenewIdleAsync(Token);

        Assert.Equal(1, host.Server.Grants.All.Single().Refreshes);
        Assert.False(host.Server.Grants.All.Single().IsDead);
    }

    [Fact]
    public async Task A_background_renewal_that_fails_is_told_and_not_tried_at_every_turn()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(11));
        host.Test.Events.Clear();
        host.Server.ScriptToken(503, "");

        await host.Test.Manager.Engine.RenewIdleAsync(Token);
        await host.Test.Manager.Engine.RenewIdleAsync(Token);

        Assert.Single(host.Test.EventNames, name => name == "oauth.failed");
        Assert.Equal(2, host.Server.TokenRequests.Length);
    }

    private static Task<OAuthHost> StartWithUserInfoAsync() => OAuthHost.StartAsync(new OAuthHost.Setup
    {
        Declare = definition => definition.OAuth!.UserInfoEndpoint = definition.OAuth.TokenEndpoint!.Replace("/token", "/userinfo", StringComparison.Ordinal),
    });
}
