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

    private readonly string _start = basePath + "/";

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
        if (context.Features.Get<Taken>() is not { } taken)
        {
            return (request.Path, request.QueryString);
        }

        // Mostly the path is the one that was left; what the application is mounted at may have been cut off since.
        string path = request.Path.Value!;
        return (ReferenceEquals(path, taken.Left) ? taken.Path : taken.Secret < 0 ? path : path[..^Hidden.Length] + taken.Path[taken.Secret..], taken.Query);
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
        HttpRequest request = context.Request;
        if (request.Path.Value is not { } path)
        {
            return;
        }

        int secret = SecretIn(path);
        bool holdsSecret = secret >= 0 && !path.AsSpan(secret).SequenceEqual(Hidden);
        if (holdsSecret || (request.QueryString.HasValue && (secret >= 0 || IsCallback(path))))
        {
            Hide(context, path, secret);
        }
    }

    private static void Hide(HttpContext context, string path, int secret)
    {
        HttpRequest request = context.Request;
        string left = secret < 0 ? path : string.Concat(path.AsSpan(0, secret), Hidden);
        context.Features.Set(new Taken(path, secret, left, request.QueryString));
        request.Path = left;
        request.QueryString = QueryString.Empty;
        if (context.Features.Get<IHttpRequestFeature>() is { } feature)
        {
            feature.RawTarget = request.PathBase + request.Path;
        }
    }

    private bool IsCallback(string path) =>
        path.EndsWith(CallbackSegments, StringComparison.OrdinalIgnoreCase) && path.Contains(basePath, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a webhook's secret begins; -1 in any other path. The application may be mounted below a path of its own.</summary>
    private int SecretIn(string path)
    {
        int start = path.IndexOf(_start, StringComparison.OrdinalIgnoreCase);
        int webhook = start < 0 ? -1 : path.IndexOf(WebhookSegment, start + basePath.Length, StringComparison.OrdinalIgnoreCase);
        return webhook < 0 ? -1 : webhook + WebhookSegment.Length;
    }

    /// <param name="path">The path as it was received.</param>
    /// <param name="secret">Where its secret begins; -1 for none.</param>
    /// <param name="left">The path that was left instead.</param>
    /// <param name="query">The query as it was received.</param>
    private sealed class Taken(string path, int secret, string left, QueryString query)
    {
        public string Path => path;

        public int Secret => secret;

        public string Left => left;

        public QueryString Query => query;
    }
}
