using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Igniter.Connectors;

/// <summary>
/// The settings of the SDK's named clients; they stand before whatever the application configures for these names, and after what it configures for all
/// clients (<see cref="HttpOptionsFactory"/>). No logs of requests: an address may hold a secret.
/// </summary>
internal sealed class HttpDefaults(ConnectorsSetup setup) : IConfigureNamedOptions<HttpClientFactoryOptions>
{
    public void Configure(HttpClientFactoryOptions options)
    {
        // The client without a name is the application's.
    }

    public void Configure(string? name, HttpClientFactoryOptions options)
    {
        if (!setup.NamesClient(name))
        {
            return;
        }

        // Connections are renewed below it.
        options.HandlerLifetime = Timeout.InfiniteTimeSpan;
        if (OAuthHttp.IsClientName(name))
        {
            options.HttpClientActions.Add(client => client.Timeout = Timeout.InfiniteTimeSpan);
        }

        LogRemover logs = new(name!);
        logs.RemoveAllLoggers();
        logs.Apply(options);
    }

    /// <summary>Takes what the framework has no other way to say to the options that it is about.</summary>
    private sealed class LogRemover(string name) : IHttpClientBuilder
    {
        public string Name => name;

        public IServiceCollection Services { get; } = new ServiceCollection();

        public void Apply(HttpClientFactoryOptions options)
        {
            foreach (ServiceDescriptor setting in Services)
            {
                (setting.ImplementationInstance as ConfigureNamedOptions<HttpClientFactoryOptions>)?.Configure(name, options);
            }
        }
    }
}
