using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.AspNetCore;

/// <summary>Carries requests to <see cref="ConnectorManager.HandleAsync"/> and its answers back.</summary>
internal sealed class ConnectorEndpoints(ConnectorManager manager, string basePath)
{
    private readonly string _callbackTemplate = basePath + "/{connector}/oauth/callback";
    private readonly string _webhookTemplate = basePath + "/{connector}/webhook/{secret}";

    public Task HandleCallbackAsync(HttpContext context) => HandleAsync(context, _callbackTemplate);

    public Task HandleWebhookAsync(HttpContext context) => HandleAsync(context, _webhookTemplate);

    private async Task HandleAsync(HttpContext context, string template)
    {
        HideAddress(context, template);
        HttpRequest request = context.Request;
        (PathString path, QueryString query) = AddressGuard.AddressOf(context);
        ConnectorResponse response;
        try
        {
            response = await manager.HandleAsync(
                new ConnectorRequest
                {
                    Method = request.Method,
                    Path = path.ToUriComponent(),
                    Query = query.Value ?? "",
                    Headers = Copy(request.Headers),
                    Body = request.BodyReader,
                },
                context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            // The body itself is broken HTTP: not a matter of connectors, and nobody is left who would read more than a status.
            context.Response.StatusCode = exception.StatusCode;
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        await WriteAsync(context.Response, response, context.RequestAborted).ConfigureAwait(false);
    }

    private static async ValueTask WriteAsync(HttpResponse target, ConnectorResponse response, CancellationToken cancellationToken)
    {
        target.StatusCode = response.StatusCode;
        foreach ((string name, StringValues value) in response.Headers)
        {
            target.Headers[name] = value;
        }

        if (!response.Body.IsEmpty)
        {
            target.ContentLength = response.Body.Length;
            await target.BodyWriter.WriteAsync(response.Body, cancellationToken).ConfigureAwait(false);
        }
    }

    // The server uses its dictionary again for the next request, which may be another tenant's.
    private static Dictionary<string, StringValues> Copy(IHeaderDictionary headers)
    {
        Dictionary<string, StringValues> copy = new(headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach ((string name, StringValues value) in headers)
        {
            copy[name] = value;
        }

        return copy;
    }

    // Whoever traces requests may have read the address before it was guarded.
    private static void HideAddress(HttpContext context, string template)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { } activity)
        {
            activity.SetTag("url.path", template);
            activity.SetTag("url.query", null);
        }
    }
}
