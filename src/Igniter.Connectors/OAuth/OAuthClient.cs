using System.Text.Json.Serialization;

namespace Igniter.Connectors;

/// <summary>Gives tenants OAuth clients of their own. Register it in dependency injection; it is asked at each flow and each renewal.</summary>
public interface IOAuthClientResolver
{
    /// <summary>Finds the client that a tenant's connection uses.</summary>
    /// <param name="request">Whose connection.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The client; <see langword="null"/> for the one that the application is configured with.</returns>
    ValueTask<OAuthClient?> ResolveAsync(OAuthClientRequest request, CancellationToken cancellationToken = default);
}

/// <summary>Whose client is wanted.</summary>
/// <param name="Connector">The connector's key.</param>
/// <param name="Scope">The scope's key.</param>
/// <param name="Identity">The tenant's identity within the scope; empty where none was given.</param>
/// <param name="ConnectionName">The connection's name; empty for the unnamed one.</param>
public sealed record OAuthClientRequest(string Connector, string Scope, string Identity, string ConnectionName);

/// <summary>An OAuth client, registered with a provider (RFC 6749 section 2).</summary>
public sealed class OAuthClient
{
    /// <summary>Makes a client.</summary>
    /// <param name="clientId">The client id.</param>
    /// <param name="clientSecret">The client secret; <see langword="null"/> for a public client.</param>
    public OAuthClient(string clientId, string? clientSecret = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ClientId = clientId;
        ClientSecret = clientSecret;
    }

    /// <summary>The client id.</summary>
    public string ClientId { get; }

    /// <summary>The client secret; <see langword="null"/> for a public client.</summary>
    [JsonIgnore]
    public string? ClientSecret { get; }

    /// <summary>The client id, without the secret.</summary>
    /// <returns>Text without secrets.</returns>
    public override string ToString() => ClientId;
}
