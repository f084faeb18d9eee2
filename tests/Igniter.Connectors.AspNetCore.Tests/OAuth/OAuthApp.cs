using System.Globalization;
using System.Net;
using Igniter.Connectors.OAuthNode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.AspNetCore.Tests.OAuth;

/// <summary>A node of a web application whose tenants connect to the authorization server. <c>?as=acme</c> is all the sign-in it has.</summary>
internal sealed class OAuthApp : IAsyncDisposable
{
    /// <summary>Tells users apart, where a test wants that.</summary>
    public const string UserCookie = "user";

    private readonly WebApplication _app;

    private OAuthApp(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    /// <summary>Where this node listens.</summary>
    public Uri Address { get; }

    public ConnectorManager Manager => _app.Services.GetRequiredService<ConnectorManager>();

    public static async Task<OAuthApp> StartAsync(
        Uri server, IConnectorStore store, TimeProvider time, Uri? publicAddress, Action<ConnectorsBuilder>? configure)
    {
        // A host of its own, so that a browser's cookies for it aren't sent to the authorization server on 127.0.0.1.
        int port = Loopback.FreePort();
        Uri address = new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}/"));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time);
        ConnectorsBuilder connectors = builder.Services.AddIgniterConnectors(options =>
        {
            options.Secret = Cloud.Secret;
            options.BaseUrl = (publicAddress ?? address).AbsoluteUri;
        }).AddCloud(server).UseStore(store);
        configure?.Invoke(connectors);
        WebApplication app = builder.Build();
        app.MapIgniterConnectors(options =>
        {
            options.ResolveScope = context => ValueTask.FromResult(
                context.Request.Query["as"] is [{ } tenant] ? context.RequestServices.GetRequiredService<ConnectorManager>().Organization(tenant) : null);
            options.ResolveSubject = context => context.Request.Cookies[UserCookie];
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new OAuthApp(app, address);
    }

    /// <summary>The link that a tenant follows to connect.</summary>
    public Uri ConnectUrl(string tenant) => new(Address, $"connectors/cloud/oauth/connect?as={tenant}&returnUrl=/done");

    /// <summary>Follows that link; returns the provider's page.</summary>
    public async Task<Uri> BeginAsync(HttpBrowser browser, string tenant = "acme")
    {
        using HttpResponseMessage answer = await browser.GetAsync(ConnectUrl(tenant));
        Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther, $"{answer.StatusCode}");
        return answer.Headers.Location!;
    }

    /// <summary>The same request, sent to this node.</summary>
    public Uri Here(Uri request) => new(Address, request.PathAndQuery);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
