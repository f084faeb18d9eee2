using System.Text;

namespace Igniter.Connectors;

/// <summary>Writes the address of an authorization request (RFC 6749 section 4.1.1).</summary>
internal static class AuthorizationUrl
{
    public static Uri Create(OAuthRegistration registration, string redirectUri, string state, string? verifier, IReadOnlyList<string> scopes)
    {
        List<(string Name, string Value)> parameters =
        [
            ("response_type", "code"),
            ("client_id", registration.Client.ClientId),
            ("redirect_uri", redirectUri),
            ("state", state),
        ];
        if (scopes.Count > 0)
        {
            parameters.Add(("scope", string.Join(registration.Settings.ScopeSeparator, scopes)));
        }

        if (verifier is not null)
        {
            parameters.Add(("code_challenge", Pkce.ChallengeOf(verifier)));
            parameters.Add(("code_challenge_method", "S256"));
        }

        foreach (string parameter in registration.Settings.AuthorizationParameters)
        {
            int end = parameter.IndexOf('=', StringComparison.Ordinal);
            parameters.Add((parameter[..end], parameter[(end + 1)..]));
        }

        string endpoint = registration.Authorization!.Value.Address.AbsoluteUri;
        StringBuilder url = new(endpoint);
        char separator = !endpoint.Contains('?', StringComparison.Ordinal) ? '?' : endpoint[^1] is '?' or '&' ? '\0' : '&';
        foreach ((string name, string value) in parameters)
        {
            if (separator != '\0')
            {
                url.Append(separator);
            }

            url.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return new Uri(url.ToString());
    }
}
