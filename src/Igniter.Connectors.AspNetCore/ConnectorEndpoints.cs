using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.AspNetCore;

/// <summary>Carries requests to <see cref="ConnectorManager.HandleAsync"/> and its answers back.</summary>
internal sealed class ConnectorEndpoints(ConnectorManager manager, ConnectorEndpointsOptions options, string basePath)
{
    private readonly string _callbackTemplate = basePath + "/{connector}/oauth/callback";
    private readonly string _webhookTemplate = basePath + "/{connector}/webhook/{secret}";

    public Task HandleCallbackAsync(HttpContext context) => HandleAsync(context, _callbackTemplate);

    public Task HandleWebhookAsync(HttpContext context) => HandleAsync(context, _webhookTemplate);

    /// <summary>
    /// Begins an authorization code flow for the tenant that the application's own sign-in says. The query may hold <c>returnUrl</c> and <c>name</c>, the
    /// connection's; nothing else of the request counts.
    /// </summary>
    public async Task HandleConnectAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        ConnectorResponse response;
        try
        {
            ConnectorScope scope = await options.ResolveScope!(context).ConfigureAwait(false) ?? throw new ConnectorException(
                ConnectorErrorCodes.ConnectorScopeIdentifierRequired, "Nobody is signed in who could connect for a tenant.");
            string? name = request.Query["name"];
            AuthorizationRequest authorization = await (string.IsNullOrEmpty(name) ? scope : scope.Named(name))
                .AuthorizeAsync(
                    (string)context.GetRouteValue("connector")!,
                    new AuthorizeOptions<JsonElement> { ReturnUrl = request.Query["returnUrl"], Subject = options.ResolveSubject?.Invoke(context) },
                    context.RequestAborted)
                .ConfigureAwait(false);
            context.Response.Headers.Append("Set-Cookie", authorization.BindingCookieHeader);
            response = new ConnectorResponse
            {
                StatusCode = StatusCodes.Status303SeeOther,
                Headers = new Dictionary<string, StringValues>
                {
                    ["Location"] = authorization.AuthorizationUrl.AbsoluteUri,
                    ["Cache-Control"] = "no-store",
                    ["Referrer-Policy"] = "no-referrer",
                },
            };
        }
        catch (ConnectorException error)
        {
            response = ConnectorResponse.FromError(error);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        await WriteAsync(context.Response, response, context.RequestAborted).ConfigureAwait(false);
    }

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
                    Subject = options.ResolveSubject?.Invoke(context),
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
