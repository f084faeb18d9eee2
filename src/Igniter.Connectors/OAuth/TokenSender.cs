using System.Net.Http.Headers;
using System.Text;

namespace Igniter.Connectors;

/// <summary>
/// Sends one protocol message and keeps the answer: as JSON where the provider wants that, within limits of size and time, and without following a
/// redirect. It never throws for what the network does, so that no half of a fault gets lost on its way through the library that made the message.
/// </summary>
internal sealed class TokenSender(HttpClient http, bool asJson, TimeProvider time, CancellationToken cancellationToken) : HttpMessageHandler
{
    public ProviderAnswer? Answer { get; private set; }

    public TokenFailure? Failure { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken _)
    {
        using CancellationTokenSource patience = new(ProviderReader.Patience, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        byte[] form = await request.Content!.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (asJson)
            {
                WriteAsJson(request, form);
            }

            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
            Answer = await ProviderReader.ReadAsync(response, time, both.Token).ConfigureAwait(false);
            Failure = Answer is null ? new TokenFailure(TokenFailureKind.TooLong) : null;
        }
        catch (Exception exception)
        {
            SentSecrets.HideIn(exception, request, form);
            Failure = new TokenFailure(WasNotSent(exception) ? TokenFailureKind.Transient : TokenFailureKind.Uncertain, Cause: exception);
        }

        return new HttpResponseMessage { RequestMessage = request, Content = new ByteArrayContent("{}"u8.ToArray()) };
    }

    private static void WriteAsJson(HttpRequestMessage request, byte[] form)
    {
        request.Content = new ByteArrayContent(ProviderJson.Write(ProviderJson.Form(Encoding.UTF8.GetString(form))!));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>Only what failed before there was a connection surely never reached the provider.</summary>
    private static bool WasNotSent(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
    };
}
