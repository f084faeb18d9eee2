namespace Igniter.Connectors.ManyNodes.Work;

/// <summary>Nodes call an action and list connections. Nobody reads another tenant's.</summary>
internal sealed class CallWork : IWork
{
    public const string Done = "call-done";
    public const string Foreign = "call-foreign";

    public async Task StepAsync(ConnectorManager connectors, Journal journal, Random random)
    {
        string tenant = Tenants.Any(random);
        ConnectorScope scope = connectors.Organization(tenant);
        string owner = await scope.Ledger.WhoAsync();
        bool foreign = owner != tenant || (await scope.ListAsync()).Any(connection => connection.Identity != tenant);
        journal.Write(foreign ? Foreign : Done, tenant);
    }

    public async IAsyncEnumerable<string> CheckAsync(ConnectorManager connectors, IReadOnlyList<JournalEntry> journal)
    {
        foreach (JournalEntry entry in journal.Where(entry => entry.What == Foreign))
        {
            yield return $"{entry.Subject} read another tenant's connection.";
        }

        foreach (string tenant in Tenants.All)
        {
            ConnectorScope scope = connectors.Organization(tenant);
            foreach (Connection connection in await scope.ListAsync(new() { Limit = 1000 }))
            {
                if (connection.Identity != tenant || await OwnerAsync(scope.Ledger.Named(connection.Name)) != tenant)
                {
                    yield return $"{tenant} has a connection of another tenant.";
                }
            }
        }
    }

    // A configuration that was moved between tenants doesn't decrypt.
    private static async Task<string?> OwnerAsync(LedgerScopedClient ledger)
    {
        try
        {
            return (await ledger.RevealConfigAsync()).Owner;
        }
        catch (ConnectorException exception) when (exception.Code == ConnectorErrorCodes.ConnectorDecryptFailed)
        {
            return null;
        }
    }
}
