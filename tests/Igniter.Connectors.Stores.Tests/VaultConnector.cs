using Igniter.Connectors;

[assembly: ConnectorScope("organization")]

namespace Igniter.Connectors.Stores.Tests;

/// <summary>A connector with secrets of several types at several depths, for what a store must never hold in the clear.</summary>
[Connector("vault", Name = "Vault")]
public sealed partial class VaultConnector
{
    public sealed partial record Config
    {
        public required string Visible { get; init; }

        [Encrypted]
        public required string Token { get; init; }

        [Encrypted]
        public long Number { get; init; }

        [Encrypted]
        public Login? Login { get; init; }

        public IReadOnlyList<Account> Accounts { get; init; } = [];
    }

    public sealed record Login(string User, string Password);

    public sealed partial record Account
    {
        public required string Name { get; init; }

        [Encrypted]
        public required string Key { get; init; }
    }

    [Action]
    public Task<string> ReadAsync(string question, Config config) => Task.FromResult($"{question} {config.Token}");
}
