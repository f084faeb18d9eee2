using System.Text.Json.Serialization;

namespace Igniter.Connectors;

/// <summary>
/// What an application registered with a connector's provider. Set in code by <see cref="ConnectorsBuilder.ConfigureOAuth"/>; id and secret also come from
/// the configuration section <c>Igniter:Connectors:{key}:OAuth</c>.
/// </summary>
public sealed class OAuthClientOptions
{
    /// <summary>The client id (RFC 6749 section 2.2).</summary>
    public string? ClientId { get; set; }

    /// <summary>The client secret; <see langword="null"/> for a public client.</summary>
    [JsonIgnore]
    public string? ClientSecret { get; set; }

    /// <summary>Replaces the declared authorization endpoint, for a provider's sandbox or an installation of one's own.</summary>
    public string? AuthorizationEndpoint { get; set; }

    /// <summary>Replaces the declared token endpoint.</summary>
    public string? TokenEndpoint { get; set; }

    /// <summary>Replaces the declared refresh endpoint.</summary>
    public string? RefreshEndpoint { get; set; }

    /// <summary>Replaces the declared user-info endpoint.</summary>
    public string? UserInfoEndpoint { get; set; }

    /// <summary>Replaces the declared revocation endpoint.</summary>
    public string? RevocationEndpoint { get; set; }

    /// <summary>Replaces the declared issuer.</summary>
    public string? Issuer { get; set; }

    /// <summary>Replaces the declared scopes.</summary>
    public string[]? Scopes { get; set; }

    /// <summary>The type's name: what it holds is secret.</summary>
    /// <returns>Text without secrets.</returns>
    public override string ToString() => nameof(OAuthClientOptions);
}
