using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Http;

namespace Igniter.Connectors;

/// <summary>
/// The handlers below the SDK's named clients; the application may add to them and change them. Connections are renewed every two minutes, so that a
/// change of DNS is noticed although handlers live on. No cookies: they would reach other tenants. No path in traces: an address may hold a secret.
/// </summary>
internal sealed class HttpHandlers(ConnectorsSetup setup) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        if (setup.NamesClient(builder.Name))
        {
            builder.PrimaryHandler = new SocketsHttpHandler
            {
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                UseCookies = false,
                AllowAutoRedirect = false,
                ActivityHeadersPropagator = new ProviderPropagator(),
                ConnectCallback = builder.Name == OAuthHttp.GuardedClientName ? ConnectOutsideAsync : null,
            };
            if (!OAuthHttp.IsClientName(builder.Name))
            {
                builder.AdditionalHandlers.Add(new RedirectHandler());
            }
        }

        next(builder);
    };

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
