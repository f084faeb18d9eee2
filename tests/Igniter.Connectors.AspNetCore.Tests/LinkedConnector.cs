namespace Igniter.Connectors.AspNetCore.Tests;

/// <summary>A connector that tenants connect through OAuth. Its provider is never reached.</summary>
[Connector("linked")]
[OAuth2(AuthorizationEndpoint = "https://provider.example/authorize", TokenEndpoint = "https://provider.example/token", Scopes = ["read"])]
public sealed partial class LinkedConnector
{
    [Action]
    public Task PingAsync(ConnectorContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
