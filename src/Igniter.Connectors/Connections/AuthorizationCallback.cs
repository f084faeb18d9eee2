using System.Diagnostics;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors;

/// <summary>
/// Answers a provider's redirect to the callback. Whose connection it is comes from the flow that the server remembers and from nowhere else. While it isn't
/// sure that this browser began the flow, the answer is an error; afterwards it is a redirect to where the flow wants to return.
/// </summary>
internal sealed class AuthorizationCallback(OAuthServices oauth, AuthorizationCompleter completer, PublicAddress address, EventHub events)
{
    /// <param name="connector">The connector's key, from the path.</param>
    /// <param name="request">The request.</param>
    /// <param name="targetOf">Finds what a key names.</param>
    /// <param name="cancellationToken">Cancels the call until the flow is taken.</param>
    public async Task<ConnectorResponse> HandleAsync(
        string connector, ConnectorRequest request, Func<ConnectionKey, CallTarget> targetOf, CancellationToken cancellationToken)
    {
        ConnectionKey key = new("", "", connector, "");
        string? state = null;
        string? returnUrl = null;
        Activity? span = null;
        try
        {
            CallbackQuery query = CallbackQuery.Parse(request.Query) ?? throw OAuthErrors.StateInvalid(connector, "its query isn't an answer to a request");
            state = query.State!;
            FlowState flow = await oauth.States.TakeAsync(connector, state, cancellationToken).ConfigureAwait(false)
                ?? throw OAuthErrors.StateInvalid(connector, "its state is unknown, used or expired");
            if (!BindingCookie.Matches(CookiesOf(request), state, flow.CookieHash, address.IsSecure))
            {
                throw OAuthErrors.StateInvalid(connector, "another browser began the flow");
            }

            if (flow.Subject is not null && flow.Subject != request.Subject)
            {
                throw OAuthErrors.StateInvalid(connector, "another user began the flow");
            }

            key = new ConnectionKey(flow.Scope, flow.Identity, connector, flow.Name);
            returnUrl = flow.ReturnUrl;
            CallTarget target = targetOf(key);
            OAuthRegistration registration = await completer.PrepareAsync(target, flow, query).ConfigureAwait(false);
            span = Spans.Start("connector.oauth.exchange", key, events);
            IReadOnlyList<string> scopes = await completer.CompleteAsync(target, flow, query, registration).ConfigureAwait(false);
            if (span is not null || events.IsListening(key))
            {
                await events.TellAsync(span, new OAuthCompletedEvent(events.OriginOf(key), scopes)).ConfigureAwait(false);
            }

            return Redirect(returnUrl, state);
        }
        catch (ConnectorException error)
        {
            if (span is not null || events.IsListening(key))
            {
                await events.TellAsync(span, new OAuthFailedEvent(events.OriginOf(key), events.FailureOf(error))).ConfigureAwait(false);
            }

            return returnUrl is null
                ? ConnectorResponse.Problem(error, [.. HeadersOf(state)])
                : Redirect(ReturnUrlPolicy.WithError(returnUrl, error.Code), state);
        }
        finally
        {
            span.End();
        }
    }

    /// <summary>303, so that the browser asks by GET whatever brought it here (RFC 9700 section 4.12).</summary>
    private ConnectorResponse Redirect(string url, string? state) => new()
    {
        StatusCode = 303,
        Headers = new Dictionary<string, StringValues>(HeadersOf(state), StringComparer.OrdinalIgnoreCase) { ["Location"] = url },
    };

    /// <summary>The address of this request holds a code and a state: neither caches nor other sites shall see it.</summary>
    private Dictionary<string, StringValues> HeadersOf(string? state)
    {
        Dictionary<string, StringValues> headers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Cache-Control"] = "no-store",
            ["Referrer-Policy"] = "no-referrer",
        };
        if (state is not null)
        {
            headers["Set-Cookie"] = BindingCookie.Clear(state, address.IsSecure);
        }

        return headers;
    }

    private static StringValues CookiesOf(ConnectorRequest request) =>
        request.Headers.FirstOrDefault(header => string.Equals(header.Key, "Cookie", StringComparison.OrdinalIgnoreCase)).Value;
}
