using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace Igniter.Connectors;

/// <summary>A connection's OAuth grant, as its connector's methods see it.</summary>
public sealed class OAuthConnection
{
    internal OAuthConnection(
        string accessToken, string tokenType, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt, OAuthAccount? account, IReadOnlyDictionary<string, string>? captured)
    {
        AccessToken = accessToken;
        TokenType = tokenType;
        Scopes = scopes;
        ExpiresAt = expiresAt;
        Account = account;
        Captured = captured ?? ReadOnlyDictionary<string, string>.Empty;
    }

    /// <summary>The access token, valid when the call began. <see cref="ConnectorContext.Http"/> sends it by itself and renews it when need be.</summary>
    [Sensitive, JsonIgnore]
    public string AccessToken { get; }

    /// <summary>The token's type; <c>Bearer</c> where the provider didn't say. Requests use the scheme <c>Bearer</c> whatever it is (RFC 6750).</summary>
    public string TokenType { get; }

    /// <summary>The granted scopes.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>When the access token expires; <see langword="null"/> for never, as far as is known.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>Whose account it is at the provider; <see langword="null"/> when that isn't known.</summary>
    public OAuthAccount? Account { get; }

    /// <summary>The values of <see cref="OAuth2Attribute.CapturedFields"/> by their names.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Captured { get; }

    /// <summary>The type's name: what it holds is secret.</summary>
    /// <returns>Text without secrets.</returns>
    public override string ToString() => nameof(OAuthConnection);
}
