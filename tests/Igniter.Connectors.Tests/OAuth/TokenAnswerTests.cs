using System.Text.Json;
using Igniter.Connectors.Tests.Engine;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>
/// What is made of a token endpoint's answer, and how much of it is read (security statements S32 to S38). Providers' own dialects are in
/// <see cref="TokenResponseVectorTests"/>.
/// </summary>
public sealed class TokenAnswerTests
{
    [Theory]
    [InlineData("""{"token_type":"Bearer"}""")]
    [InlineData("""{"access_token":123}""")]
    [InlineData("""{"access_token":{"value":"x"}}""")]
    [InlineData("""{"access_token":["x"]}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":"  "}""")]
    [InlineData("""{"access_token":"a\r\nX-Evil: 1"}""")]
    [InlineData("""{"access_token":"a\u0000b"}""")]
    [InlineData("""{"access_token":"a\ud800"}""")]
    [InlineData("""{"access_token":null}""")]
    [InlineData("""{"access_token":true}""")]
    [InlineData("""["access_token"]""")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{")]
    public async Task S32_an_answer_without_a_usable_token_stores_nothing(string body)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        host.Server.ScriptToken(200, body);

        ConnectorResponse response = await host.ReturnAsync(flow);

        OAuthHost.Failed(response, ConnectorErrorCodes.ConnectorOAuthParseTokenFailed);
        Assert.Null(await host.GetAsync());
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    [InlineData("Bearer")]
    public async Task S33_a_bearer_token_is_one_in_any_spelling_and_used_as_Bearer(string type)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        host.Server.ScriptToken(200, $$"""{"access_token":"token-1","token_type":"{{type}}"}""");
        await host.ConnectAsync();
        host.Test.Demo.Echo = async (call, _) =>
        {
            using HttpResponseMessage response = await call.GetContext().Http.GetAsync(new Uri(host.Server.Resource), call.CancellationToken);
            return new EchoOutput { Text = "called" };
        };

        await host.Test.Client().EchoAsync("x", cancellationToken: OAuthHost.Token);

        Assert.Equal("Bearer token-1", host.Server.Requests.First(request => request.Path == "/resource").Headers["Authorization"]);
    }

    [Theory]
    [InlineData("mac")]
    [InlineData("DPoP")]
    [InlineData("pop")]
    [InlineData("N_A")]
    public async Task S33_a_token_of_an_unknown_type_is_refused(string type)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        host.Server.ScriptToken(200, $$"""{"access_token":"token-1","token_type":"{{type}}"}""");

        OAuthHost.Failed(await host.ReturnAsync(flow), ConnectorErrorCodes.ConnectorOAuthParseTokenFailed);
        Assert.Null(await host.GetAsync());
    }

    [Theory]
    [InlineData("3600", 3600)]
    [InlineData("\"3600\"", 3600)]
    [InlineData("3600.9", 3600)]
    [InlineData("3.6e3", 3600)]
    [InlineData("null", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("\"-5\"", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("1e400", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("{}", null)]
    [InlineData("false", null)]
    public async Task S34_whatever_expires_in_says_no_token_is_expired_at_once(string value, int? seconds)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        host.Server.ScriptToken(200, $$"""{"access_token":"token-1","refresh_token":"r","expires_in":{{value}}}""");
        DateTimeOffset sentAt = host.Test.Time.GetUtcNow();

        await host.ConnectAsync();

        Assert.Equal(seconds is { } s ? sentAt.AddSeconds(s) : null, (await host.GetAsync())!.OAuth!.ExpiresAt);
        Assert.Equal("token-1", (await host.SeeAsync()).AccessToken);
        Assert.Single(host.Server.TokenRequests);
    }

    [Fact]
    public async Task S35_a_lifetime_counts_from_when_the_request_was_sent()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        DateTimeOffset sentAt = host.Test.Time.GetUtcNow();
        host.Server.Script("/token", new ScriptedAnswer(200, """{"access_token":"a","expires_in":3600}""")
        {
            Before = _ =>
            {
                host.Test.Time.Advance(TimeSpan.FromSeconds(20));
                return Task.CompletedTask;
            },
        });

        await host.ReturnAsync(flow);

        DateTimeOffset expiresAt = (await host.GetAsync())!.OAuth!.ExpiresAt!.Value;
        Assert.Equal(sentAt.AddHours(1), expiresAt);
        Assert.Equal(TimeSpan.Zero, expiresAt.Offset);
    }

    [Theory]
    [InlineData("""{"access_token":"a","scope":"read"}""", "read")]
    [InlineData("""{"access_token":"a"}""", "read,write")]
    [InlineData("""{"access_token":"a","scope":"write read extra"}""", "write,read,extra")]
    public async Task S36_the_granted_scopes_are_kept_and_visible(string answer, string granted)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        host.Server.ScriptToken(200, answer);

        await host.ConnectAsync();

        ConnectionOAuth oauth = (await host.GetAsync())!.OAuth!;
        Assert.Equal(granted.Split(','), oauth.Scopes);
        Assert.Equal(["read", "write"], oauth.RequestedScopes);
        Assert.Equal(granted.Split(','), (await host.SeeAsync()).Scopes);
    }

