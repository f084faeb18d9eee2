using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Tells a connector's method for whom it runs.</summary>
public class ConnectorContext
{
    private readonly RegisteredConnector _connector;
    private readonly IGrantAccess? _grant;

    internal ConnectorContext(ConnectionKey key, RegisteredConnector connector, IGrantAccess? grant, CancellationToken cancellationToken)
    {
        _connector = connector;
        _grant = grant;
        Key = key;
        CancellationToken = cancellationToken;
    }

    /// <summary>The scope's key, for example <c>organization</c>; empty for a call without a scope.</summary>
    public string Scope => Key.Scope;

    /// <summary>The tenant's identity within the scope; empty where none was given.</summary>
    public string Identity => Key.Identity;

    /// <summary>The connector's key.</summary>
    public string Connector => Key.Connector;

    /// <summary>The connection's name; empty for the unnamed one.</summary>
    public string ConnectionName => Key.Name;

    /// <summary>The connection's OAuth grant; <see langword="null"/> without OAuth, and while a configuration is only checked.</summary>
    public OAuthConnection? OAuth => _grant?.Current;

    /// <summary>
    /// A client of the connector for the provider's API. It keeps no cookies and repeats what is safe to repeat after a fault. With OAuth it sends the
    /// access token to the address that it is asked for, over https, and on a 401 renews it once and repeats the request once; a request that has an
    /// Authorization header of its own goes as it is.
    /// </summary>
    public HttpClient Http => field ??= _connector.CreateHttp(_grant);

    /// <summary>Cancelled when the caller cancels or the call runs past its time.</summary>
    public CancellationToken CancellationToken { get; }

    internal ConnectionKey Key { get; }
}

/// <summary>Tells a connector's method for whom it runs and with which configuration.</summary>
/// <typeparam name="TConfig">The connector's configuration type.</typeparam>
public sealed class ConnectorContext<TConfig> : ConnectorContext
{
    internal ConnectorContext(ConnectionKey key, TConfig config, RegisteredConnector connector, IGrantAccess? grant, CancellationToken cancellationToken)
        : base(key, connector, grant, cancellationToken) => Config = config;

    /// <summary>The connection's configuration, decrypted.</summary>
    public TConfig Config { get; }
}
