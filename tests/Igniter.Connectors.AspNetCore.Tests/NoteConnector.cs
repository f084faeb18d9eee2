namespace Igniter.Connectors.AspNetCore.Tests;

/// <summary>A connector with a secret in its configuration and nothing else of interest.</summary>
[Connector("note")]
public sealed partial class NoteConnector
{
    public sealed partial record Config
    {
        [Encrypted]
        public required string Token { get; init; }
    }

    [Action]
    public Task PingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
