using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Http;

namespace Igniter.Connectors;

/// <summary>
/// The handlers below the SDK's named clients; the application may add to them and change them. Connections are renewed every two minutes, so that a
/// change of DNS is noticed although handlers live on. Whatever handler is configured, perhaps for all clients of the application: no cookies, which would
/// reach other tenants, no redirects but those that leave tokens behind, and no path in traces, since an address may hold a secret.
/// </summary>
internal sealed class HttpHandlers(ConnectorsSetup setup) : IHttpMessageHandlerBuilderFilter
{
    private static readonly Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> ConnectOutside = ConnectOutsideAsync;

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        if (!setup.NamesClient(builder.Name))
        {
            next(builder);
            return;
        }

        builder.PrimaryHandler = Create();
        if (!OAuthHttp.IsClientName(builder.Name))
        {
            builder.AdditionalHandlers.Add(new RedirectHandler());
        }

        next(builder);
        bool isGuarded = builder.Name == OAuthHttp.GuardedClientName;
        if (isGuarded && builder.PrimaryHandler is HttpClientHandler)
        {
            // It has no way to say whom it may connect to.
            builder.PrimaryHandler = Create();
        }

        try
        {
            Guard(builder.PrimaryHandler, isGuarded);
        }
        catch (InvalidOperationException exception)
        {
            throw HandlerInUse(builder.Name!, exception);
        }
    };

    private static SocketsHttpHandler Create() => new() { PooledConnectionLifetime = TimeSpan.FromMinutes(2) };

    /// <summary>Changes what isn't so yet: a handler in use, perhaps of another of the SDK's clients, refuses any change.</summary>
    private static void Guard(HttpMessageHandler handler, bool isGuarded)
    {
        switch (handler)
        {
            case SocketsHttpHandler sockets:
                if (sockets.UseCookies || sockets.AllowAutoRedirect)
                {
                    (sockets.UseCookies, sockets.AllowAutoRedirect) = (false, false);
                }

                if (sockets.ActivityHeadersPropagator is not ProviderPropagator)
                {
                    sockets.ActivityHeadersPropagator = new ProviderPropagator();
                }

                if (isGuarded && sockets.ConnectCallback != ConnectOutside)
                {
                    sockets.ConnectCallback = ConnectOutside;
                }

                break;
            case HttpClientHandler client when client.UseCookies || client.AllowAutoRedirect:
                (client.UseCookies, client.AllowAutoRedirect) = (false, false);
                break;
        }
    }

    private static ConnectorException HandlerInUse(string client, InvalidOperationException cause)
    {
        string? connector = OAuthHttp.IsClientName(client) ? null : client;
        string user = connector is null ? "The HTTP client for OAuth" : $"Connector {ConnectorErrors.Quote(connector)}";
        return new ConnectorException(
            ConnectorErrorCodes.ConnectorConfigurationInvalid,
            $"{user} was given an HTTP handler that is in use already or disposed, so it can't be kept from cookies and redirects any more. Give it one of its own: "
                + $"services.AddHttpClient(\"{client}\").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler()).",
            cause)
        {
            Metadata = new ConnectorErrorMetadata { Connector = connector },
        };
    }

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
