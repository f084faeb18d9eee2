[assembly: Igniter.Connectors.ConnectorScope("organization")]

namespace Igniter.Connectors.ManyNodes;

/// <summary>A connector whose configuration counts what was written to it and says whose it is.</summary>
[Connector("ledger")]
public sealed partial class LedgerConnector
{
    public sealed partial record Config
    {
        /// <summary>Names the tenant, so that a read from another tenant's row shows.</summary>
        [Encrypted]
        public required string Owner { get; init; }

        public int Count { get; init; }
    }

    [Action]
    public ValueTask<string> WhoAsync(Config config) => ValueTask.FromResult(config.Owner);
}
