using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Igniter.Connectors;

/// <summary>
/// The factories of HTTP clients: the application's, or, where it called no <c>AddHttpClient</c>, own ones. Nothing is made before somebody sends, and a
/// native program in which nobody can carries nothing of it.
/// </summary>
internal sealed class HttpStack(IServiceProvider services, ConnectorsSetup setup) : IDisposable
{
    private readonly Lock _lock = new();
    private ServiceProvider? _own;

    public IHttpClientFactory Clients => services.GetRequiredService<IHttpClientFactory>();

    /// <summary>The framework's factory, which is both kinds.</summary>
    public IHttpClientFactory Default => Handlers as IHttpClientFactory ?? Own.GetRequiredService<IHttpClientFactory>();

    public IHttpMessageHandlerFactory Handlers => Provider.GetRequiredService<IHttpMessageHandlerFactory>();

    public IOptionsMonitor<HttpClientFactoryOptions> Options => Provider.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>();

    private IServiceProvider Provider => services.GetService<IHttpMessageHandlerFactory>() is null ? Own : services;

    private ServiceProvider Own
    {
        get
        {
            lock (_lock)
            {
                return _own ??= Create();
            }
        }
    }

    /// <summary>Has factories of these services know the SDK's clients.</summary>
    public static void AddSettings(IServiceCollection services, ConnectorsSetup setup)
    {
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(new HttpDefaults(setup));
        services.AddTransient<IOptionsFactory<HttpClientFactoryOptions>>(provider => new HttpOptionsFactory(provider, setup));
        services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new HttpHandlers(setup));
    }

    public void Dispose() => _own?.Dispose();

    private ServiceProvider Create()
    {
        ServiceCollection own = new();
        AddSettings(own, setup);
        if (services.GetService<IMeterFactory>() is { } meters)
        {
            own.AddSingleton(meters);
        }

        return own.AddHttpClient().BuildServiceProvider();
    }
}
