using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Tests.OAuth;

public sealed partial class AuthorizationRequestTests
{
    [Fact]
    public async Task S1_only_codes_are_asked_for()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();

        AuthorizationRequest flow = await host.AuthorizeAsync();

        Assert.Equal("code", OAuthHost.QueryOf(flow)["response_type"]);
        Assert.False(OAuthHost.QueryOf(flow).ContainsKey("response_mode"));
    }

    [Theory]
    [InlineData("response_type=token")]
    [InlineData("Response_Type=id_token")]
    [InlineData("response_mode=fragment")]
    public async Task S1_no_option_yields_another_response_type(string parameter) => await RefusedAsync(o => o.ExtraAuthorizationParameters = [parameter]);

    [Theory]
    [InlineData("canary-client-secret")]
    [InlineData(null)]
    public async Task S2_every_request_has_a_challenge_whether_the_client_has_a_secret_or_not(string? secret)
    {
        await using OAuthHost host = await OAuthHost.StartAsync(new OAuthHost.Setup { PrepareServer = server => server.Grants.ClientSecret = secret });

        Dictionary<string, StringValues> query = OAuthHost.QueryOf(await host.AuthorizeAsync());

        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal(43, query["code_challenge"].Single()!.Length);
    }

    [Fact]
    public void S2_plain_cannot_be_configured() => Assert.Equal(["S256", "None"], Enum.GetNames<OAuthPkce>());

    [Fact]
    public async Task S2_a_provider_that_refuses_it_gets_no_challenge()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(o => o.Pkce = OAuthPkce.None);

        Assert.DoesNotContain("code_challenge", OAuthHost.QueryOf(await host.AuthorizeAsync()).Keys);
        await host.ConnectAsync();
        Assert.False(host.Server.TokenRequests.Single().Has("code_verifier"));
    }

    [Fact]
    public void S3_a_thousand_verifiers_are_distinct_and_of_256_bits()
    {
        string[] verifiers = [.. Enumerable.Range(0, 1000).Select(_ => Pkce.CreateVerifier())];

        Assert.Equal(1000, verifiers.Distinct().Count());
        Assert.All(verifiers, verifier =>
        {
            Assert.Matches(Unreserved, verifier);
            Assert.True(Base64Url.DecodeFromChars(verifier).Length >= 32);
        });
        AssertEachPositionVaries(verifiers);
    }

    [Fact]
    public void S3_the_example_of_RFC_7636_appendix_B_comes_out() =>
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", Pkce.ChallengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

    [Fact]
    public async Task S3_the_challenge_is_the_hash_of_the_verifier_that_is_sent_later()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();

        AuthorizationRequest flow = await host.AuthorizeAsync();
        await host.ReturnAsync(flow);

        string verifier = host.Server.TokenRequests.Single()["code_verifier"]!;
        Assert.Matches(Unreserved, verifier);
        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), OAuthHost.QueryOf(flow)["code_challenge"]);
        Assert.DoesNotContain(verifier, flow.AuthorizationUrl.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S4_a_thousand_states_are_distinct_random_and_say_nothing()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        List<string> states = [];
        for (int i = 0; i < 1000; i++)
        {
            AuthorizationRequest flow = await host.AuthorizeAsync("/settings");
            Assert.Equal(flow.State, OAuthHost.QueryOf(flow)["state"]);
            states.Add(flow.State);
        }

        Assert.Equal(1000, states.Distinct().Count());
        Assert.All(states, state =>
        {
            byte[] bytes = Base64Url.DecodeFromChars(state);
            Assert.True(bytes.Length >= 16);
            string text = Encoding.Latin1.GetString(bytes);
            Assert.DoesNotContain("org_1", text, StringComparison.Ordinal);
            Assert.DoesNotContain("settings", text, StringComparison.Ordinal);
        });
        AssertEachPositionVaries(states);
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    [InlineData("response_type")]
    [InlineData("state")]
    [InlineData("code_challenge")]
    [InlineData("code_challenge_method")]
    [InlineData("scope")]
    [InlineData("nonce")]
    [InlineData("STATE")]
    public async Task S5_parameters_of_the_protocol_cannot_be_added(string name)
    {
        ConnectorException error = await RefusedAsync(o => o.ExtraAuthorizationParameters = ["prompt=consent", name + "=x"]);

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prompt")]
    [InlineData("=consent")]
    public async Task S5_what_is_no_parameter_cannot_be_added(string parameter) => await RefusedAsync(o => o.ExtraAuthorizationParameters = [parameter]);

    [Fact]
    public async Task S5_a_parameter_cannot_be_added_twice() => await RefusedAsync(o => o.ExtraAuthorizationParameters = ["prompt=consent", "prompt=none"]);

    [Fact]
    public async Task Parameters_of_ones_own_are_sent_encoded()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(o => o.ExtraAuthorizationParameters = ["audience=api & more=1", "prompt="]);

        Dictionary<string, StringValues> query = OAuthHost.QueryOf(await host.AuthorizeAsync());

        Assert.Equal("api & more=1", query["audience"]);
        Assert.Equal("", query["prompt"]);
    }

    [Theory]
    [InlineData("?tenant=x%20y&a=b")]
    [InlineData("?tenant=x%20y&a=b&")]
    public async Task S6_the_query_of_the_authorization_endpoint_is_kept(string query)
    {
        await using OAuthHost host = await OAuthHost.StartAsync(o => o.AuthorizationEndpoint += query);

        AuthorizationRequest flow = await host.AuthorizeAsync();

        Assert.StartsWith(host.Server.AuthorizationEndpoint + "?tenant=x%20y&a=b&response_type=code&", flow.AuthorizationUrl.AbsoluteUri, StringComparison.Ordinal);
        Dictionary<string, StringValues> parameters = OAuthHost.QueryOf(flow);
        Assert.Equal("x y", parameters["tenant"]);
        Assert.All(parameters, parameter => Assert.Single((IEnumerable<string?>)parameter.Value));
    }

    [Theory]
    [InlineData("?client_id=other")]
    [InlineData("?tenant=x&state=fixed")]
    [InlineData("?Redirect%5Furi=https://evil.test")]
    public async Task S6_no_parameter_is_there_twice_because_the_endpoint_brings_it(string query) => await RefusedAsync(o => o.AuthorizationEndpoint += query);

    [Fact]
    public async Task S6_no_parameter_is_there_twice_because_endpoint_and_options_bring_it() => await RefusedAsync(o =>
    {
        o.AuthorizationEndpoint += "?prompt=none";
        o.ExtraAuthorizationParameters = ["prompt=consent"];
    });

    [Fact]
    public async Task S6_an_endpoint_has_no_fragment() => await RefusedAsync(o => o.AuthorizationEndpoint += "#part");

    [Theory]
    [InlineData("https://app.example.com#part")]
    [InlineData("https://app.example.com?x=y")]
    public async Task S6_a_redirect_URI_has_no_fragment(string baseUrl) => await TestHost.FailsAsync(
        ConnectorErrorCodes.ConnectorConfigurationInvalid,
        () => OAuthHost.StartAsync(build: builder => Options(builder, options => options.BaseUrl = baseUrl)));

    public static TheoryData<string> Insecure => [.. from name in new[] { "Authorization", "Token", "UserInfo", "Revocation", "Refresh" }
                                                     from address in new[] { "http://provider.test/x", "ftp://provider.test/x", "/x", "provider.test/x", "https://user:pass@provider.test/x" }
                                                     select $"{name} {address}"];

    [Theory]
    [MemberData(nameof(Insecure))]
    public async Task S7_an_endpoint_without_https_is_an_error_at_start(string endpoint)
    {
        string[] parts = endpoint.Split(' ');
        ConnectorException error = await RefusedAsync(o =>
        {
            o.AuthorizationEndpoint = parts[0] == "Authorization" ? parts[1] : o.AuthorizationEndpoint;
            o.TokenEndpoint = parts[0] == "Token" ? parts[1] : o.TokenEndpoint;
            o.UserInfoEndpoint = parts[0] == "UserInfo" ? parts[1] : null;
            o.RevocationEndpoint = parts[0] == "Revocation" ? parts[1] : null;
            o.RefreshEndpoint = parts[0] == "Refresh" ? parts[1] : null;
        });

        Assert.Contains(parts[0] + "Endpoint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S7_a_deployments_endpoint_without_https_is_an_error_at_start() => await TestHost.FailsAsync(
        ConnectorErrorCodes.ConnectorConfigurationInvalid,
        () => OAuthHost.StartAsync(build: builder => builder.ConfigureOAuth(DemoConnector.Key, o => o.TokenEndpoint = "http://provider.test/token")));

    [Theory]
    [InlineData("http://app.example.com")]
    [InlineData("app.example.com")]
    public async Task S7_a_redirect_URI_without_https_is_an_error_at_start(string baseUrl) => await TestHost.FailsAsync(
        ConnectorErrorCodes.ConnectorConfigurationInvalid,
        () => OAuthHost.StartAsync(build: builder => Options(builder, options => options.BaseUrl = baseUrl)));

    [Fact]
    public async Task S8_the_redirect_URI_is_the_configured_one_whatever_host_a_request_names()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        await host.Test.Manager.HandleAsync(
            new ConnectorRequest
            {
                Method = "GET",
                Path = OAuthHost.CallbackPath,
                Headers = new Dictionary<string, StringValues> { ["Host"] = "evil.test", ["X-Forwarded-Host"] = "evil.test", ["Forwarded"] = "host=evil.test" },
            },
            OAuthHost.Token);

        Assert.Equal(OAuthHost.RedirectUri, OAuthHost.QueryOf(await host.AuthorizeAsync(identity: "org_1"))["redirect_uri"]);
        Assert.Equal(OAuthHost.RedirectUri, OAuthHost.QueryOf(await host.AuthorizeAsync(identity: "org_2"))["redirect_uri"]);
    }

    [Fact]
    public async Task S8_without_a_configured_address_nobody_is_sent_anywhere()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(build: builder => Options(builder, options => options.BaseUrl = null));

        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorConfigurationInvalid, () => host.AuthorizeAsync());
    }

    [Fact]
    public async Task S9_callbacks_answer_303_and_neither_caches_nor_other_sites_see_their_address()
    {
        await using OAuthHost host = await OAuthHost.StartAsync();
        ConnectorResponse success = await host.ConnectAsync();
        AuthorizationRequest flow = await host.AuthorizeAsync();
        ConnectorResponse denied = await host.SendAsync(flow, $"?error=access_denied&state={flow.State}");
        ConnectorResponse refused = await host.SendAsync("?code=x&state=y", null);

        Assert.Equal([303, 303, 400], [success.StatusCode, denied.StatusCode, refused.StatusCode]);
        Assert.All([success, denied, refused], response =>
        {
            Assert.Equal("no-store", response.Headers["Cache-Control"]);
            Assert.Equal("no-referrer", response.Headers["Referrer-Policy"]);
        });
    }

    [Fact]
    public async Task Scopes_are_those_declared_those_of_the_connection_and_those_of_the_call()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(o => o.ScopeSeparator = ",");
        await host.ConnectAsync(null, "org_1", "admin");

        Assert.Equal("read,write,admin,extra", OAuthHost.QueryOf(await host.AuthorizeAsync(null, "org_1", null, "extra", "read"))["scope"]);
    }

    [Fact]
    public async Task Without_scopes_the_request_has_no_scope()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(o => o.Scopes = []);

        Assert.DoesNotContain("scope", OAuthHost.QueryOf(await host.AuthorizeAsync()).Keys);
    }

    [GeneratedRegex("^[A-Za-z0-9._~-]{43,128}$")]
    private static partial Regex Unreserved { get; }

    /// <summary>A counter, a time or a constant part would keep some positions the same. The last character of Base64 has fewer bits.</summary>
    private static void AssertEachPositionVaries(IReadOnlyCollection<string> texts)
    {
        for (int i = 0; i < texts.First().Length; i++)
        {
            int different = texts.Select(text => text[i]).Distinct().Count();
            Assert.True(different >= 8, $"position {i} has {different} values");
        }
    }

    private static void Options(ConnectorsBuilder builder, Action<ConnectorsOptions> configure) =>
        Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure(builder.Services, configure);

    private static Task<ConnectorException> RefusedAsync(Action<OAuth2Attribute> declare) =>
        TestHost.FailsAsync(ConnectorErrorCodes.ConnectorConfigurationInvalid, () => OAuthHost.StartAsync(declare));
}
