using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.AspNetCore.Tests;

/// <summary>An application on a loopback port with this assembly's connectors.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    public const string Secret = "a secret for tests that is long enough";

    private WebHost(WebApplication app, HttpClient client)
    {
        App = app;
        Client = client;
    }

    public WebApplication App { get; }

    /// <summary>A browser that follows nothing and keeps no cookies.</summary>
    public HttpClient Client { get; }

    public ConnectorManager Manager => App.Services.GetRequiredService<ConnectorManager>();

    public static async Task<WebHost> StartAsync(
        Action<WebApplication> map, IConnectorStore? store = null, Action<WebApplicationBuilder>? configure = null, Action<ConnectorsOptions>? options = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();

        // The Gateway's settings lie beside the tests.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddIgniterConnectors(settings =>
        {
            settings.Secret = Secret;
            options?.Invoke(settings);
        }).AddConnectors().UseStore(store ?? new InMemoryConnectorStore());
        configure?.Invoke(builder);
        WebApplication app = builder.Build();
        map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false };
        return new WebHost(app, new HttpClient(handler) { BaseAddress = new Uri(app.Urls.Single()) });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }
}
