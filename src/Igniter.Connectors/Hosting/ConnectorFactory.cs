using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Makes a connector's instance and asks it for its default configuration.</summary>
internal static class ConnectorFactory
{
    public static RegisteredConnector Create(ConnectorDefinition definition, IServiceProvider services, IConnectorClients clients)
    {
        RegisteredConnector connector;
        try
        {
            connector = new RegisteredConnector(definition, services, clients);
        }
        catch (Exception exception) when (exception is not ConnectorException)
        {
            throw new ConnectorException(
                ConnectorErrorCodes.ConnectorBuildConfigRequired,
                $"Connector '{definition.Key}' can't be made: its constructor threw {exception.GetType().Name}. Register the services that it takes.",
                exception)
            {
                Metadata = new ConnectorErrorMetadata { Connector = definition.Key },
            };
        }

        connector.DefaultConfig = ReadDefaultConfig(connector);
        return connector;
    }

    private static object? ReadDefaultConfig(RegisteredConnector connector)
    {
        if (connector.Definition is not { DefaultConfig: { } defaultConfig, Config: { } contract })
        {
            return null;
        }

        object? config;
        try
        {
            // A singleton is made synchronously, and at start there is nobody to keep waiting.
            config = defaultConfig(connector.Services).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not ConnectorException)
        {
            throw new ConnectorException(
                ConnectorErrorCodes.ConnectorConfigurationInvalid,
                $"[DefaultConfig] of connector '{connector.Key}' threw {exception.GetType().Name}.",
                exception)
            {
                Metadata = new ConnectorErrorMetadata { Connector = connector.Key },
            };
        }

        if (config is not null && ContractReader.Check(contract, config, connector.Services) is { } failure)
        {
            throw ConnectorErrors.ConfigInvalid(connector.UnscopedKey, failure.Errors, failure.Cause);
        }

        return config;
    }
}
