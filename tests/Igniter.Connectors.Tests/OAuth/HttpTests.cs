using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary><see cref="ConnectorContext.Http"/>: the access token goes where it belongs, and a 401 has one second chance.</summary>
public sealed class HttpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S49_a_401_leads_to_one_refresh_and_one_repetition_with_the_same_body()
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Server.Script("/resource", new ScriptedAnswer(401));

        HttpStatusCode status = await CallAsync(host, http => http.PostAsync(host.Server.Resource, new StringContent("the body"), Token));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(1, Refreshes(host));
        ReceivedRequest[] calls = ResourceRequests(host);
        Assert.Equal(["the body", "the body"], calls.Select(call => call.Body));
        Assert.NotEqual(calls[0].Headers["Authorization"], calls[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task S49_a_second_401_is_the_answer()
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Server.Script("/resource", new ScriptedAnswer(401), new ScriptedAnswer(401));

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(host, http => http.GetAsync(host.Server.Resource, Token)));
        Assert.Equal(1, Refreshes(host));
        Assert.Equal(2, ResourceRequests(host).Length);
    }

    [Fact]
    public async Task S49_a_403_for_want_of_scope_leads_to_no_refresh()
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Server.Script("/resource", new ScriptedAnswer(403, """{"error":"insufficient_scope"}"""));

        Assert.Equal(HttpStatusCode.Forbidden, await CallAsync(host, http => http.GetAsync(host.Server.Resource, Token)));
        Assert.Equal(0, Refreshes(host));
    }

    [Fact]
    public async Task S49_a_body_that_can_be_read_once_is_sent_once()
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Server.Script("/resource", new ScriptedAnswer(401));

        HttpStatusCode status = await CallAsync(
            host, http => http.PostAsync(host.Server.Resource, new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes("a stream"))), Token));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Single(ResourceRequests(host));
        Assert.Equal(HttpStatusCode.OK, await CallAsync(host, http => http.GetAsync(host.Server.Resource, Token)));
    }

    [Fact]
    public async Task S54_a_clock_that_jumps_costs_one_refresh_and_no_call()
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Server.Grants.Lifetime = TimeSpan.FromMinutes(5);
        host.Test.Time.Advance(TimeSpan.FromMinutes(10));
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await CallAsync(host, http => http.GetAsync(host.Server.Resource, Token)));
        }

        Assert.Equal(0, Refreshes(host));
        host.Test.Time.Advance(TimeSpan.FromMinutes(60));
        await CallAsync(host, http => http.GetAsync(host.Server.Resource, Token));
        await CallAsync(host, http => http.GetAsync(host.Server.Resource, Token));
        Assert.Equal(1, Refreshes(host));
    }

    [Fact]
    public async Task S56_the_token_is_in_the_Authorization_header_and_nowhere_else()
    {
        await using OAuthHost host = await ConnectedAsync();
        string token = host.Server.Grants.All.Single().AccessToken!;

        await CallAsync(host, http => http.PostAsync(host.Server.Resource + "?a=b", new StringContent("body"), Token));

        ReceivedRequest call = Assert.Single(ResourceRequests(host));
        Assert.Equal("Bearer " + token, call.Headers["Authorization"]);
        Assert.DoesNotContain(token, call.Query + call.Body, StringComparison.Ordinal);
        Assert.Single(call.Headers, header => header.Value.Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task S57_another_origin_never_gets_the_token(int status)
    {
        await using OAuthHost host = await ConnectedAsync();
        await using AuthorizationServer evil = await AuthorizationServer.StartAsync(TimeProvider.System);
        host.Server.Script("/resource", new ScriptedAnswer(status) { Headers = { ["Location"] = evil.Resource } });

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(host, http => http.GetAsync(host.Server.Resource, Token)));

        Assert.False(Assert.Single(evil.Requests).Headers.ContainsKey("Authorization"));
        Assert.Equal(0, Refreshes(host));
    }

    [Fact]
    public async Task S57_a_redirect_within_the_origin_keeps_the_token()
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Server.Script("/moved", new ScriptedAnswer(301) { Headers = { ["Location"] = "/resource" } });

        Assert.Equal(HttpStatusCode.OK, await CallAsync(host, http => http.GetAsync(host.Server.Origin + "/moved", Token)));
    }

    [Fact]
    public async Task S57_the_token_goes_over_https_only()
    {
        await using OAuthHost host = await ConnectedAsync();
        await TestHost.FailsAsync(
            ConnectorErrorCodes.ConnectorConfigurationInvalid, () => CallAsync(host, http => http.GetAsync("http://api.example.test/", Token)));
    }

    [Fact]
    public async Task A_request_with_an_Authorization_of_its_own_goes_as_it_is()
    {
        await using OAuthHost host = await ConnectedAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, host.Server.Resource);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", "eA==");

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(host, http => http.SendAsync(request, Token)));
        Assert.Equal("Basic eA==", Assert.Single(ResourceRequests(host)).Headers["Authorization"]);
        Assert.Equal(0, Refreshes(host));
    }

    [Fact]
    public async Task A_fault_is_repeated_where_that_is_safe_and_nowhere_else()
    {
        await using OAuthHost host = await ConnectedAsync();
        host.Server.Script("/resource", new ScriptedAnswer(503));
        Assert.Equal(HttpStatusCode.OK, await CallAsync(host, http => http.GetAsync(host.Server.Resource, Token)));

        host.Server.Script("/resource", new ScriptedAnswer(503));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await CallAsync(host, http => http.PostAsync(host.Server.Resource, new StringContent("x"), Token)));
    }

    [Fact]
    public async Task S113_cookies_of_one_tenant_reach_no_other_and_no_header_outlives_a_call()
    {
        await using OAuthHost host = await ConnectedAsync();
        await host.ConnectAsync(identity: "org_2");
        host.Server.Script("/resource", new ScriptedAnswer(200, "{}") { Headers = { ["Set-Cookie"] = "tenant=one; Path=/" } });
        await CallAsync(host, http => http.GetAsync(host.Server.Resource, Token));

        await CallAsync(host, http => http.GetAsync(host.Server.Resource, Token), "org_2");

        ReceivedRequest second = ResourceRequests(host)[1];
        Assert.False(second.Headers.ContainsKey("Cookie"));
        Assert.Equal("Bearer " + host.Server.Grants.All[1].AccessToken, second.Headers["Authorization"]);
    }

    [Fact]
    public async Task S115_each_tenant_has_the_client_that_the_resolver_gives_it()
    {
        Resolver resolver = new();
        await using OAuthHost host = await OAuthHost.StartAsync(build: builder => builder.Services.AddSingleton<IOAuthClientResolver>(resolver));
        resolver.Clients["org_1"] = new OAuthClient(host.Server.Grants.ClientId, host.Server.Grants.ClientSecret);
        resolver.Clients["org_2"] = new OAuthClient("client-2", "secret-2");

        AuthorizationRequest one = await host.AuthorizeAsync();
        AuthorizationRequest two = await host.AuthorizeAsync(identity: "org_2");
        Assert.Equal(host.Server.Grants.ClientId, OAuthHost.QueryOf(one)["client_id"]);
        Assert.Equal("client-2", OAuthHost.QueryOf(two)["client_id"]);

        // A client that changed on the way gets no code.
        resolver.Clients["org_2"] = resolver.Clients["org_1"];
        OAuthHost.Failed(await host.SendAsync(two, $"?code=x&state={two.State}"), ConnectorErrorCodes.ConnectorOAuthStateInvalid);
        Assert.Empty(host.Server.TokenRequests);
    }

    [Fact]
    public async Task A_grant_is_never_renewed_by_another_client_than_its_own()
    {
        Resolver resolver = new();
        await using OAuthHost host = await OAuthHost.StartAsync(build: builder => builder.Services.AddSingleton<IOAuthClientResolver>(resolver));
        resolver.Clients["org_1"] = new OAuthClient(host.Server.Grants.ClientId, host.Server.Grants.ClientSecret);
        await host.ConnectAsync();
        resolver.Clients["org_1"] = new OAuthClient("client-2", "secret-2");
        host.Test.Time.Advance(TimeSpan.FromHours(2));

        await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorConfigurationInvalid, () => host.SeeAsync());
        Assert.Equal(0, Refreshes(host));
        Assert.Equal(ConnectionStatus.Active, (await host.GetAsync())!.Status);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("172.31.255.255")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:7f00:1::")]
    public void S117_addresses_of_private_networks_are_not_public(string address) => Assert.False(NetworkGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:2800:220:1::1")]
    public void S117_other_addresses_are(string address) => Assert.True(NetworkGuard.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task S117_a_host_that_a_tenant_decides_about_is_looked_at_when_it_is_connected_to()
    {
        await using OAuthHost host = await ConnectedAsync();
        using ServiceProvider services = new ServiceCollection().AddIgniterConnectors().Services.BuildServiceProvider();
        using HttpClient guarded = services.GetRequiredService<IHttpClientFactory>().CreateClient(OAuthHttp.GuardedClientName);

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(() => guarded.GetAsync(host.Server.Resource, Token));

        Assert.Equal(HttpRequestError.ConnectionError, error.HttpRequestError);
        Assert.Empty(ResourceRequests(host));
    }

    private static int Refreshes(OAuthHost host) => host.Server.TokenRequests.Count(request => request["grant_type"] == "refresh_token");

    private static ReceivedRequest[] ResourceRequests(OAuthHost host) => [.. host.Server.Requests.Where(request => request.Path == "/resource")];

    private static async Task<OAuthHost> ConnectedAsync()
    {
        OAuthHost host = await OAuthHost.StartAsync();
        await host.ConnectAsync();
        return host;
    }

    private static async Task<HttpStatusCode> CallAsync(OAuthHost host, Func<HttpClient, Task<HttpResponseMessage>> send, string identity = "org_1")
    {
        HttpStatusCode status = default;
        host.Test.Demo.Echo = async (call, _) =>
        {
            using HttpResponseMessage response = await send(call.GetContext().Http);
            status = response.StatusCode;
            return new EchoOutput { Text = "sent" };
        };
        await host.Test.Client(identity).EchoAsync("x", cancellationToken: Token);
        return status;
    }

    private sealed class Resolver : IOAuthClientResolver
    {
        public ConcurrentDictionary<string, OAuthClient> Clients { get; } = new();

        public ValueTask<OAuthClient?> ResolveAsync(OAuthClientRequest request, CancellationToken cancellationToken = default) =>
            new(Clients.GetValueOrDefault(request.Identity));
    }
}
