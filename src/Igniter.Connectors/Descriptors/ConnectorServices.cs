using System.ComponentModel;

namespace Igniter.Connectors.Descriptors;

/// <summary>
/// What generated code fills a connector's constructor from. HTTP is asked for by a method of its own: a native program whose connectors don't take a
/// client doesn't carry the HTTP stack.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConnectorServices
{
    private readonly string _connector;
    private readonly IConnectorClients _clients;

    internal ConnectorServices(string connector, IServiceProvider provider, IConnectorClients clients)
    {
        _connector = connector;
        _clients = clients;
        Provider = provider;
    }

    /// <summary>The application's services.</summary>
    public IServiceProvider Provider { get; }

    /// <summary>What an <see cref="IHttpClientFactory"/> parameter gets: the application's factory, or the SDK's where it has none.</summary>
    public IHttpClientFactory HttpClients => _clients.Factory;

    /// <summary>Makes what an <see cref="HttpClient"/> parameter gets: the connector's named client.</summary>
    /// <returns>The client.</returns>
    public HttpClient CreateHttpClient() => _clients.Create(_connector);
}
