using System.Text;
using System.Text.Json.Serialization;

namespace Igniter.Connectors;

/// <summary>Result of connecting.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="WebhookUrl">
/// The address for the provider to post events to; <see langword="null"/> for a connector without webhook and when no base URL is set. Whoever knows it can
/// post to it, so neither <see cref="object.ToString"/> nor JSON shows it.
/// </param>
public sealed record ConnectionResult(Connection Connection, [property: JsonIgnore] Uri? WebhookUrl = null)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Connection = ").Append(Connection);
        return true;
    }
}

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