    [Fact]
    public async Task S37_a_parser_of_ones_own_sees_the_whole_answer()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup
        {
            Declare = definition => definition.OAuthTokenResponse = answer => new(new OAuthTokens
            {
                AccessToken = answer.GetProperty("data").GetProperty("at").GetString()!,
                ExpiresIn = TimeSpan.FromMinutes(5),
                Captured = new Dictionary<string, string> { ["shop"] = answer.GetProperty("shop").GetString()! },
            }),
        });
        host.Server.ScriptToken(200, """{"data":{"at":"nested"},"shop":"s1","unknown":[1,{"x":null}]}""");

        await host.ConnectAsync();

        OAuthConnection seen = await host.SeeAsync();
        Assert.Equal(("nested", "s1"), (seen.AccessToken, seen.Captured["shop"]));
    }

    [Fact]
    public async Task S37_a_parser_that_throws_is_a_parse_failure()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup
        {
            Declare = definition => definition.OAuthTokenResponse = answer => throw new InvalidOperationException("canary " + answer),
        });
        AuthorizationRequest flow = await host.AuthorizeAsync();

        OAuthHost.Failed(await host.ReturnAsync(flow), ConnectorErrorCodes.ConnectorOAuthParseTokenFailed);
        Assert.Null(await host.GetAsync());
        Assert.DoesNotContain("canary", string.Join('\n', host.Test.Logs.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S37_what_is_kept_of_an_answer_is_encrypted()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(o => o.CapturedFields = ["instance_url"]);
        host.Server.ScriptToken(200, """
            {"access_token":"canary-a","refresh_token":"canary-r","id_token":"canary-i","instance_url":"https://canary-u.test","other":"canary-o","expires_in":60}
            """);

        await host.ConnectAsync();

        ConnectionRecord record = (await host.Test.RecordAsync())!;
        Assert.StartsWith("igc1.", record.Tokens, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(record), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(await host.GetAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", string.Join('\n', host.Test.Logs.Messages), StringComparison.Ordinal);
        Assert.Equal("https://canary-u.test", (await host.SeeAsync()).Captured["instance_url"]);
    }

    [Fact]
    public async Task S38_an_answer_that_never_ends_is_read_up_to_a_limit()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        host.Server.Script("/token", new ScriptedAnswer(200, new string(' ', 4096)) { NeverEnds = true });

        ConnectorResponse response = await host.ReturnAsync(flow);

        OAuthHost.Failed(response, ConnectorErrorCodes.ConnectorOAuthParseTokenFailed);
        Assert.Null(await host.GetAsync());
    }

    [Theory]
    [InlineData(1024 * 1024 - 100, true)]
    [InlineData(1024 * 1024 + 1, false)]
    public async Task S38_an_answer_of_more_than_a_mebibyte_is_refused(int padding, bool isRead)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        host.Server.ScriptToken(200, """{"access_token":"a"}""" + new string(' ', padding));

        await host.ReturnAsync(flow);

        Assert.Equal(isRead, await host.GetAsync() is not null);
    }
}
