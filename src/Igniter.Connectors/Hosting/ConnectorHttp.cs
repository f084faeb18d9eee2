using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors;

/// <summary>The HTTP clients of connectors: one name for each connector, so that an application can add to its handlers.</summary>
internal static class ConnectorHttp
{
    /// <summary>
    /// Connections are renewed every two minutes, so that a change of DNS is noticed although handlers live on. No cookies: they would reach other
    /// tenants. No logs of requests, and no path in traces: an address may hold a secret.
    /// </summary>
    public static void AddClient(IServiceCollection services, string connector) =>
        services
            .AddHttpClient(connector)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
                handler.UseCookies = false;
                handler.ActivityHeadersPropagator = new ProviderPropagator();
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
}
