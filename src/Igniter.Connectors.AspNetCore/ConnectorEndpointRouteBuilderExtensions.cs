using System.Diagnostics;
using Igniter.Connectors;
using Igniter.Connectors.AspNetCore;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps what providers and browsers call.</summary>
public static class ConnectorEndpointRouteBuilderExtensions
{
    // What an application's UseHttpLogging may log of a request: queries, headers and bodies hold secrets here.
    private const HttpLoggingFields LoggedFields = HttpLoggingFields.RequestProtocol
        | HttpLoggingFields.RequestMethod
        | HttpLoggingFields.RequestScheme
        | HttpLoggingFields.RequestPath
        | HttpLoggingFields.ResponseStatusCode
        | HttpLoggingFields.Duration;

    /// <summary>
    /// Maps <c>GET {BasePath}/{connector}/oauth/callback</c> and <c>{BasePath}/{connector}/webhook/{secret}</c>, and where
    /// <see cref="ConnectorEndpointsOptions.ResolveScope"/> says whom a request acts for, <c>GET {BasePath}/{connector}/oauth/connect</c>.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="configure">Changes settings.</param>
    /// <returns>The endpoints, for conventions such as rate limits. Callbacks and webhooks come from outside: they must stay anonymous.</returns>
    /// <exception cref="ConnectorException">
    /// The set-up is incomplete or wrong. When the application starts: CONNECTOR_CONFIGURATION_INVALID if it is mapped in a group whose prefix isn't part of
    /// <see cref="ConnectorsOptions.BasePath"/>, so that redirect URIs and webhook URLs would lead elsewhere.
    /// </exception>
    public static IEndpointConventionBuilder MapIgniterConnectors(this IEndpointRouteBuilder endpoints, Action<ConnectorEndpointsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ConnectorEndpointsOptions options = new();
        configure?.Invoke(options);

        string basePath = endpoints.ServiceProvider.GetRequiredService<IOptions<ConnectorsOptions>>().Value.BasePath;
        ConnectorEndpoints handlers = new(endpoints.ServiceProvider.GetRequiredService<ConnectorManager>(), options, basePath);
        if (endpoints.ServiceProvider.GetService<DiagnosticListener>() is { } listener)
        {
            new AddressGuard(basePath).Attach(listener);
        }

        RouteGroupBuilder group = endpoints.MapGroup(basePath);
        group.WithHttpLogging(LoggedFields);
        if (options.ResolveScope is not null)
        {
            group.MapGet("/{connector}/oauth/connect", handlers.HandleConnectAsync).WithDisplayName("Igniter.Connectors OAuth connect");
        }

        group.MapGet("/{connector}/oauth/callback", handlers.HandleCallbackAsync).WithDisplayName("Igniter.Connectors OAuth callback");

        // Every method, since it is part of the answer: 405 for most, a handshake's GET for some.
        group.Map("/{connector}/webhook/{secret}", handlers.HandleWebhookAsync).WithDisplayName("Igniter.Connectors webhook");
        ((IEndpointConventionBuilder)group).Finally(endpoint => CheckPrefix((RouteEndpointBuilder)endpoint, basePath));
        return group;
    }

    private static void CheckPrefix(RouteEndpointBuilder endpoint, string basePath)
    {
        string pattern = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
        if (!pattern.StartsWith(basePath + "/", StringComparison.Ordinal))
        {
            string prefix = pattern[..Math.Max(0, pattern.IndexOf(basePath, StringComparison.Ordinal))];
            throw new ConnectorException(
                ConnectorErrorCodes.ConnectorConfigurationInvalid,
                $"MapIgniterConnectors() is called in a group under '{prefix}', but redirect URIs and webhook URLs start with '{basePath}'. "
                    + $"Map it outside the group and set {nameof(ConnectorsOptions)}.{nameof(ConnectorsOptions.BasePath)} to '{prefix}{basePath}'.");
        }
    }
}
