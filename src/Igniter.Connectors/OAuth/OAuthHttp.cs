using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors;

/// <summary>The clients that speak with authorization servers.</summary>
internal sealed class OAuthHttp(IServiceProvider services)
{
    /// <summary>For endpoints whose host the developer wrote.</summary>
    public const string ClientName = "Igniter.Connectors.OAuth";

    /// <summary>For endpoints whose host holds a tenant's value: refuses private networks.</summary>
    public const string GuardedClientName = "Igniter.Connectors.OAuth.Guarded";

    // Asked for when it is needed: a program that sends nothing yet starts without it.
    private IHttpClientFactory Clients => field ??= services.GetRequiredService<IHttpClientFactory>();

    public HttpClient Create(OAuthEndpoint endpoint) => Clients.CreateClient(endpoint.HostIsTenants ? GuardedClientName : ClientName);
}

/// <summary>An endpoint's address.</summary>
/// <param name="Address">The address.</param>
/// <param name="HostIsTenants">Whether its host holds a tenant's value.</param>
internal readonly record struct OAuthEndpoint(Uri Address, bool HostIsTenants);
