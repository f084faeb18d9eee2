using Igniter.Connectors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

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
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.FirstOrDefault(service => service.ServiceType == typeof(ConnectorsSetup))?.ImplementationInstance is not ConnectorsSetup setup)
        {
            setup = new ConnectorsSetup(services);
            services.AddSingleton(setup);
            services.AddLogging();
            HttpStack.AddSettings(services, setup);
            services.TryAddSingleton(provider => new HttpStack(provider, setup));
            services.TryAddSingleton<IHttpClientFactory, ConnectorHttpClientFactory>();
            services.TryAddSingleton(provider => ConnectorsOptionsReader.Read(provider, services));
            services.TryAddSingleton(ReadSecrets);
            services.TryAddSingleton<IConnectorEncryptor>(provider => new AesGcmEncryptor(provider.GetRequiredService<EncryptionSecrets>()));
            services.TryAddSingleton(ManagerFactory.Create);
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ConnectorsStartup>());
        }

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

    private static EncryptionSecrets ReadSecrets(IServiceProvider services)
    {
        ConnectorsOptions options = services.GetRequiredService<IOptions<ConnectorsOptions>>().Value;
        return EncryptionSecrets.Read(options.Secret, options.PreviousSecrets, services.GetService<IConfiguration>());
    }
}
