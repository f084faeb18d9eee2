using System.Net;

namespace Igniter.Connectors;

/// <summary>
/// Follows redirects as <see cref="SocketsHttpHandler"/> does, but that Authorization goes on to the same origin: there it leads on, while another origin
/// never gets it, not even when it redirects back.
/// </summary>
internal sealed class RedirectHandler : DelegatingHandler
{
    private const int Most = 50;

    public static bool HasSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Task<HttpResponseMessage> sending = base.SendAsync(request, cancellationToken);
        return sending.IsCompletedSuccessfully && TargetOf(request, sending.Result) is null ? sending : FollowAsync(request, sending, cancellationToken);
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpRequestMessage request, Task<HttpResponseMessage> sending, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await sending.ConfigureAwait(false);
        for (int i = 0; i < Most && TargetOf(request, response) is { } target; i++)
        {
            if (!HasSameOrigin(request.RequestUri!, target))
            {
                request.Headers.Authorization = null;
            }

            if (BecomesGet(response.StatusCode, request.Method))
            {
                request.Method = HttpMethod.Get;
                request.Content = null;
                request.Headers.TransferEncodingChunked = false;
            }

            response.Dispose();
            request.RequestUri = target;
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    private static Uri? TargetOf(HttpRequestMessage request, HttpResponseMessage response)
    {
        bool isRedirect = response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect
            or HttpStatusCode.PermanentRedirect or HttpStatusCode.MultipleChoices;
        if (!isRedirect || response.Headers.Location is not { } location)
        {
            return null;
        }

        Uri target = location.IsAbsoluteUri ? location : new Uri(request.RequestUri!, location);
        bool isDowngrade = request.RequestUri!.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps;
        return isDowngrade || target.Scheme is not ("http" or "https") ? null : target;
    }

    private static bool BecomesGet(HttpStatusCode status, HttpMethod method) => status switch
    {
        HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.MultipleChoices => method == HttpMethod.Post,
        HttpStatusCode.SeeOther => method != HttpMethod.Get && method != HttpMethod.Head,
        _ => false,
    };
}
