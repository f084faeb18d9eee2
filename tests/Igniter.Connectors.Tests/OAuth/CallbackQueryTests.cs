namespace Igniter.Connectors.Tests.OAuth;

/// <summary>Security statements S20 to S26: what a callback's query may say.</summary>
public sealed class CallbackQueryTests
{
    [Theory]
    [InlineData("&state={state}")]
    [InlineData("&state=x")]
    [InlineData("&st%61te=x")]
    [InlineData("&code={code}")]
    [InlineData("&code=")]
    [InlineData("&iss=https://as.test&iss=https://as.test")]
    [InlineData("&error=x&error=y")]
    public async Task S20_a_parameter_that_is_there_twice_is_refused(string more)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        string code = host.Server.Grants.Approve(flow.AuthorizationUrl);

        await host.RefusedAsync(await host.SendAsync(
            flow,
            $"?code={code}&state={flow.State}{more.Replace("{state}", flow.State, StringComparison.Ordinal).Replace("{code}", code, StringComparison.Ordinal)}"));
    }

    [Fact]
    public async Task S21_a_refusal_with_a_valid_state_ends_the_flow_without_an_exchange()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync("/settings?tab=1#x");
        string code = host.Server.Grants.Approve(flow.AuthorizationUrl);

        ConnectorResponse response = await host.SendAsync(flow, $"?error=access_denied&error_description=no&state={flow.State}");

        Assert.Equal("/settings?tab=1&error=CONNECTOR_OAUTH_DENIED#x", OAuthHost.LocationOf(response));
        await host.RefusedAsync(await host.SendAsync(flow, $"?code={code}&state={flow.State}"));
    }

    [Fact]
    public async Task S21_a_refusal_with_an_invalid_state_is_an_invalid_state()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();

        await host.RefusedAsync(await host.SendAsync(flow, $"?error=access_denied&state={FlowStates.Create()}"));
        await host.RefusedAsync(await host.SendAsync($"?error=access_denied&state={flow.State}", null));
    }

    [Theory]
    [InlineData("code=x&error=access_denied")]
    [InlineData("code=x&id_token=y")]
    [InlineData("code=x&access_token=y")]
    [InlineData("code=x&response=y")]
    [InlineData("access_token=y&token_type=bearer")]
    [InlineData("")]
    public async Task S22_what_no_code_flow_answers_is_refused(string query)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();

        ConnectorResponse response = await host.SendAsync(flow, $"?{query}&state={flow.State}");

        Assert.True(response.StatusCode is 400 or 303);
        Assert.Empty(host.Server.Requests);
        Assert.Null(await host.GetAsync());
        if (response.StatusCode == 303)
        {
            OAuthHost.Failed(response, ConnectorErrorCodes.ConnectorOAuthStateInvalid);
        }
    }

    public static TheoryData<string> HostileTexts =>
    [
        "<script>alert('canary')</script>", "canary\r\nSet-Cookie: a=b", "canary%00\u0001", "{canary} {0}", new string('c', 5000) + "canary", "canary\u202e",
    ];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task S23_what_the_provider_says_reaches_neither_redirect_nor_header_nor_log(string text)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync("/back");
        AuthorizationRequest other = await host.AuthorizeAsync("/back");
        string hostile = Uri.EscapeDataString(text);

        ConnectorResponse described = await host.SendAsync(
            flow, $"?error=access_denied&error_description={hostile}&error_uri={hostile}&state={flow.State}");
        ConnectorResponse coded = await host.SendAsync(other, $"?error={hostile}&state={other.State}");

        Assert.All([described, coded], response =>
        {
            Assert.Equal("/back?error=CONNECTOR_OAUTH_DENIED", OAuthHost.LocationOf(response));
            Assert.DoesNotContain("canary", string.Join('\n', response.Headers.Select(header => header.Key + header.Value)), StringComparison.Ordinal);
            Assert.True(response.Body.IsEmpty);
        });
        Assert.DoesNotContain("canary", string.Join('\n', host.Test.Logs.Messages), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", string.Join('\n', host.Test.Events.SelectMany(e => e.Attributes.Values)), StringComparison.Ordinal);
        Assert.Equal(2, host.Test.Events.OfType<OAuthFailedEvent>().Count());
    }

    [Fact]
    public async Task S23_what_the_token_endpoint_says_reaches_neither_redirect_nor_log()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync("/back");
        host.Server.ScriptToken(400, """{"error":"canary_error","error_description":"canary <script> canary-code"}""");

        ConnectorResponse response = await host.ReturnAsync(flow);

        Assert.Equal("/back?error=CONNECTOR_OAUTH_TOKEN_FAILED", OAuthHost.LocationOf(response));
        OAuthFailedEvent failed = Assert.Single(host.Test.Events.OfType<OAuthFailedEvent>());
        Assert.DoesNotContain("canary", failed.ErrorMessage + string.Join('\n', host.Test.Logs.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b+c&d=e%f/g?h#i\"j")]
    [InlineData("4/0AX4XfWh-\u00e9\ud83d\ude80")]
    [InlineData("line\r\nbreak: x")]
    [InlineData("%0d%0a%252f")]
    public async Task S26_a_code_is_sent_as_it_came_encoded_once(string code)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();

        ConnectorResponse response = await host.SendAsync(flow, $"?code={Uri.EscapeDataString(code)}&state={flow.State}");

        OAuthHost.Failed(response, ConnectorErrorCodes.ConnectorOAuthTokenFailed);
        Assert.Equal(code, host.Server.TokenRequests.Single()["code"]);
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public async Task S26_a_code_that_is_too_long_is_refused(int length)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();

        await host.RefusedAsync(await host.SendAsync(flow, $"?code={new string('c', length)}&state={flow.State}"));
    }

    [Theory]
    [InlineData("?")]
    [InlineData("?&&&===&%&%zz=%zz&=x")]
    [InlineData("?code=%zz%&state=%")]
    [InlineData("?code=%80%ff&state=%ff")]
    [InlineData("?state\0=x")]
    public async Task S26_a_broken_query_is_refused(string query)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();

        await host.RefusedAsync(await host.SendAsync(await host.AuthorizeAsync(), query));
    }

    [Theory]
    [InlineData("POST", OAuthHost.CallbackPath)]
    [InlineData("HEAD", OAuthHost.CallbackPath)]
    [InlineData("GET", OAuthHost.CallbackPath + "/")]
    [InlineData("GET", "/connectors/demo/oauth%2Fcallback")]
    [InlineData("GET", "/connectors/../connectors/demo/oauth/callback")]
    public async Task What_is_no_callback_uses_up_no_state(string method, string path)
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        string query = $"?code={host.Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}";

        ConnectorResponse response = await host.Test.Manager.HandleAsync(
            new ConnectorRequest { Method = method, Path = path, Query = query, Headers = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["cookie"] = $"{flow.BindingCookieName}={flow.BindingCookieValue}" } },
            OAuthHost.Token);

        Assert.Equal(404, response.StatusCode);
        Assert.Equal(303, (await host.SendAsync(flow, query)).StatusCode);
    }

    [Fact]
    public async Task An_unknown_connector_has_no_callback()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();

        await host.RefusedAsync(await host.SendAsync(flow, $"?code=x&state={flow.State}", "/connectors/unknown/oauth/callback"));
    }
}
