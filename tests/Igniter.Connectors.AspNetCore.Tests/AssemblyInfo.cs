using Igniter.Connectors;

[assembly: ConnectorScope("organization")]
