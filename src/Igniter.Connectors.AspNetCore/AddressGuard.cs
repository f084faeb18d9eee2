using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Igniter.Connectors.AspNetCore;

/// <summary>
/// Takes secrets out of a request's address before the server logs it, puts it into the scope of every log of the request, and traces it: the last segment
/// of a webhook's path, and a callback's query with its code and state. The endpoints find them in <see cref="AddressOf"/>.
/// </summary>
/// <remarks>
/// It hears of a request through the server's <see cref="DiagnosticListener"/>: when asked whether the request is to have an activity, which comes before
/// the activity and the first log, or else by its start event.
/// </remarks>
internal sealed class AddressGuard(string basePath) : IObserver<KeyValuePair<string, object?>>
{
    /// <summary>What stands in a webhook's path instead of its secret.</summary>
    public const string Hidden = "-";

    private const string RequestName = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string StartName = RequestName + ".Start";
    private const string WebhookSegment = "/webhook/";
    private const string CallbackSegments = "/oauth/callback";

    private static readonly object Key = new();

    public void Attach(DiagnosticListener listener) => listener.Subscribe(
        this,
        (name, context, _) =>
        {
            // The server asks before anybody has read the address, and whoever wants no activity spares it one.
            if (name == RequestName && context is HttpContext request)
            {
                Guard(request);
            }

            return name == StartName;
        });

    /// <summary>The path below what the application is mounted at, and the query, as they were received.</summary>
    public static (PathString Path, QueryString Query) AddressOf(HttpContext context)
    {
        HttpRequest request = context.Request;
        return context.Items[Key] is Taken taken
            ? (taken.Secret is null ? request.Path : request.Path.Value![..^Hidden.Length] + taken.Secret, taken.Query)
            : (request.Path, request.QueryString);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // Not asked where another subscriber wants the activity already.
        if (value is { Key: StartName, Value: HttpContext context })
        {
            Guard(context);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private void Guard(HttpContext context)
    {
        if (IsOurs(context.Request.Path.Value) && !context.Items.ContainsKey(Key))
        {
            Hide(context);
        }
    }

    private void Hide(HttpContext context)
    {
        HttpRequest request = context.Request;
        string path = request.Path.Value!;
        int secret = SecretIn(path);
        context.Items[Key] = new Taken(secret < 0 ? null : path[secret..], request.QueryString);
        request.Path = secret < 0 ? path : path[..secret] + Hidden;
        request.QueryString = QueryString.Empty;
        if (context.Features.Get<IHttpRequestFeature>() is { } feature)
        {
            feature.RawTarget = request.PathBase + request.Path;
        }
    }

    private bool IsOurs(string? path) =>
        path is not null && (SecretIn(path) >= 0 || (path.EndsWith(CallbackSegments, StringComparison.OrdinalIgnoreCase) && path.Contains(basePath, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Where a webhook's secret begins; -1 in any other path. The application may be mounted below a path of its own.</summary>
    private int SecretIn(string path)
    {
        int start = path.IndexOf(basePath + "/", StringComparison.OrdinalIgnoreCase);
        int webhook = start < 0 ? -1 : path.IndexOf(WebhookSegment, start + basePath.Length, StringComparison.OrdinalIgnoreCase);
        return webhook < 0 ? -1 : webhook + WebhookSegment.Length;
    }

    private sealed record Taken(string? Secret, QueryString Query);
}
