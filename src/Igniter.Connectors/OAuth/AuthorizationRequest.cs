using System.Text.Json.Serialization;

namespace Igniter.Connectors;

/// <summary>
/// The beginning of an authorization code flow: set the cookie and send the browser to <see cref="AuthorizationUrl"/>, with status 302 or 303 and the headers
/// <c>Cache-Control: no-store</c> and <c>Referrer-Policy: no-referrer</c>.
/// </summary>
public sealed class AuthorizationRequest
{
    internal AuthorizationRequest(Uri authorizationUrl, string state, BindingCookie cookie)
    {
        AuthorizationUrl = authorizationUrl;
        State = state;
        BindingCookieName = cookie.Name;
        BindingCookieValue = cookie.Value;
        BindingCookieHeader = cookie.Header;
    }

    /// <summary>Where to send the browser.</summary>
    public Uri AuthorizationUrl { get; }

    /// <summary>The flow's state (RFC 6749 section 10.12); a part of <see cref="AuthorizationUrl"/>.</summary>
    [JsonIgnore]
    public string State { get; }

    /// <summary>The name of the cookie that binds the flow to this browser; each flow has its own.</summary>
    public string BindingCookieName { get; }

    /// <summary>The cookie's value.</summary>
    [JsonIgnore]
    public string BindingCookieValue { get; }

    /// <summary>The cookie as the value of a <c>Set-Cookie</c> header: HttpOnly, SameSite=Lax, and Secure except on loopback over http.</summary>
    [JsonIgnore]
    public string BindingCookieHeader { get; }

    /// <summary>The provider's host.</summary>
    /// <returns>Text without secrets.</returns>
    public override string ToString() => AuthorizationUrl.GetLeftPart(UriPartial.Authority);
}
