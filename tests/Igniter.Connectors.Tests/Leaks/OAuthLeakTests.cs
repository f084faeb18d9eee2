using System.Text;
using System.Text.Json;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.OAuth;
using Igniter.Connectors.Tests.Telemetry;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>Flows, renewals and revocations, at a provider that answers with all it was ever sent.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class OAuthLeakTests : IDisposable
{
    private readonly LeakHunt _hunt = new();
    private readonly List<AuthorizationRequest> _flows = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _hunt.Dispose();

    [Fact]
    public async Task S119_a_flow_and_the_use_of_its_grant_tell_nothing()
    {
        await using OAuthHost host = await StartAsync();

        AuthorizationRequest flow = await AuthorizeAsync(host);
        _hunt.Canary.Inspect("a flow", $"{flow}");
        Inspect(await host.ReturnAsync(flow));
        WatchVerifier(host);
        _hunt.Saw(flow.AuthorizationUrl.Query + flow.BindingCookieHeader);
        OAuthConnection first = await host.SeeAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        OAuthConnection second = await host.SeeAsync();
        Assert.Equal((_hunt["access-2"], _hunt["access-4"]), (first.AccessToken, second.AccessToken));
        Assert.True((await host.Test.Client().DisconnectAsync(Token)).Revoked);

        Saw(host);
        _hunt.Verify();
    }

    [Fact]
    public async Task S119_a_callback_that_is_refused_tells_nothing()
    {
        await using OAuthHost host = await StartAsync();
        string code = _hunt.Plant("a code");
        string description = _hunt.Plant("description");
        AuthorizationRequest flow = await AuthorizeAsync(host);

        foreach (string query in (string[])
            [
                $"?code={code}&state={new string('A', 43)}", $"?code={code}&state={code}", $"?code={code}", $"?error={code}&error_description={description}",
                $"?code={code}&code={description}&state={flow.State}", $"?state={flow.State}&code={code}%00{new string('y', 5000)}", $"?%ff={code}",
            ])
        {
            _hunt.Saw(query);
            ConnectorResponse response = await host.SendAsync(flow, query);
            Assert.Equal(400, response.StatusCode);
            Inspect(response);
        }

        Inspect(await host.SendAsync($"?code={code}&state={flow.State}", cookie: null));
        flow = await AuthorizeAsync(host);
        Inspect(await host.SendAsync($"?code={code}&state={flow.State}", cookie: $"{flow.BindingCookieName}={code}"));
        foreach (string error in (string[])["access_denied", code])
        {
            flow = await AuthorizeAsync(host);
            ConnectorResponse denied = await host.SendAsync(flow, $"?error={error}&error_description={description}&error_uri=https://x.test/{description}&state={flow.State}");
            OAuthHost.Failed(denied, ConnectorErrorCodes.ConnectorOAuthDenied);
            Inspect(denied);
        }

        Inspect(await host.ReturnAsync(await AuthorizeAsync(host)));
        Saw(host);
        _hunt.Verify();
    }

    [Theory]
    [MemberData(nameof(UnkindAnswers.Kinds), MemberType = typeof(UnkindAnswers))]
    public async Task S119_an_exchange_that_fails_tells_nothing(string how)
    {
        await using OAuthHost host = await StartAsync();
        AuthorizationRequest flow = await AuthorizeAsync(host);
        string code = host.Server.Grants.Approve(flow.AuthorizationUrl);
        host.Server.Script("/token", UnkindAnswers.Make(how, _hunt, host.Test.Time));

        ConnectorResponse response = await host.SendAsync(flow, $"?code={code}&state={flow.State}");

        Assert.Equal(303, response.StatusCode);
        Inspect(response);
        WatchVerifier(host);
        Saw(host);
        _hunt.Verify();
    }

    [Theory]
    [MemberData(nameof(UnkindAnswers.Kinds), MemberType = typeof(UnkindAnswers))]
    public async Task S119_user_info_that_can_not_be_had_tells_nothing(string how)
    {
        await using OAuthHost host = await StartAsync();
        _hunt.Plant("user info");
        host.Server.Script("/userinfo", UnkindAnswers.Make(how, _hunt, host.Test.Time));

        AuthorizationRequest flow = await AuthorizeAsync(host);
        Inspect(await host.ReturnAsync(flow));

        Assert.NotNull(await host.GetAsync());
        Saw(host);
        Arrived("user info");
        _hunt.Verify();
    }

    [Theory]
    [MemberData(nameof(UnkindAnswers.Kinds), MemberType = typeof(UnkindAnswers))]
    public async Task S119_a_renewal_that_fails_tells_nothing(string how)
    {
        await using OAuthHost host = await StartAsync();
        AuthorizationRequest flow = await AuthorizeAsync(host);
        Inspect(await host.ReturnAsync(flow));
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        host.Server.Script("/token", UnkindAnswers.Make(how, _hunt, host.Test.Time), UnkindAnswers.Make(how, _hunt, host.Test.Time));

        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(() => host.SeeAsync());

        _hunt.Canary.Inspect(error);
        Saw(host);
        _hunt.Verify();
    }

    [Theory]
    [InlineData("dead")]
    [InlineData("background")]
    public async Task S119_a_grant_that_died_tells_nothing(string how)
    {
        await using OAuthHost host = await StartAsync();
        Inspect(await host.ReturnAsync(await AuthorizeAsync(host)));
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        string body = JsonSerializer.Serialize(new { error = "invalid_grant", error_description = _hunt.All, hint = _hunt.All });
        host.Server.Script("/token", new ScriptedAnswer(400, body) { Headers = { ["WWW-Authenticate"] = $"Bearer error_description=\"{_hunt.All}\"" } });

        if (how == "background")
        {
            await host.Test.Manager.Engine.RenewIdleAsync(Token);
        }
        else
        {
            _hunt.Canary.Inspect(await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorReauthorizationRequired, () => host.SeeAsync()));
        }

        Saw(host);
        _hunt.Verify();
    }

    [Theory]
    [MemberData(nameof(UnkindAnswers.Kinds), MemberType = typeof(UnkindAnswers))]
    public async Task S119_a_revocation_that_fails_tells_nothing(string how)
    {
        await using OAuthHost host = await StartAsync();
        Inspect(await host.ReturnAsync(await AuthorizeAsync(host)));
        host.Server.Script("/revoke", UnkindAnswers.Make(how, _hunt, host.Test.Time), UnkindAnswers.Make(how, _hunt, host.Test.Time));

        DisconnectResult result = await host.Test.Client().DisconnectAsync(Token);

        _hunt.Canary.Inspect("a result", $"{result} {JsonSerializer.Serialize(result)}");
        Assert.Equal(2, host.Server.Revocations.Length);
        Saw(host);
        _hunt.Verify();
    }

    [Theory]
    [InlineData("tokens, own")]
    [InlineData("tokens, foreign")]
    [InlineData("account, own")]
    [InlineData("account, foreign")]
    [InlineData("resolver, foreign")]
    public async Task S119_a_hook_that_throws_the_providers_answer_tells_nothing(string how)
    {
        Exception Exception(string text) => how.EndsWith("own", StringComparison.Ordinal) ? new ConnectorException(LeakHunt.Own, text) : new FormatException(text);
        await using OAuthHost host = await StartAsync(definition =>
        {
            definition.OAuthTokenResponse = how.StartsWith("tokens", StringComparison.Ordinal) ? json => throw Exception(json.GetRawText()) : null;
            definition.OAuthUserInfo = how.StartsWith("account", StringComparison.Ordinal) ? json => throw Exception(json.GetRawText()) : null;
        });
        ConnectorResponse response = await host.ReturnAsync(await AuthorizeAsync(host));

        Inspect(response);
        Saw(host);
        _hunt.Verify();
    }

    [Theory]
    [InlineData("own")]
    [InlineData("foreign")]
    [InlineData("http")]
    public async Task S119_an_action_that_throws_its_access_token_tells_nothing(string how)
    {
        await using OAuthHost host = await StartAsync();
        Inspect(await host.ReturnAsync(await AuthorizeAsync(host)));
        host.Test.Demo.Echo = async (call, _) =>
        {
            ConnectorContext context = call.GetContext();
            string first = context.OAuth!.AccessToken;
            host.Server.Script("/resource", new ScriptedAnswer(401, _hunt.All));
            using HttpResponseMessage renewed = await context.Http.GetAsync(new Uri(host.Server.Resource), call.CancellationToken);
            string text = $"{first} or {context.OAuth.AccessToken} isn't welcome";
            Assert.NotEqual(first, context.OAuth.AccessToken);
            if (how == "http")
            {
                host.Server.Script("/resource", ScriptedAnswer.Of(System.Net.HttpStatusCode.Gone, _hunt.All));
                using HttpResponseMessage gone = await context.Http.GetAsync(new Uri($"{host.Server.Resource}"), call.CancellationToken);
                gone.EnsureSuccessStatusCode();
            }

            throw how == "own" ? new ConnectorException(LeakHunt.Own, text) : new InvalidOperationException(text);
        };

        await _hunt.FailsAsync(
            how == "own" ? LeakHunt.Own : ConnectorErrorCodes.ConnectorActionFailed, () => host.Test.Client().EchoAsync("x", cancellationToken: Token));

        Saw(host);
        _hunt.Verify();
    }

    private async Task<OAuthHost> StartAsync(Action<DemoConnector.Definition>? declare = null)
    {
        OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup
        {
            PrepareServer = server =>
            {
                server.Grants.ClientSecret = _hunt.Plant("client secret");
                server.Grants.Create = (kind, number) => _hunt.Plant($"{kind}-{number}");
                string subject = _hunt.Plant("subject");
                server.Grants.IdToken = $"e30.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"sub":"{{subject}}"}"""))}.{_hunt.Plant("id token")}";
                server.UserInfo = $$"""{"sub":"{{subject}}","name":"{{_hunt.Plant("name")}}","email":"{{_hunt.Plant("email")}}"}""";
            },
            Declare = definition =>
            {
                definition.OAuth!.UserInfoEndpoint = definition.OAuth.TokenEndpoint!.Replace("/token", "/userinfo", StringComparison.Ordinal);
                declare?.Invoke(definition);
            },
            Build = _hunt.Configure,
        });
        return host;
    }

    private async Task<AuthorizationRequest> AuthorizeAsync(OAuthHost host)
    {
        AuthorizationRequest flow = await host.AuthorizeAsync();
        int number = _flows.Count;
        _flows.Add(flow);
        _hunt.Watch($"state {number}", flow.State);
        _hunt.Watch($"cookie {number}", flow.BindingCookieValue);
        return flow;
    }

    /// <summary>The verifier was the SDK's own until it was sent.</summary>
    private void WatchVerifier(OAuthHost host) => _hunt.Watch("verifier", host.Server.TokenRequests[0]["code_verifier"]!);

    /// <summary>What the provider was sent, and what it answered or would have.</summary>
    private void Saw(OAuthHost host)
    {
        foreach (ReceivedRequest request in host.Server.Requests)
        {
            _hunt.Saw($"{request.Body} {string.Join(' ', request.Headers.Values)}");
        }

        // These are in answers only.
        Arrived("subject", "id token", "name", "email", "access", "refresh", "code");
    }

    private void Arrived(params string[] kinds)
    {
        foreach (string kind in kinds)
        {
            _hunt.Arrived(kind);
        }
    }

    private void Inspect(ConnectorResponse response) => _hunt.Canary.Inspect(response);
}
