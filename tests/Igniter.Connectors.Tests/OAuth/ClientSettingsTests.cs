using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Tests.OAuth;

public sealed class ClientSettingsTests
{
    [Fact]
    public async Task The_client_comes_from_the_configuration_section()
    {
        await using OAuthHost host = await StartAsync(("ClientId", "from-configuration"), ("ClientSecret", "canary-configured"));

        AuthorizationRequest flow = await host.AuthorizeAsync();
        await host.SendAsync(flow, $"?code=x&state={flow.State}");

        ReceivedRequest request = host.Server.TokenRequests.Single();
        Assert.Equal(("from-configuration", "canary-configured"), (request["client_id"], request["client_secret"]));
    }

    [Fact]
    public async Task ConfigureOAuth_comes_before_the_configuration_section()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(build: builder => AddConfiguration(builder, ("ClientId", "x"), ("ClientSecret", "y")));

        await host.ConnectAsync();

        Assert.Equal("client-1", host.Server.TokenRequests.Single()["client_id"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Without_a_client_id_nobody_is_sent_anywhere(string? id)
    {
        await using OAuthHost host = await OAuthHost.StartAsync(build: builder => builder.ConfigureOAuth(DemoConnector.Key, o => o.ClientId = id));

        ConnectorException error = await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorOAuthNotConfigured, () => host.AuthorizeAsync());

        Assert.Contains("Igniter:Connectors:demo:OAuth:ClientId", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connector_without_OAuth_authorizes_nobody()
    {
        await using TestHost host = new();

        await TestHost.FailsAsync(
            ConnectorErrorCodes.ConnectorOAuthNotConfigured, () => host.Scope().AuthorizeAsync(DemoConnector.Key, cancellationToken: TestHost.Token));
    }

    [Fact]
    public async Task Settings_for_an_unknown_connector_are_an_error_at_start() => await TestHost.FailsAsync(
        ConnectorErrorCodes.ConnectorConfigurationInvalid, () => OAuthHost.StartAsync(build: builder => builder.ConfigureOAuth("unknown", _ => { })));

    [Fact]
    public async Task A_deployment_replaces_endpoints_and_scopes()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(
            o => (o.AuthorizationEndpoint, o.TokenEndpoint) = ("https://declared.test/a", "https://declared.test/t"),
            builder => builder.ConfigureOAuth(DemoConnector.Key, o =>
            {
                o.AuthorizationEndpoint = "https://sandbox.test/a";
                o.Scopes = ["one"];
            }));

        AuthorizationRequest flow = await host.AuthorizeAsync();

        Assert.Equal("sandbox.test", flow.AuthorizationUrl.Host);
        Assert.Equal("one", OAuthHost.QueryOf(flow)["scope"]);
    }

    [Fact]
    public async Task S115_a_resolver_gives_each_tenant_its_own_client()
    {
        Resolver resolver = new(request => request.Identity == "org_own" ? new OAuthClient("own-client", "own-secret") : null);
        await using OAuthHost host = await OAuthHost.StartAsync(build: builder => builder.Services.AddScoped<IOAuthClientResolver>(_ => resolver));

        AuthorizationRequest own = await host.AuthorizeAsync(identity: "org_own");
        AuthorizationRequest other = await host.AuthorizeAsync(identity: "org_other");
        await host.SendAsync(own, $"?code=x&state={own.State}");

        Assert.Equal("own-client", OAuthHost.QueryOf(own)["client_id"]);
        Assert.Equal("client-1", OAuthHost.QueryOf(other)["client_id"]);
        ReceivedRequest request = host.Server.TokenRequests.Single();
        Assert.Equal(("own-client", "own-secret"), (request["client_id"], request["client_secret"]));
        Assert.Equal(new OAuthClientRequest("demo", "organization", "org_own", ""), resolver.Requests[0]);
    }

    [Fact]
    public async Task A_resolver_that_throws_says_so_without_its_words()
    {
        await using OAuthHost host = await OAuthHost.StartAsync(
            build: builder => builder.Services.AddSingleton<IOAuthClientResolver>(new Resolver(_ => throw new InvalidOperationException("canary"))));

        ConnectorException error = await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorOAuthNotConfigured, () => host.AuthorizeAsync());

        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_resolver_that_can_not_be_made_or_disposed_of_says_so_too(bool isMade)
    {
        await using OAuthHost host = await OAuthHost.StartAsync(
            build: builder => builder.Services.AddScoped<IOAuthClientResolver>(_ => isMade ? new Undisposable() : throw new InvalidOperationException("canary")));

        ConnectorException error = await TestHost.FailsAsync(ConnectorErrorCodes.ConnectorOAuthNotConfigured, () => host.AuthorizeAsync());

        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_shows_no_secret()
    {
        OAuthClient client = new("id-1", "canary");

        Assert.Equal("id-1", client.ToString());
        Assert.DoesNotContain("canary", System.Text.Json.JsonSerializer.Serialize(client), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", new OAuthClientOptions { ClientSecret = "canary" }.ToString(), StringComparison.Ordinal);
    }

    private static Task<OAuthHost> StartAsync(params (string Name, string Value)[] settings) => OAuthHost.StartAsync(build: builder =>
    {
        builder.ConfigureOAuth(DemoConnector.Key, options => (options.ClientId, options.ClientSecret) = (null, null));
        AddConfiguration(builder, settings);
    });

    private static void AddConfiguration(ConnectorsBuilder builder, params (string Name, string Value)[] settings) =>
        builder.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>("Igniter:Connectors:demo:OAuth:" + setting.Name, setting.Value)))
            .Build());

    private sealed class Undisposable : IOAuthClientResolver, IDisposable
    {
        public ValueTask<OAuthClient?> ResolveAsync(OAuthClientRequest request, CancellationToken cancellationToken = default) => new(new OAuthClient("client-1"));

        public void Dispose() => throw new InvalidOperationException("canary");
    }

    private sealed class Resolver(Func<OAuthClientRequest, OAuthClient?> resolve) : IOAuthClientResolver
    {
        public List<OAuthClientRequest> Requests { get; } = [];

        public ValueTask<OAuthClient?> ResolveAsync(OAuthClientRequest request, CancellationToken cancellationToken = default)
        {
            Requests.Add(request);
            return new(resolve(request));
        }
    }
}
