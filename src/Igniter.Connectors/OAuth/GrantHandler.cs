using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Igniter.Connectors;

/// <summary>
/// Sends a connection's access token in the Authorization header (RFC 6750 section 2.1) and nowhere else. On a 401 it renews the token once, and repeats the
/// request once if its body can be sent again.
/// </summary>
internal sealed class GrantHandler(ConnectionGrant grant) : DelegatingHandler
{
    private const string Scheme = "Bearer";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is not null)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        (HttpMethod method, Uri address, HttpContent? content) = (request.Method, request.RequestUri!, request.Content);
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
        {
            throw OAuthErrors.NotOverHttp(grant.Key);
        }

        string token = await grant.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue(Scheme, token);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        // What another server thinks of a request without token says nothing about the token.
        if (response.StatusCode != HttpStatusCode.Unauthorized || !RedirectHandler.HasSameOrigin(response.RequestMessage?.RequestUri ?? address, address))
        {
            return response;
        }

        string? fresh = await RenewAsync(response, token, cancellationToken).ConfigureAwait(false);
        if (fresh is null || fresh == token || !IsReplayable(content))
        {
            return response;
        }

        response.Dispose();
        (request.Method, request.RequestUri, request.Content) = (method, address, content);
        request.Headers.Authorization = new AuthenticationHeaderValue(Scheme, fresh);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<string?> RenewAsync(HttpResponseMessage response, string token, CancellationToken cancellationToken)
    {
        try
        {
            return await grant.ReplaceAsync(token, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>A body in memory is the same at the second time. Of a stream nobody knows.</summary>
    private static bool IsReplayable(HttpContent? content) => content switch
    {
        null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent => true,
        MultipartContent parts => parts.All(IsReplayable),
        _ => false,
    };
}
