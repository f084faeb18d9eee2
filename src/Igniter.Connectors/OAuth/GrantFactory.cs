namespace Igniter.Connectors;

/// <summary>Makes a grant from a token answer; what a refresh answer leaves out stays as it was.</summary>
internal static class GrantFactory
{
    /// <param name="answer">An answer with tokens.</param>
    /// <param name="registration">Who asked.</param>
    /// <param name="previous">The grant that was renewed; <see langword="null"/> for a new one.</param>
    /// <param name="ofRedirect">Fields captured from the redirect.</param>
    public static StoredGrant Create(
        TokenAnswer answer, OAuthRegistration registration, StoredGrant? previous, IReadOnlyDictionary<string, string>? ofRedirect = null)
    {
        OAuthTokens tokens = answer.Tokens!;
        TimeSpan otherwise = previous?.LifetimeSeconds is { } lifetime ? TimeSpan.FromSeconds(lifetime) : registration.Settings.DefaultLifetime;
        DateTimeOffset? expiresAt = answer.ExpiresAt(otherwise);
        string? refreshToken = string.IsNullOrEmpty(tokens.RefreshToken) ? null : tokens.RefreshToken;

        Dictionary<string, string> captured = new(previous?.Captured ?? [], StringComparer.Ordinal);
        foreach ((string name, string value) in (ofRedirect ?? new Dictionary<string, string>()).Concat(tokens.Captured))
        {
            captured[name] = value;
        }

        return new StoredGrant
        {
            AccessToken = tokens.AccessToken,
            RefreshToken = refreshToken ?? previous?.RefreshToken,
            TokenType = tokens.TokenType ?? previous?.TokenType,
            ExpiresAt = expiresAt,
            LifetimeSeconds = (expiresAt - answer.SentAt)?.TotalSeconds,
            RefreshLifetimeSeconds = tokens.RefreshTokenExpiresIn is { } idle && idle > TimeSpan.Zero ? idle.TotalSeconds : previous?.RefreshLifetimeSeconds,
            Captured = captured.Count > 0 ? captured : null,
            Values = registration.Values.Count > 0 ? new Dictionary<string, string>(registration.Values, StringComparer.OrdinalIgnoreCase) : null,
            ClientId = registration.Client.ClientId,
            Rotates = previous is null ? null : refreshToken is not null && refreshToken != previous.RefreshToken,
        };
    }
}
