using System.Buffers.Text;

namespace Igniter.Connectors;

/// <summary>
/// Reads who an ID token is about. Its signature isn't checked: it came straight from the token endpoint over TLS, which stands in for that (OpenID Connect
/// Core section 3.1.3.7).
/// </summary>
internal static class IdToken
{
    /// <returns>The account; <see langword="null"/> when there is no token or it can't be read.</returns>
    public static OAuthAccount? Read(string? token)
    {
        if (token?.Split('.') is not [_, { Length: > 0 } payload, _])
        {
            return null;
        }

        byte[] json;
        try
        {
            json = Base64Url.DecodeFromChars(payload);
        }
        catch (FormatException)
        {
            return null;
        }

        return ProviderJson.Parse(json) is { } claims && ProviderJson.Text(claims, "sub") is { } subject
            ? new OAuthAccount { Id = subject, Name = ProviderJson.Text(claims, "name", "preferred_username"), Email = ProviderJson.Text(claims, "email") }
            : null;
    }
}
