using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>What a call is about: a connector, in a scope or outside any.</summary>
/// <param name="Connector">The connector; <see langword="null"/> when its key is unknown.</param>
/// <param name="Key">Whose connection.</param>
/// <param name="Fallback">What happens without a connection.</param>
internal sealed record CallTarget(RegisteredConnector? Connector, ConnectionKey Key, ConnectionFallback Fallback)
{
    /// <exception cref="ConnectorException">CONNECTOR_NOT_FOUND.</exception>
    public RegisteredConnector RequireConnector() => Connector ?? throw ConnectorErrors.NotFound(Key);
}

/// <summary>Where a call's configuration comes from when there is no connection.</summary>
internal enum ConnectionFallback
{
    /// <summary>A tenant's scope: nowhere.</summary>
    None,

    /// <summary>A scope that needs no identity and got none: the default configuration.</summary>
    DefaultConfig,

    /// <summary>A call without scope: the default configuration; connections aren't looked for.</summary>
    DefaultConfigOnly,
}
