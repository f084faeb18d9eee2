using System.Collections.ObjectModel;
using System.Text.Json;

namespace Igniter.Connectors;

/// <summary>Reads tokens from a token endpoint's answer: RFC 6749 section 5.1, the spellings that are around, and the connector's own method for the rest.</summary>
internal static class TokenParser
{
    private static readonly string[] AccessTokenNames = ["access_token", "accessToken", "token"];

    /// <summary>Types besides those that say bearer, access or token: used by providers whose tokens are bearer tokens all the same.</summary>
    private static readonly string[] BearerTypes = ["bot", "user", "code", "oauth", "oauth2", "jwt"];

    public static async ValueTask<TokenAnswer> ParseAsync(ProviderAnswer answer, OAuthRegistration registration, bool isRefresh, DateTimeOffset sentAt)
    {
        JsonElement? json = ProviderJson.Parse(answer.Body);
        if (TokenErrors.Classify(json, answer.Status, isRefresh, answer.IsBusy || answer.RetryAfter is not null) is var (kind, error))
        {
            return new(sentAt, null, new(kind, error, answer.RetryAfter));
        }

        if (json is not { } root)
        {
            return new(sentAt, null, new(TokenFailureKind.Unparsable));
        }

        try
        {
            OAuthTokens? tokens = registration.ReadTokens is { } read
                ? await read(root).ConfigureAwait(false)
                : Read(root, registration.Settings, sentAt);
            return tokens is not null && IsToken(tokens.AccessToken) && IsBearer(tokens.TokenType)
                ? new(sentAt, WithCaptured(tokens, root, registration.Settings), null)
                : new(sentAt, null, new(TokenFailureKind.Unparsable));
        }
        catch (Exception exception)
        {
            ProviderJson.HideIn(exception, root);
            return new(sentAt, null, new(TokenFailureKind.Unparsable, Cause: exception));
        }
    }

    private static OAuthTokens? Read(JsonElement root, OAuthSettings settings, DateTimeOffset sentAt)
    {
        JsonElement container = root;
        string? accessToken;
        if (settings.AccessTokenPath is { } path)
        {
            int end = path.LastIndexOf('.');
            container = end < 0 ? root : ProviderJson.Find(root, path[..end]) ?? root;
            accessToken = ProviderJson.Find(root, path) is { } found ? ProviderJson.Text(found) : null;
        }
        else
        {
            // A wrong access_token isn't made good by another member.
            string name = Array.Find(AccessTokenNames, name => ProviderJson.Member(root, name) is not null) ?? AccessTokenNames[0];
            accessToken = ProviderJson.Text(root, name);
        }

        if (accessToken is null)
        {
            return null;
        }

        string? refreshToken = First("refresh_token", "refreshToken");
        return new OAuthTokens
        {
            AccessToken = accessToken,
            RefreshToken = refreshToken is not null && IsToken(refreshToken) ? refreshToken : null,
            IdToken = First("id_token", "idToken"),
            TokenType = First("token_type", "tokenType"),
            ExpiresIn = TokenLifetime.Read(container, sentAt) ?? TokenLifetime.Read(root, sentAt),
            RefreshTokenExpiresIn = TokenLifetime.ReadOfRefreshToken(container, sentAt) ?? TokenLifetime.ReadOfRefreshToken(root, sentAt),
            Scopes = ScopesOf(container) ?? ScopesOf(root),
        };

        string? First(string name, string other) => ProviderJson.Text(container, name, other) ?? ProviderJson.Text(root, name, other);
    }

    /// <summary>Scopes as a list, or as text with spaces or commas between them.</summary>
    private static string[]? ScopesOf(JsonElement json)
    {
        foreach (string name in (ReadOnlySpan<string>)["scope", "scopes"])
        {
            string[] scopes = ProviderJson.Member(json, name) switch
            {
                { ValueKind: JsonValueKind.String } text => OAuthScopes.Split(ProviderJson.Text(text) ?? ""),
                { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(ProviderJson.Text).OfType<string>().SelectMany(OAuthScopes.Split)],
                _ => [],
            };
            if (scopes.Length > 0)
            {
                return scopes;
            }
        }

        return null;
    }

    private static OAuthTokens WithCaptured(OAuthTokens tokens, JsonElement root, OAuthSettings settings)
    {
        if (settings.CapturedFields.Length == 0)
        {
            return tokens;
        }

        Dictionary<string, string> captured = new(tokens.Captured, StringComparer.Ordinal);
        foreach (string field in settings.CapturedFields)
        {
            if (!captured.ContainsKey(field) && ProviderJson.Scalar(ProviderJson.Find(root, field)) is { } value)
            {
                captured[field] = value;
            }
        }

        return new OAuthTokens
        {
            AccessToken = tokens.AccessToken,
            RefreshToken = tokens.RefreshToken,
            IdToken = tokens.IdToken,
            TokenType = tokens.TokenType,
            ExpiresIn = tokens.ExpiresIn,
            ExpiresAt = tokens.ExpiresAt,
            RefreshTokenExpiresIn = tokens.RefreshTokenExpiresIn,
            Scopes = tokens.Scopes,
            Captured = new ReadOnlyDictionary<string, string>(captured),
        };
    }

    /// <summary>1*VSCHAR with spaces, RFC 6749 appendix A.12: anything else could break out of a header.</summary>
    private static bool IsToken(string? token) =>
        !string.IsNullOrWhiteSpace(token) && !token.AsSpan().ContainsAnyExceptInRange(' ', '~') && token[0] != ' ' && token[^1] != ' ';

    /// <summary>Tokens of other types need more than a header (RFC 6749 section 7.1): a MAC, a proof of possession.</summary>
    private static bool IsBearer(string? type) =>
        string.IsNullOrWhiteSpace(type)
        || type.Contains("bearer", StringComparison.OrdinalIgnoreCase)
        || type.Contains("access", StringComparison.OrdinalIgnoreCase)
        || type.Contains("token", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(BearerTypes, known => string.Equals(known, type, StringComparison.OrdinalIgnoreCase));
}
