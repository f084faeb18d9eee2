using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>Security statements S10 to S19: whose flow a callback belongs to.</summary>
public sealed class CallbackTests
{
    public static TheoryData<string> BadStates => ["missing", "empty", "unknown", "altered", "shorter", "longer", "upper", "not base64", "padded"];

    [Theory]
    [MemberData(nameof(BadStates))]
    public async Task S10_without_the_right_state_nothing_is_exchanged_and_nothing_stored(string kind)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        string code = host.Server.Grants.Approve(flow.AuthorizationUrl);
        string state = flow.State;
        string query = kind switch
        {
            "missing" => "",
            "empty" => "&state=",
            "unknown" => "&state=" + FlowStates.Create(),
            "altered" => "&state=" + (state[0] == 'A' ? 'B' : 'A') + state[1..],
            "shorter" => "&state=" + state[..^1],
            "longer" => "&state=" + state + "A",
            "upper" => "&state=" + state.ToUpperInvariant(),
            "not base64" => "&state=" + state[..^1] + "%00",
            _ => "&state=" + state + "%3D",
        };

        await host.RefusedAsync(await host.SendAsync(flow, $"?code={code}{query}"));
    }

    [Fact]
    public async Task S11_a_callback_works_once()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        string query = $"?code={host.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}";

        Assert.Equal(303, (await host.SendAsync(flow, query)).StatusCode);
        Assert.Equal(400, (await host.SendAsync(flow, query)).StatusCode);

        Assert.Single(host.Server.TokenRequests);
        Assert.Equal(0, host.Server.Grants.Reuses);
        Assert.False(host.Server.Grants.All.Single().IsDead);
    }

    [Fact]
    public async Task S11_of_twenty_callbacks_at_once_one_works()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        string query = $"?code={host.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}";

        ConnectorResponse[] responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => host.SendAsync(flow, query))));

        Assert.Single(responses, response => response.StatusCode == 303);
        Assert.Equal(19, responses.Count(response => response.StatusCode == 400));
        Assert.Single(host.Server.TokenRequests);
        Assert.Equal(0, host.Server.Grants.Reuses);
    }

    [Fact]
    public async Task S12_a_state_lives_ten_minutes()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest inTime = await host.AuthorizeAsync(identity: "org_2");
        AuthorizationRequest late = await host.AuthorizeAsync();
        string code = host.Server.Grants.Approve(late.AuthorizationUrl);

        host.Test.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        ConnectorResponse works = await host.ReturnAsync(inTime);
        host.Test.Time.Advance(TimeSpan.FromSeconds(2));
        ConnectorResponse refused = await host.SendAsync(late, $"?code={code}&state={late.State}");

        Assert.Equal(303, works.StatusCode);
        Assert.Equal(400, refused.StatusCode);
        Assert.Single(host.Server.TokenRequests);
        Assert.Null(await host.GetAsync());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("another flow's")]
    [InlineData("right name, other value")]
    [InlineData("right value, other name")]
    [InlineData("empty")]
    public async Task S13_another_browser_cannot_end_a_flow(string cookie)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        AuthorizationRequest other = await host.AuthorizeAsync();
        string query = $"?code={host.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}";

        await host.RefusedAsync(await host.SendAsync(query, cookie switch
        {
            "none" => null,
            "another flow's" => $"{other.BindingCookieName}={other.BindingCookieValue}",
            "right name, other value" => $"{flow.BindingCookieName}={other.BindingCookieValue}",
            "right value, other name" => $"x{flow.BindingCookieName}={flow.BindingCookieValue}",
            _ => $"{flow.BindingCookieName}=",
        }));
    }

    [Fact]
    public async Task S14_the_cookie_is_bound_to_the_host_and_kept_from_scripts()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();

        AuthorizationRequest flow = await host.AuthorizeAsync();

        string[] parts = flow.BindingCookieHeader.Split("; ");
        Assert.Equal($"{flow.BindingCookieName}={flow.BindingCookieValue}", parts[0]);
        Assert.StartsWith("__Host-", flow.BindingCookieName, StringComparison.Ordinal);
        Assert.Equal(["HttpOnly", "Max-Age=600", "Path=/", "SameSite=Lax", "Secure"], parts[1..].Order());
    }

    [Theory]
    [InlineData("http://localhost:5000")]
    [InlineData("http://127.0.0.1:5000")]
    public async Task S14_over_http_on_loopback_the_cookie_is_the_same_without_prefix_and_Secure(string baseUrl)
    {
        await using OAuthHost host = await OAuthHost.StartAsync(build: builder => builder.Services.Configure<ConnectorsOptions>(o => o.BaseUrl = baseUrl));

        AuthorizationRequest flow = await host.AuthorizeAsync();

        Assert.DoesNotContain("__Host-", flow.BindingCookieHeader, StringComparison.Ordinal);
        Assert.Equal(["HttpOnly", "Max-Age=600", "Path=/", "SameSite=Lax"], flow.BindingCookieHeader.Split("; ")[1..].Order());
        Assert.Equal(303, (await host.ReturnAsync(flow)).StatusCode);
    }

    [Fact]
    public async Task S14_two_tabs_do_not_disturb_each_other()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest first = await host.AuthorizeAsync("/one");
        AuthorizationRequest second = await host.AuthorizeAsync("/two", "org_2");
        string cookies = $"a=b; {second.BindingCookieName}={second.BindingCookieValue}; {first.BindingCookieName}={first.BindingCookieValue}; c=d";

        ConnectorResponse ofSecond = await host.SendAsync($"?code={host.Server.Grants.Approve(second.AuthorizationUrl)}&state={second.State}", cookies);
        ConnectorResponse ofFirst = await host.SendAsync($"?code={host.Server.Grants.Approve(first.AuthorizationUrl)}&state={first.State}", cookies);

        Assert.NotEqual(first.BindingCookieName, second.BindingCookieName);
        Assert.Equal("/two", OAuthHost.LocationOf(ofSecond));
        Assert.Equal("/one", OAuthHost.LocationOf(ofFirst));
        Assert.StartsWith(second.BindingCookieName + "=; Max-Age=0", ofSecond.Headers["Set-Cookie"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S14_a_forged_cookie_reaches_no_other_tenant()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync(identity: "victim");
        string forged = $$"""{{flow.BindingCookieName}}={"scope":"organization","identity":"attacker"}""";

        await host.RefusedAsync(await host.SendAsync($"?code={host.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}", forged));

        Assert.Null(await host.GetAsync("victim"));
        Assert.Null(await host.GetAsync("attacker"));
        Assert.DoesNotContain("victim", flow.BindingCookieHeader, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S15_what_the_query_says_about_tenant_and_target_is_ignored()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync("/mine");
        const string Injected = "&scope=user&identity=evil&connector=other&name=x&returnUrl=/evil&return_url=/evil&redirect_uri=https://evil.test&code_verifier=x&tenant=evil";

        ConnectorResponse response = await host.SendAsync(flow, $"?code={host.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}{Injected}");

        Assert.Equal("/mine", OAuthHost.LocationOf(response));
        Connection connection = (await host.GetAsync())!;
        Assert.Equal(("organization", "org_1", "demo", ""), (connection.Scope, connection.Identity, connection.Connector, connection.Name));
        Assert.Equal(["read", "write"], connection.OAuth!.Scopes);
        Assert.Null(await host.GetAsync("evil"));
        Assert.Equal(OAuthHost.RedirectUri, host.Server.TokenRequests.Single()["redirect_uri"]);
    }

    [Fact]
    public async Task S15_what_the_store_keeps_of_a_flow_cannot_be_read_there()
    {
        using RecordingStore store = new();
        await using OAuthHost host = await OAuthHost.StartAsync(store: store);

        AuthorizationRequest flow = await host.AuthorizeAsync("/canary-return", "canary-tenant");

        string kept = Assert.Single(store.Subjects.OfType<string>());
        Assert.All(["canary-return", "canary-tenant", flow.State, flow.BindingCookieValue], secret => Assert.DoesNotContain(secret, kept, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("user-1", "user-2")]
    [InlineData("user-1", null)]
    [InlineData("user-1", "USER-1")]
    public async Task S16_a_flow_of_one_user_does_not_end_while_another_is_signed_in(string began, string? ends)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync(subject: began);

        await host.RefusedAsync(
            await host.SendAsync(flow, $"?code={host.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}", subject: ends));
    }

    [Fact]
    public async Task S16_the_user_who_began_it_ends_it()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync(subject: "user-1");

        ConnectorResponse response = await host.SendAsync(flow, $"?code={host.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}", subject: "user-1");

        Assert.Equal(303, response.StatusCode);
        Assert.NotNull(await host.GetAsync());
    }

    [Fact]
    public async Task S17_the_state_of_one_connector_is_none_at_the_path_of_another()
    {
        await using AuthorizationServer elsewhere = await AuthorizationServer.StartAsync(TimeProvider.System);
        DemoConnector other = new()
        {
            Configure = definition => (definition.Key, definition.HasConfig, definition.OAuth) = ("other", false, new OAuth2Attribute
            {
                AuthorizationEndpoint = elsewhere.AuthorizationEndpoint,
                TokenEndpoint = elsewhere.TokenEndpoint,
            }),
        };
        await using OAuthHost host = await OAuthHost.StartAsync(build: builder => builder
            .AddConnector(typeof(CallbackTests), other.Define())
            .ConfigureOAuth("other", o => o.ClientId = "client-2"));
        AuthorizationRequest flow = await host.AuthorizeAsync();

        await host.RefusedAsync(
            await host.SendAsync(flow, $"?code={host.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}", "/connectors/other/oauth/callback"));

        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("token endpoint")]
    public async Task S18_a_flow_ends_only_with_the_registration_it_began_with(string changed)
    {
        await using OAuthHost before = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await before.AuthorizeAsync();
        await using OAuthHost after = before.StartNode(builder => builder.ConfigureOAuth(DemoConnector.Key, options =>
        {
            if (changed == "client")
            {
                options.ClientId = "client-2";
            }
            else
            {
                options.TokenEndpoint = before.Server.Origin + "/other";
            }
        }));

        ConnectorResponse response = await after.ReturnAsync(flow);

        OAuthHost.Failed(response, ConnectorErrorCodes.ConnectorOAuthStateInvalid);
        Assert.Empty(before.Server.Requests);
        Assert.Null(await before.GetAsync());
    }

    public static TheoryData<string> WrongIssuers => ["missing", "", "https://as.test/", "https://AS.test", "https://as.test/x", "https://evil.test", "http://as.test", "https%3A%2F%2Fas.test%2F"];

    [Theory]
    [MemberData(nameof(WrongIssuers))]
    public async Task S19_an_answer_of_another_issuer_is_refused(string issuer)
    {
        await using OAuthHost host = await OAuthHost.StartAsync(o => o.Issuer = "https://as.test");
        AuthorizationRequest flow = await host.AuthorizeAsync();

        ConnectorResponse response = await host.SendAsync(
            flow, $"?code={host.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}{(issuer == "missing" ? "" : "&iss=" + issuer)}");

        OAuthHost.Failed(response, ConnectorErrorCodes.ConnectorOAuthStateInvalid);
        Assert.Empty(host.Server.TokenRequests);
        Assert.Null(await host.GetAsync());
    }

    [Theory]
    [InlineData("https://as.test")]
    [InlineData("https%3A%2F%2Fas.test")]
    public async Task S19_an_answer_of_the_configured_issuer_is_taken(string issuer)
    {
        await using OAuthHost host = await OAuthHost.StartAsync(o => o.Issuer = "https://as.test");
        AuthorizationRequest flow = await host.AuthorizeAsync();

        await host.SendAsync(flow, $"?code={host.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}&iss={issuer}");

        Assert.NotNull(await host.GetAsync());
    }

    [Fact]
    public async Task S24_a_flow_that_one_node_began_ends_on_another()
    {
        await using OAuthHost first = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await first.AuthorizeAsync("/there");
        string query = $"?code={first.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}";
        await using OAuthHost second = first.StartNode();

        ConnectorResponse response = await second.SendAsync(flow, query);

        Assert.Equal("/there", OAuthHost.LocationOf(response));
        Assert.NotNull(await first.GetAsync());
        Assert.Equal(400, (await first.SendAsync(flow, query)).StatusCode);
        Assert.Single(first.Server.TokenRequests);
    }

    [Fact]
    public async Task S25_states_that_nobody_comes_back_with_are_swept()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        for (int i = 0; i < 2000; i++)
        {
            await host.AuthorizeAsync(identity: "org_" + i);
        }

        host.Test.Time.Advance(TimeSpan.FromMinutes(11));
        await host.AuthorizeAsync();

        Assert.Equal(0, await host.Test.Store.SweepAsync(host.Test.Time.GetUtcNow(), OAuthHost.Token));
        Assert.Equal(1, await host.Test.Store.SweepAsync(DateTimeOffset.MaxValue, OAuthHost.Token));
    }
}
