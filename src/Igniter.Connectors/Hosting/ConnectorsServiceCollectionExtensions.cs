using Igniter.Connectors;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Igniter.Connectors to services.</summary>
public static class ConnectorsServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ConnectorManager"/>. The encryption secret is read from the configuration or the environment (<c>IGNITER_SECRET</c>). Calling it
    /// again goes on with the same set-up.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes settings.</param>
    /// <returns>A builder for connectors, scopes and store.</returns>
    public static ConnectorsBuilder AddIgniterConnectors(this IServiceCollection services, Action<ConnectorsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ConnectorsSetup setup = ConnectorsRegistrations.Add(services, configure);
        ConnectorsRegistrations.Complete(services, setup);
        return new ConnectorsBuilder(services, setup);
    }

    /// <inheritdoc cref="ConnectorsBuilder.AddConnectorRefreshService"/>
    /// <param name="services">The services, <see cref="AddIgniterConnectors"/> called on them.</param>
    public static IServiceCollection AddConnectorRefreshService(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ConnectorRefreshService>());
        return services;
    }
}
