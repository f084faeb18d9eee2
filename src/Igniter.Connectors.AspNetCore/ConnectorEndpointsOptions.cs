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

    /// <summary>
    /// Says who is signed in, by any text that tells users apart; <see langword="null"/> for nobody. With it a flow that one user began is refused when the
    /// callback comes while another is signed in.
    /// </summary>
    public Func<HttpContext, string?>? ResolveSubject { get; set; }
}
