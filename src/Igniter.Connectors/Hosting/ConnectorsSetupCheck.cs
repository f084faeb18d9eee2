using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Says what is missing or wrong in a set-up before anything is made of it.</summary>
internal static class ConnectorsSetupCheck
{
    private const string KeyRule = "starts with a lower-case letter, goes on with lower-case letters, digits, '_' and '-', and has at most 64 characters";

    public static void Run(ConnectorsSetup setup)
    {
        if (setup.Connectors.Count == 0)
        {
            throw new ConnectorException(
                ConnectorErrorCodes.ConnectorBuildConnectorsRequired,
                "No connector is registered. Call AddConnectors() for all that this assembly can see, or AddConnector<T>().");
        }

        if (setup.Scopes.Count == 0)
        {
            throw new ConnectorException(
                ConnectorErrorCodes.ConnectorBuildScopesRequired,
                "No scope is declared. Add [assembly: ConnectorScope(\"organization\")] to the assembly that calls AddConnectors(), or call AddScope(\"organization\").");
        }

        foreach (ConnectorDefinition connector in setup.Connectors.Where(connector => !ConnectorNames.IsKey(connector.Key)))
        {
            throw Invalid(connector.Key, $"The connector key {ConnectorErrors.Quote(connector.Key)} is unfit. A key {KeyRule}.");
        }

        foreach (ScopeDefinition scope in setup.Scopes.Where(scope => !ConnectorNames.IsKey(scope.Key)))
        {
            throw Invalid(null, $"The scope key {ConnectorErrors.Quote(scope.Key)} is unfit. A key {KeyRule}.");
        }

        if (FirstRepeated(setup.Connectors.Select(connector => connector.Key)) is { } connectorKey)
        {
            throw Invalid(connectorKey, $"Two connectors have the key {ConnectorErrors.Quote(connectorKey)}. Rename one, or leave one out with [assembly: ExcludeConnector].");
        }

        if (FirstRepeated(setup.Scopes.Distinct().Select(scope => scope.Key)) is { } scopeKey)
        {
            throw Invalid(null, $"The scope {ConnectorErrors.Quote(scopeKey)} is declared both with and without RequiresIdentity. Decide for one.");
        }

        if (setup.OAuth.Keys.FirstOrDefault(key => !setup.Connectors.Exists(connector => connector.Key == key && connector.OAuth is not null)) is { } stranger)
        {
            throw Invalid(null, $"ConfigureOAuth({ConnectorErrors.Quote(stranger)}, …) names no registered connector with [OAuth2].");
        }

        foreach (ConnectorDefinition connector in setup.Connectors)
        {
            if (FirstRepeated(connector.Actions.Select(action => action.Key)) is { } action)
            {
                throw Invalid(connector.Key, $"Connector {ConnectorErrors.Quote(connector.Key)} has two actions with the key {ConnectorErrors.Quote(action)}.");
            }

            if (connector.Webhook is { } webhook && WebhookSetupCheck.Find(webhook) is { } problem)
            {
                throw Invalid(connector.Key, $"Connector {ConnectorErrors.Quote(connector.Key)}: {problem}");
            }
        }
    }

    private static string? FirstRepeated(IEnumerable<string> keys)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        return keys.FirstOrDefault(key => !known.Add(key));
    }

    private static ConnectorException Invalid(string? connector, string message) => new(ConnectorErrorCodes.ConnectorConfigurationInvalid, message)
    {
        Metadata = new ConnectorErrorMetadata { Connector = connector },
    };
}
