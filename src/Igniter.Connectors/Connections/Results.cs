namespace Igniter.Connectors;

/// <summary>A connection.</summary>
public sealed record Connection;

/// <summary>Result of connecting.</summary>
public sealed record ConnectionResult;

/// <summary>Result of disconnecting.</summary>
public sealed record DisconnectResult;

/// <summary>What connecting does when a connection exists.</summary>
public enum ConnectMode
{
    /// <summary>Replaces its configuration.</summary>
    Upsert,

    /// <summary>Fails with <see cref="ConnectorErrorCodes.ConnectorAlreadyConnected"/>.</summary>
    CreateOnly,
}
