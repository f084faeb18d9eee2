using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Igniter.Connectors;

/// <summary>What the SDK adds to services.</summary>
internal static class ConnectorsRegistrations
{
    /// <summary>
    /// Adds what the manager is made of: objects and factories of objects, which <see cref="OwnServices"/> understands as well. Calling it again goes on
    /// with the same set-up.
    /// </summary>
    public static ConnectorsSetup Add(IServiceCollection services, Action<ConnectorsOptions>? configure)
    {
        if (configure is not null)
        {
            services.AddSingleton<IConfigureOptions<ConnectorsOptions>>(new ConfigureNamedOptions<ConnectorsOptions>(Options.DefaultName, configure));
        }

        if (services.FirstOrDefault(service => service.ServiceType == typeof(ConnectorsSetup))?.ImplementationInstance is not ConnectorsSetup setup)
        {
            setup = new ConnectorsSetup(services);
            services.AddSingleton(setup);
            services.TryAddSingleton(provider => new HttpStack(provider, setup));
            services.TryAddSingleton<IHttpClientFactory>(provider => new ConnectorHttpClientFactory(provider.GetRequiredService<HttpStack>()));
            services.TryAddSingleton(provider => ConnectorsOptionsReader.Read(provider, services));
            services.TryAddSingleton(ReadSecrets);
            services.TryAddSingleton<IConnectorEncryptor>(provider => new AesGcmEncryptor(provider.GetRequiredService<EncryptionSecrets>()));
            services.TryAddSingleton(ManagerFactory.Create);
        }

        return setup;
    }

    /// <summary>Adds once what only a container can make, what only a host runs, and what an application's HTTP factory has to know.</summary>
    public static void Complete(IServiceCollection services, ConnectorsSetup setup)
    {
        if (!setup.IsComplete)
        {
            setup.IsComplete = true;
            services.AddLogging();
            HttpStack.AddSettings(services, setup);
            services.AddSingleton<IHostedService, ConnectorsStartup>();
        }
    }

    private static EncryptionSecrets ReadSecrets(IServiceProvider services)
    {
        ConnectorsOptions options = services.GetRequiredService<IOptions<ConnectorsOptions>>().Value;
        return EncryptionSecrets.Read(options.Secret, options.PreviousSecrets, services.GetService<IConfiguration>());
    }
}
