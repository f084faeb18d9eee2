using Igniter.Connectors;

[assembly: ConnectorScope("organization")]
[assembly: ConnectorScope("user")]
[assembly: ConnectorScope("sub_account")]
[assembly: ConnectorScope("system", RequiresIdentity = false)]
