using System.Net;
using System.Net.Http.Headers;

namespace Igniter.Connectors;

/// <summary>Reads an authorization server's answer: no more than a limit of it, and with what its headers say about patience.</summary>
internal static class ProviderReader
{
    /// <summary>The most bytes that are read of any answer.</summary>
    public const int Limit = 1024 * 1024;

    /// <summary>How long a request may take in all.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>The answer; <see langword="null"/> when it is longer than <see cref="Limit"/>.</returns>
    public static async Task<ProviderAnswer?> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > Limit)
        {
            return null;
        }

        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using MemoryStream body = new();
        byte[] buffer = new byte[8192];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > Limit)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return new ProviderAnswer((int)response.StatusCode, RetryAfterOf(response, time), IsBusy(response), body.ToArray());
    }

    private static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };

    /// <summary>GitHub says 403 and Linear 400 when a limit is used up.</summary>
    private static bool IsBusy(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest
        && (IsZero(response.Headers, "x-ratelimit-remaining") || IsZero(response.Headers, "x-ratelimit-requests-remaining"));

    private static bool IsZero(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values) && values.FirstOrDefault() == "0";
}
