using Igniter.Connectors;
using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Settings of <see cref="ConnectorEndpointRouteBuilderExtensions.MapIgniterConnectors"/>.</summary>
public sealed class ConnectorEndpointsOptions
{
    /// <summary>
    /// Says which tenant a request acts for, from the application's own sign-in; <see langword="null"/> for none. Only with it
    /// <c>GET {BasePath}/{connector}/oauth/connect</c> exists.
    /// </summary>
    public Func<HttpContext, ValueTask<ConnectorScope?>>? ResolveScope { get; set; }
}
