using System.Net;
using System.Text;
using System.Text.Json;
using Igniter.Connectors.Tests.Engine;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>
/// The exchange of a code (security statements S27 to S30, S38, S39): what is sent, and what stays when it fails. What is made of an answer is in
/// <see cref="TokenAnswerTests"/>.
/// </summary>
public sealed class TokenEndpointTests
{
    [Fact]
    public async Task S27_the_exchange_is_a_form_by_POST_with_the_redirect_URI_of_the_request()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();

        await host.ReturnAsync(flow);

        ReceivedRequest request = host.Server.TokenRequests.Single();
        Assert.Equal("POST", request.Method);
        Assert.Equal("", request.Query);
        Assert.StartsWith("application/x-www-form-urlencoded", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("application/json", request.Headers["Accept"], StringComparison.Ordinal);
        Assert.Equal(OAuthHost.QueryOf(flow)["redirect_uri"], request["redirect_uri"]);
        Assert.NotNull(request["code_verifier"]);
        Assert.Equal(
            ["client_id", "client_secret", "code", "code_verifier", "grant_type", "redirect_uri"],
            request.Fields.Select(field => field.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task S27_a_provider_that_insists_gets_the_same_as_JSON()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(o => o.TokenRequestFormat = OAuthTokenRequestFormat.Json);
        host.Server.ScriptToken(200, """{"access_token":"a"}""");

        await host.ConnectAsync();

        ReceivedRequest request = host.Server.TokenRequests.Single();
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        JsonElement body = JsonElement.Parse(request.Body);
        Assert.Equal(OAuthHost.RedirectUri, body.GetProperty("redirect_uri").GetString());
        Assert.Equal("authorization_code", body.GetProperty("grant_type").GetString());
        Assert.Equal("canary-client-secret", body.GetProperty("client_secret").GetString());
    }

    [Theory]
    [InlineData("client-1", "canary-client-secret")]
    [InlineData("id:with colon", "s+e c&r=e%t/é:😀\"")]
    [InlineData("https://client.example/id?x=1", "+%20")]
    public async Task S28_Basic_authentication_encodes_id_and_secret_first(string id, string secret)
    {
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup
        {
            Declare = definition => definition.OAuth!.ClientAuthentication = OAuthClientAuthentication.Basic,
            PrepareServer = server => (server.Grants.ClientId, server.Grants.ClientSecret) = (id, secret),
        });

        await host.ConnectAsync();

        ReceivedRequest request = host.Server.TokenRequests.Single();
        string raw = Encoding.UTF8.GetString(Convert.FromBase64String(request.Headers["Authorization"]["Basic ".Length..]));
        Assert.Equal((id, secret), request.Basic());
        Assert.Single(raw, ':');
        Assert.All(raw, character => Assert.InRange(character, '!', '~'));
        Assert.False(request.Has("client_secret"));
        Assert.False(request.Has("client_id"));
    }

    [Theory]
    [InlineData("s+e c&r=e%t/é:😀\"")]
    public async Task S29_Post_authentication_uses_the_body_alone(string secret)
    {
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup { PrepareServer = server => server.Grants.ClientSecret = secret });

        await host.ConnectAsync();

        ReceivedRequest request = host.Server.TokenRequests.Single();
        Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.Equal(secret, request["client_secret"]);
    }

    [Theory]
    [InlineData(OAuthClientAuthentication.None, "a secret that is not to be sent")]
    [InlineData(OAuthClientAuthentication.None, null)]
    [InlineData(OAuthClientAuthentication.Post, null)]
    [InlineData(OAuthClientAuthentication.Basic, null)]
    [InlineData(OAuthClientAuthentication.Basic, "")]
    [InlineData(OAuthClientAuthentication.Post, "")]
    public async Task S29_a_public_client_sends_its_id_and_no_secret_at_all(OAuthClientAuthentication authentication, string? secret)
    {
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup
        {
            Declare = definition => definition.OAuth!.ClientAuthentication = authentication,
            PrepareServer = server => server.Grants.ClientSecret = null,
            Build = builder => builder.ConfigureOAuth(DemoConnector.Key, options => options.ClientSecret = secret),
        });

        await host.ConnectAsync();

        ReceivedRequest request = host.Server.TokenRequests.Single();
        Assert.False(request.Has("client_secret"));
        Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.Equal("client-1", request["client_id"]);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task S30_a_redirect_of_the_token_endpoint_is_a_failure(int status)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        host.Server.Script("/token", new ScriptedAnswer(status, """{"access_token":"a"}""") { Headers = { ["Location"] = host.Server.Origin + "/elsewhere" } });

        ConnectorResponse response = await host.ReturnAsync(flow);

