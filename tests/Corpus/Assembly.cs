using Igniter.Connectors;

// The others are declared beside the Telegram connector.
[assembly: ConnectorScope("sub_account")]
