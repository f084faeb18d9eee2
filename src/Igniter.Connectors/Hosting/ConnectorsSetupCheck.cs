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

        CheckScopes(setup);
        HashSet<string> connectors = new(StringComparer.Ordinal);
        foreach (ConnectorDefinition connector in setup.Connectors)
        {
            Check(connector, isFirst: connectors.Add(connector.Key));
        }

        if (setup.OAuth.Keys.FirstOrDefault(key => !setup.Connectors.Exists(connector => connector.Key == key && connector.OAuth is not null)) is { } stranger)
        {
            throw Invalid(null, $"ConfigureOAuth({ConnectorErrors.Quote(stranger)}, …) names no registered connector with [OAuth2].");
        }
    }

    private static void CheckScopes(ConnectorsSetup setup)
    {
        Dictionary<string, ScopeDefinition> scopes = new(StringComparer.Ordinal);
        foreach (ScopeDefinition scope in setup.Scopes)
        {
            if (!ConnectorNames.IsKey(scope.Key))
            {
                throw Invalid(null, $"The scope key {ConnectorErrors.Quote(scope.Key)} is unfit. A key {KeyRule}.");
            }

            if (!scopes.TryAdd(scope.Key, scope) && scopes[scope.Key] != scope)
            {
                throw Invalid(null, $"The scope {ConnectorErrors.Quote(scope.Key)} is declared both with and without RequiresIdentity. Decide for one.");
            }
        }
    }

    private static void Check(ConnectorDefinition connector, bool isFirst)
    {
        if (!ConnectorNames.IsKey(connector.Key))
        {
            throw Invalid(connector.Key, $"The connector key {ConnectorErrors.Quote(connector.Key)} is unfit. A key {KeyRule}.");
        }

        if (!isFirst)
        {
            throw Invalid(connector.Key, $"Two connectors have the key {ConnectorErrors.Quote(connector.Key)}. Rename one, or leave one out with [assembly: ExcludeConnector].");
        }

        HashSet<string> actions = new(StringComparer.Ordinal);
        foreach (ActionDefinition action in connector.Actions)
        {
            if (!actions.Add(action.Key))
            {
                throw Invalid(connector.Key, $"Connector {ConnectorErrors.Quote(connector.Key)} has two actions with the key {ConnectorErrors.Quote(action.Key)}.");
            }
        }

        if (connector.Webhook is { } webhook && WebhookSetupCheck.Find(webhook) is { } problem)
        {
            throw Invalid(connector.Key, $"Connector {ConnectorErrors.Quote(connector.Key)}: {problem}");
        }
    }

    private static ConnectorException Invalid(string? connector, string message) => new(ConnectorErrorCodes.ConnectorConfigurationInvalid, message)
    {
        Metadata = new ConnectorErrorMetadata { Connector = connector },
    };
}