        OAuthHost.Failed(response, ConnectorErrorCodes.ConnectorOAuthTokenFailed);
        Assert.Equal(["/token"], host.Server.Requests.Select(request => request.Path));
        Assert.Null(await host.GetAsync());
    }

    [Fact]
    public async Task S38_an_answer_that_does_not_come_is_given_up()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        host.Server.Script("/token", new ScriptedAnswer(200) { Before = gone => Task.Delay(Timeout.Infinite, gone) });

        Task<ConnectorResponse> response = host.ReturnAsync(flow);
        await host.Server.ArrivalAsync();
        host.Test.Time.Advance(TimeSpan.FromSeconds(60));

        OAuthHost.Failed(await response, ConnectorErrorCodes.ConnectorOAuthTokenFailed);
        Assert.Single(host.Server.TokenRequests);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task S38_a_busy_provider_is_asked_once(HttpStatusCode status)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        host.Server.Script("/token", ScriptedAnswer.Of(status, "<html>"));

        OAuthHost.Failed(await host.ReturnAsync(flow), ConnectorErrorCodes.ConnectorOAuthTokenFailed);

        Assert.Equal(ConnectorErrorCodes.ConnectorOAuthTokenFailed, Assert.Single(host.Test.Events.OfType<OAuthFailedEvent>()).ErrorCode);
        Assert.Null(await host.GetAsync());
        Assert.Single(host.Server.TokenRequests);
    }

    [Fact]
    public async Task S38_a_code_whose_answer_was_lost_is_not_sent_again()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        host.Server.Script("/token", new ScriptedAnswer(200) { Reset = true });

        OAuthHost.Failed(await host.ReturnAsync(flow), ConnectorErrorCodes.ConnectorOAuthTokenFailed);

        Assert.Single(host.Server.TokenRequests);
    }

    [Fact]
    public async Task S39_tokens_that_cannot_be_stored_are_revoked_and_nothing_stays()
    {
        using RecordingStore store = new() { Before = call => call == "insert" ? throw new IOException("canary") : Task.CompletedTask };
        await using OAuthHost host = await OAuthHost.StartAsync(store: store);
        AuthorizationRequest flow = await host.AuthorizeAsync();
        string query = $"?code={host.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}";

        OAuthHost.Failed(await host.SendAsync(flow, query), ConnectorErrorCodes.ConnectorDatabaseFailed);

        store.Before = _ => Task.CompletedTask;
        Assert.Null(await host.GetAsync());
        Assert.True(host.Server.Grants.All.Single().IsDead);
        Assert.Contains(host.Server.Revocations, request => request["token"] == host.Server.Grants.All.Single().RefreshToken);
        Assert.Equal(400, (await host.SendAsync(flow, query)).StatusCode);
        Assert.Single(host.Server.TokenRequests);
    }

    [Fact]
    public async Task S39_an_answer_that_is_not_understood_leaves_an_existing_connection_as_it_was()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        ConnectionRecord before = (await host.Test.RecordAsync())!;
        AuthorizationRequest flow = await host.AuthorizeAsync();
        host.Server.ScriptToken(200, """{"access_token":5}""");

        OAuthHost.Failed(await host.ReturnAsync(flow), ConnectorErrorCodes.ConnectorOAuthParseTokenFailed);

        ConnectionRecord after = (await host.Test.RecordAsync())!;
        Assert.Equal((before.Version, before.Tokens), (after.Version, after.Tokens));
        Assert.False(host.Server.Grants.All.Single().IsDead);
    }

    [Fact]
    public async Task S39_another_account_than_the_connected_one_is_refused_when_asked_for_and_its_tokens_are_revoked()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup());
        await host.ConnectAsync();
        await using OAuthHost withUserInfo = host.StartNode(declare: o => o.UserInfoEndpoint = host.Server.UserInfoEndpoint);
        await withUserInfo.ConnectAsync();
        Grant connected = host.Server.Grants.All[^1];
        host.Server.UserInfo = """{"sub":"account-2"}""";
        AuthorizationRequest flow = await withUserInfo.Test.Scope().AuthorizeAsync(
            DemoConnector.Key, new AuthorizeOptions<JsonElement> { RequireSameAccount = true }, OAuthHost.Token);

        OAuthHost.Failed(await withUserInfo.ReturnAsync(flow), ConnectorErrorCodes.ConnectorOAuthDenied);

        Assert.Equal("account-1", (await host.GetAsync())!.OAuth!.Account!.Id);
        Assert.False(connected.IsDead);
        Assert.True(host.Server.Grants.All[^1].IsDead);
        Assert.Equal(connected.AccessToken, (await withUserInfo.SeeAsync()).AccessToken);
    }

    [Fact]
    public async Task S39_a_hook_that_throws_leaves_the_connection()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup
        {
            Declare = definition => definition.OnConnect = (_, _) => throw new InvalidOperationException("canary"),
        });

        await host.ConnectAsync();

        Assert.Equal(host.Server.Grants.All.Single().AccessToken, (await host.SeeAsync()).AccessToken);
    }
}
