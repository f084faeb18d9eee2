namespace Igniter.Connectors;

/// <summary>Result of connecting.</summary>
/// <param name="Connection">The connection.</param>
public sealed record ConnectionResult(Connection Connection);

/// <summary>Result of disconnecting.</summary>
/// <param name="Connector">The connector's key.</param>
/// <param name="Name">The connection's name; empty for the unnamed one.</param>
/// <param name="Revoked">Whether the provider revoked the connection's grant; not, where there was none.</param>
public sealed record DisconnectResult(string Connector, string Name, bool Revoked);

/// <summary>What connecting does when a connection exists.</summary>
public enum ConnectMode
{
    /// <summary>Replaces its configuration.</summary>
    Upsert,

    /// <summary>Fails with <see cref="ConnectorErrorCodes.ConnectorAlreadyConnected"/>.</summary>
    CreateOnly,
}
