using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace Igniter.Connectors;

/// <summary>What a token endpoint answered (RFC 6749 section 5.1). An <see cref="OAuthTokenResponseAttribute"/> method returns it for an odd provider.</summary>
public sealed class OAuthTokens
{
    /// <summary>The access token: printable ASCII, not empty.</summary>
    [JsonIgnore]
    public string AccessToken { get; init; } = "";

    /// <summary>The refresh token; <see langword="null"/> or empty when the answer has none: a refresh then keeps the present one.</summary>
    [JsonIgnore]
    public string? RefreshToken { get; init; }

    /// <summary>The ID token of OpenID Connect; its subject tells the account. It isn't stored.</summary>
    [JsonIgnore]
    public string? IdToken { get; init; }

    /// <summary>The token's type as the provider spells it.</summary>
    public string? TokenType { get; init; }

    /// <summary>
    /// How long the access token lives from the request on; <see cref="Timeout.InfiniteTimeSpan"/> for ever, <see langword="null"/> when the answer doesn't
    /// say.
    /// </summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>When the access token expires, for an answer that says that instead of <see cref="ExpiresIn"/>.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How long the refresh token lives if it isn't used; <see langword="null"/> when the answer doesn't say.</summary>
    public TimeSpan? RefreshTokenExpiresIn { get; init; }

    /// <summary>The granted scopes; <see langword="null"/> when the answer doesn't say, which means those that were asked for.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Further values to keep, for <see cref="OAuthConnection.Captured"/>; those of <see cref="OAuth2Attribute.CapturedFields"/> are added.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Captured { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The type's name: what it holds is secret.</summary>
    /// <returns>Text without secrets.</returns>
    public override string ToString() => nameof(OAuthTokens);
}
