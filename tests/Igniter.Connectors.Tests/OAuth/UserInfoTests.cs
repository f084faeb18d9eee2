using System.Text;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>Whose account it is: worth knowing, not worth a grant.</summary>
public sealed class UserInfoTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_account_is_kept_with_the_connection()
    {
        await using OAuthHost host = await StartAsync();
        await host.ConnectAsync();

        Assert.Equal("account-1", (await host.GetAsync())!.OAuth!.Account!.Id);
        Assert.StartsWith("Bearer ", Assert.Single(host.Server.Requests, request => request.Path == "/userinfo").Headers["Authorization"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"name":"Ada"}""")]
    [InlineData(200, "not JSON")]
    [InlineData(200, "[]")]
    [InlineData(401, """{"error":"invalid_token"}""")]
    [InlineData(500, "")]
    public async Task S58_user_info_that_can_not_be_used_is_reported_and_the_grant_is_kept(int status, string body)
    {
        await using OAuthHost host = await StartAsync();
        host.Server.Script("/userinfo", new ScriptedAnswer(status, body));

        await host.ConnectAsync();

        Assert.Null((await host.GetAsync())!.OAuth!.Account);
        ErrorOccurredEvent told = Assert.Single(host.Test.Events.OfType<ErrorOccurredEvent>());
        Assert.Equal(ConnectorErrorCodes.ConnectorOAuthParseUserInfoFailed, told.ErrorCode);
        Assert.False(host.Server.Grants.All.Single().IsDead);
        Assert.NotEmpty((await host.SeeAsync()).AccessToken);
    }

    [Fact]
    public async Task S58_user_info_without_end_is_not_read_to_its_end()
    {
        await using OAuthHost host = await StartAsync();
        host.Server.Script("/userinfo", new ScriptedAnswer(200, new string(' ', 64 * 1024)) { NeverEnds = true });

        await host.ConnectAsync();

        Assert.Null((await host.GetAsync())!.OAuth!.Account);
    }

    [Fact]
    public async Task S58_user_info_about_another_subject_than_the_ID_token_stores_nothing_and_gives_the_grant_back()
    {
        await using OAuthHost host = await StartAsync();
        string idToken = $"{Encode("""{"alg":"none"}""")}.{Encode("""{"sub":"somebody-else"}""")}.";
        host.Server.ScriptToken(200, $$"""{"access_token":"a-token","refresh_token":"r-token","token_type":"Bearer","expires_in":3600,"id_token":"{{idToken}}"}""");
        host.Server.Script("/userinfo", new ScriptedAnswer(200, """{"sub":"account-1"}"""));
        AuthorizationRequest flow = await host.AuthorizeAsync();

        ConnectorResponse response = await host.ReturnAsync(flow);

        OAuthHost.Failed(response, ConnectorErrorCodes.ConnectorOAuthParseUserInfoFailed);
        Assert.Null(await host.GetAsync());
        Assert.Contains(host.Server.Revocations, request => request["token"] == "r-token");
    }

    private static Task<OAuthHost> StartAsync() => OAuthHost.StartAsync(new OAuthHost.Setup
    {
        Declare = definition => definition.OAuth!.UserInfoEndpoint = definition.OAuth.TokenEndpoint!.Replace("/token", "/userinfo", StringComparison.Ordinal),
    });

    private static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
