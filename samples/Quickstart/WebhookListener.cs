using Igniter.Connectors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Quickstart;

/// <summary>
/// Takes what the Bot API on this machine posts, and hands it to <see cref="ConnectorManager.HandleAsync"/>. A web application calls
/// <c>app.MapIgniterConnectors()</c> of Igniter.Connectors.AspNetCore instead.
/// </summary>
internal sealed class WebhookListener : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookListener()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Who handles requests.</summary>
    public ConnectorManager? Connectors { get; set; }

    public static async Task<WebhookListener> StartAsync()
    {
        WebhookListener listener = new();
        await listener._app.StartAsync();
        return listener;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        ConnectorRequest request = new()
        {
            Method = context.Request.Method,
            Path = context.Request.Path.ToUriComponent(),
            Query = context.Request.QueryString.Value ?? "",
            Headers = context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase),
            Body = context.Request.BodyReader,
        };
        ConnectorResponse response = await Connectors!.HandleAsync(request, context.RequestAborted);
        context.Response.StatusCode = response.StatusCode;
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }
}
