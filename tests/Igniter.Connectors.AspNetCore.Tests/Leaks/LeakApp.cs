using System.Net;
using System.Text;
using Igniter.Connectors.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.AspNetCore.Tests.Leaks;

/// <summary>
/// A web application that logs all it can, its provider, and a canary that reads both. Every secret that was planted must have arrived where it belongs.
/// </summary>
internal sealed class LeakApp : IAsyncDisposable
{
    private readonly LogLines _logs = new();
    private readonly Dictionary<string, string> _values = [];
    private readonly StringBuilder _received = new();
    private readonly WebApplication _provider;
    private readonly HttpClient _client;

    private LeakApp(SecretCanary canary, WebApplication provider)
    {
        Canary = canary;
        _provider = provider;

        // A client that traces nothing: the addresses that it asks for are the sender's business.
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = null });
    }

    public SecretCanary Canary { get; }

    public WebHost Web { get; private set; } = null!;

    public Spilled Spilled { get; } = new();

    /// <summary>What the provider answers; the request is its argument.</summary>
    public Func<string, string, (int Status, string Body)> Answer { get; set; } = (_, _) => (200, "{}");

    public string All => string.Join(' ', _values.Values);

    public ConnectorScope Acme => Web.Manager.Organization("acme");

    public static async Task<LeakApp> StartAsync(IConnectorStore? store = null)
    {
        SecretCanary canary = new();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        LeakApp app = new(canary, builder.Build());
        app._provider.Run(app.ProvideAsync);
        await app._provider.StartAsync(TestContext.Current.CancellationToken);
        app.Web = await WebHost.StartAsync(app.Map, store, app.Configure, options =>
        {
            options.Secret = app.Plant("IGNITER_SECRET");
            app._received.Append(options.Secret);
            options.BaseUrl = "https://app.example.com";
        });
        app._client.BaseAddress = app.Web.Client.BaseAddress;
        return app;
    }

    public string Plant(string what) => _values[what] = Canary.Plant(what);

    /// <summary>A value that something else made, and that went where it belongs.</summary>
    public void Watch(string what, string value) => Canary.Watch(what, value);

    public void Saw(string text) => _received.Append(text);

    /// <summary>Sends a request and reads the answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, path) { Content = body is null ? null : new ByteArrayContent(body) };
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        // The way to the provider holds the state, as it must.
        if (!path.Contains("/oauth/connect", StringComparison.Ordinal))
        {
            await Canary.InspectAsync(response, TestContext.Current.CancellationToken);
        }

        return response;
    }

    /// <summary>Stops everything, demands that all secrets arrived and that none leaked.</summary>
    public async Task VerifyAsync()
    {
        await Web.App.StopAsync(TestContext.Current.CancellationToken);
        string received = _received + Spilled.Text;
        Assert.DoesNotContain(_values, pair => !received.Contains(pair.Value, StringComparison.Ordinal));
        Assert.Contains(_logs.Lines, line => line.StartsWith("Request starting", StringComparison.Ordinal));
        Canary.Verify();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Web.DisposeAsync();
        await _provider.DisposeAsync();
        Canary.Dispose();
        _logs.Dispose();
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Canary.Logs).AddProvider(_logs);
        builder.Services.AddHttpLogging(logging => logging.LoggingFields = HttpLoggingFields.All);
        builder.Services.AddSingleton(Spilled);
        builder.Services.AddHealthChecks().AddConnectorsHealthCheck();
        string provider = _provider.Urls.Single();
        builder.Services.AddIgniterConnectors().OnEvent(Canary.Inspect, EventDelivery.Inline).ConfigureOAuth("spill", oauth =>
        {
            oauth.ClientId = "client-1";
            oauth.ClientSecret = Plant("client secret");
            oauth.TokenEndpoint = provider + "/token";
            oauth.UserInfoEndpoint = provider + "/userinfo";
        });
    }

    private void Map(WebApplication app)
    {
        app.UseHttpLogging();
        app.UseExceptionHandler(errors => errors.Run(context => context.Response.WriteAsync("failed")));
        app.MapIgniterConnectors(options => options.ResolveScope = context => new(context.RequestServices.GetRequiredService<ConnectorManager>().Organization("acme")));
        app.MapHealthChecks("/health", new HealthCheckOptions
        {
            ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(
                report.Entries.ToDictionary(entry => entry.Key, entry => new { entry.Value.Description, entry.Value.Data, Exception = entry.Value.Exception?.ToString() })),
        });
        app.MapGet("/echo", async context =>
        {
            ConnectorActionResult result = await context.RequestServices.GetRequiredService<ConnectorManager>().Organization("acme")
                .Action("spill", "echo").CallAsync(System.Text.Json.JsonSerializer.SerializeToElement(new { text = context.Request.Headers["X-Text"].ToString() }), context.RequestAborted);
            await context.Response.WriteAsJsonAsync(result);
        });
    }

    private async Task ProvideAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        string request = $"{await reader.ReadToEndAsync(context.RequestAborted)} {string.Join(' ', context.Request.Headers.Values)}";
        _received.Append(WebUtility.UrlDecode(request));
        (int status, string body) = Answer(context.Request.Path, request);
        _received.Append(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}
