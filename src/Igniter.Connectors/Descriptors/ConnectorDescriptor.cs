namespace Igniter.Connectors;

/// <summary>What an application can read about a connector.</summary>
public sealed class ConnectorDescriptor
{
}
