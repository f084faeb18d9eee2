using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors;

/// <summary>
/// The handlers below HTTP clients. Connections are renewed every two minutes, so that a change of DNS is noticed although handlers live on. No cookies:
/// they would reach other tenants. No logs of requests, and no path in traces: an address may hold a secret.
/// </summary>
internal static class ConnectorHttp
{
    /// <summary>A connector's clients: one name for each connector, so that an application can add to its handlers.</summary>
    public static void AddClient(IServiceCollection services, string connector) =>
        Add(services, connector, (_, _) => { }).AddHttpMessageHandler(() => new RedirectHandler());

    /// <summary>The clients that speak with authorization servers: they follow no redirect, and one of them reaches no private network.</summary>
    public static void AddOAuthClients(IServiceCollection services)
    {
        Add(services, OAuthHttp.ClientName, (_, _) => { }).ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan);
        Add(services, OAuthHttp.GuardedClientName, (handler, _) => handler.ConnectCallback = ConnectOutsideAsync)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan);
    }

    private static IHttpClientBuilder Add(IServiceCollection services, string name, Action<SocketsHttpHandler, IServiceProvider> configure) =>
        services
            .AddHttpClient(name)
            .UseSocketsHttpHandler((handler, provider) =>
            {
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
                handler.UseCookies = false;
                handler.AllowAutoRedirect = false;
                handler.ActivityHeadersPropagator = new ProviderPropagator();
                configure(handler, provider);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

    /// <summary>Looks at the address that is really connected to, so that a name can't first resolve to one and then to another.</summary>
    private static async ValueTask<Stream> ConnectOutsideAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        IPAddress[] allowed = [.. addresses.Where(NetworkGuard.IsPublic)];
        if (allowed.Length == 0)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The host has no public address.");
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
