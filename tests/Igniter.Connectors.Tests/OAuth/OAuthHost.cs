using System.Text.Json;
using Igniter.Connectors.Tests.Engine;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>A manager whose demo connector authorizes itself at an <see cref="AuthorizationServer"/>, and the browser between the two.</summary>
internal sealed class OAuthHost : IAsyncDisposable
{
    public const string BaseUrl = "https://app.example.com";
    public const string RedirectUri = BaseUrl + "/connectors/demo/oauth/callback";
    public const string CallbackPath = "/connectors/demo/oauth/callback";

    private readonly bool _ownsServer;

    private OAuthHost(AuthorizationServer server, bool ownsServer, Setup setup)
    {
        Server = server;
        _ownsServer = ownsServer;
        Test = new TestHost(
            demo => demo.Configure = definition =>
            {
                definition.HasConfig = false;
                definition.OAuth = new OAuth2Attribute
                {
                    AuthorizationEndpoint = server.AuthorizationEndpoint,
                    TokenEndpoint = server.TokenEndpoint,
                    RevocationEndpoint = server.RevocationEndpoint,
                    Scopes = ["read", "write"],
                };
                setup.Declare(definition);
            },
            builder =>
            {
                builder.Services.Configure<ConnectorsOptions>(options => options.BaseUrl = BaseUrl);
                builder.ConfigureOAuth(DemoConnector.Key, options =>
                {
                    options.ClientId = server.Grants.ClientId;
                    options.ClientSecret = server.Grants.ClientSecret;
                });
                setup.Build(builder);
            },
            setup.Store);
        setup.Prepare(Test);
    }

    public AuthorizationServer Server { get; }

    public TestHost Test { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A host with a server of its own.</summary>
    public static Task<OAuthHost> StartAsync(Action<OAuth2Attribute>? declare = null, Action<ConnectorsBuilder>? build = null, IConnectorStore? store = null) =>
        StartAsync(new Setup { Declare = definition => declare?.Invoke(definition.OAuth!), Build = build ?? (_ => { }), Store = store });

    public static async Task<OAuthHost> StartAsync(Setup setup)
    {
        // The server's clock is the test's, which the host makes afterwards.
        RelayedTime time = new();
        AuthorizationServer server = await AuthorizationServer.StartAsync(time);
        setup.PrepareServer(server);
        OAuthHost host;
        try
        {
            host = new OAuthHost(server, ownsServer: true, setup);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        time.Source = host.Test.Time;
        return host;
    }

    /// <summary>Another node of the same application.</summary>
    public OAuthHost StartNode(Action<ConnectorsBuilder>? build = null, Action<OAuth2Attribute>? declare = null, IConnectorStore? store = null) =>
        new(Server, ownsServer: false, new Setup { Store = store ?? Test.Store, Build = build ?? (_ => { }), Declare = definition => declare?.Invoke(definition.OAuth!) });

    public Task<AuthorizationRequest> AuthorizeAsync(string? returnUrl = null, string identity = "org_1", string? subject = null, params string[] scopes) =>
        Test.Scope(identity).AuthorizeAsync(
            DemoConnector.Key, new AuthorizeOptions<JsonElement> { ReturnUrl = returnUrl, Subject = subject, Scopes = scopes }, Token);

    /// <summary>The user consents, and the browser follows the redirect.</summary>
    public Task<ConnectorResponse> ReturnAsync(AuthorizationRequest flow) => SendAsync(flow, $"?code={Server.Grants.Approve(flow.AuthorizationUrl)}&state={flow.State}");

    /// <summary>A callback with any query, from the browser that began the flow.</summary>
    public Task<ConnectorResponse> SendAsync(AuthorizationRequest flow, string query, string path = CallbackPath, string? subject = null) =>
        SendAsync(query, $"{flow.BindingCookieName}={flow.BindingCookieValue}", path, subject);

    public async Task<ConnectorResponse> SendAsync(string query, string? cookie, string path = CallbackPath, string? subject = null) =>
        await Test.Manager.HandleAsync(
            new ConnectorRequest
            {
                Method = "GET",
                Path = path,
                Query = query,
                Subject = subject,
                Headers = cookie is null ? new() : new Dictionary<string, StringValues> { ["Cookie"] = cookie },
            },
            Token);

    /// <summary>A whole flow that works.</summary>
    public async Task<ConnectorResponse> ConnectAsync(string? returnUrl = null, string identity = "org_1", params string[] scopes)
    {
        ConnectorResponse response = await ReturnAsync(await AuthorizeAsync(returnUrl, identity, null, scopes));
        Assert.Equal(303, response.StatusCode);
        Assert.DoesNotContain("error=", LocationOf(response), StringComparison.Ordinal);
        return response;
    }

    /// <summary>What an action sees of the grant.</summary>
    public async Task<OAuthConnection> SeeAsync(string identity = "org_1")
    {
        OAuthConnection? seen = null;
        Test.Demo.Echo = (call, _) =>
        {
            seen = call.GetContext().OAuth;
            return new(new EchoOutput { Text = "seen" });
        };
        await Test.Client(identity).EchoAsync("x", cancellationToken: Token);
        return seen!;
    }

    public Task<Connection?> GetAsync(string identity = "org_1") => Test.Client(identity).GetAsync(Token);

    /// <summary>Demands an error page: nobody is redirected before it is sure whose browser this is.</summary>
    public async Task RefusedAsync(ConnectorResponse response, string code = ConnectorErrorCodes.ConnectorOAuthStateInvalid)
    {
        Assert.Equal(ConnectorErrorCodes.StatusOf(code), response.StatusCode);
        Assert.False(response.Headers.ContainsKey("Location"));
        Assert.Equal(code, JsonElement.Parse(response.Body.Span).GetProperty("code").GetString());
        Assert.Empty(Server.TokenRequests);
        Assert.Null(await GetAsync());
    }

    /// <summary>Demands a redirect that says which error.</summary>
    public static void Failed(ConnectorResponse response, string code)
    {
        Assert.Equal(303, response.StatusCode);
        Assert.Equal(code, QueryHelpers.ParseQuery(new Uri(new Uri(BaseUrl), LocationOf(response)).Query)["error"]);
    }

    public static string LocationOf(ConnectorResponse response) => response.Headers["Location"].Single()!;

    public static Dictionary<string, StringValues> QueryOf(AuthorizationRequest flow) => QueryHelpers.ParseQuery(flow.AuthorizationUrl.Query);

    public async ValueTask DisposeAsync()
    {
        await Test.DisposeAsync();
        if (_ownsServer)
        {
            await Server.DisposeAsync();
        }
    }

    internal sealed class Setup
    {
        public Action<AuthorizationServer> PrepareServer { get; init; } = _ => { };

        public Action<DemoConnector.Definition> Declare { get; init; } = _ => { };

        public Action<ConnectorsBuilder> Build { get; init; } = _ => { };

        public Action<TestHost> Prepare { get; init; } = _ => { };

        public IConnectorStore? Store { get; init; }
    }

    private sealed class RelayedTime : TimeProvider
    {
        public TimeProvider Source { get; set; } = System;

        public override DateTimeOffset GetUtcNow() => Source.GetUtcNow();
    }
}
