using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors;

/// <summary>Puts the SDK together.</summary>
public sealed class ConnectorsBuilder
{
    internal ConnectorsBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a connector.</summary>
    public ConnectorsBuilder AddConnector<TConnector>()
        where TConnector : class, IConnector => throw new NotSupportedException();

    /// <summary>Adds a scope.</summary>
    public ConnectorsBuilder AddScope(string key, bool requiresIdentity = true) => throw new NotSupportedException();

    /// <summary>Replaces the encryption.</summary>
    public ConnectorsBuilder UseEncryptor(IConnectorEncryptor encryptor) => throw new NotSupportedException();
}
