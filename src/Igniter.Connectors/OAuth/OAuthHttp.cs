using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>The clients that speak with authorization servers.</summary>
internal sealed class OAuthHttp(IConnectorClients clients)
{
    /// <summary>For endpoints whose host the developer wrote.</summary>
    public const string ClientName = "Igniter.Connectors.OAuth";

    /// <summary>For endpoints whose host holds a tenant's value: refuses private networks.</summary>
    public const string GuardedClientName = "Igniter.Connectors.OAuth.Guarded";

    public static bool IsClientName(string? name) => name is ClientName or GuardedClientName;

    public HttpClient Create(OAuthEndpoint endpoint) => clients.Create(endpoint.HostIsTenants ? GuardedClientName : ClientName);
}

/// <summary>An endpoint's address.</summary>
/// <param name="Address">The address.</param>
/// <param name="HostIsTenants">Whether its host holds a tenant's value.</param>
internal readonly record struct OAuthEndpoint(Uri Address, bool HostIsTenants);
