using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Refuses an action whose <see cref="RequiresScopeAttribute"/> the user hasn't granted, before anything is sent.</summary>
internal static class ScopeStage
{
    /// <exception cref="ConnectorException">CONNECTOR_OAUTH_SCOPE_INSUFFICIENT.</exception>
    public static void Run(ConnectionRecord? record, ActionDefinition? action, IConnectionGrants grants)
    {
        // A dead grant is the greater trouble, and said later.
        if (action is not { RequiredScopes.Length: > 0 } || record is not { GrantInfo: not null } || record.Status == ConnectionStatus.NeedsReauthorization)
        {
            return;
        }

        string[] missing = [.. action.RequiredScopes.Except(grants.ScopesOf(record), StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            throw OAuthErrors.ScopeInsufficient(record.Key, action.Key, missing);
        }
    }
}
