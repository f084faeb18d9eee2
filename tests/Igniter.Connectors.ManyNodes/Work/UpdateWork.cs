using System.Globalization;

namespace Igniter.Connectors.ManyNodes.Work;

/// <summary>Nodes count up configurations. No acknowledged update is lost, and none counts twice.</summary>
internal sealed class UpdateWork : IWork
{
    public const string Begun = "update-begun";
    public const string Done = "update-done";

    public async Task PrepareAsync(ConnectorManager connectors, CancellationToken cancellationToken)
    {
        foreach (string tenant in Tenants.All)
        {
            await connectors.Organization(tenant).Ledger.ConnectAsync(new() { Owner = tenant }, cancellationToken: cancellationToken);
        }
    }

    public async Task StepAsync(ConnectorManager connectors, Journal journal, Random random)
    {
        string tenant = Tenants.Any(random);
        journal.Write(Begun, tenant);
        await connectors.Organization(tenant).Ledger.UpdateAsync(config => config with { Count = config.Count + 1 });
        journal.Write(Done, tenant);
    }

    public async IAsyncEnumerable<string> CheckAsync(ConnectorManager connectors, IReadOnlyList<JournalEntry> journal)
    {
        foreach (string tenant in Tenants.All)
        {
            int begun = journal.Count(entry => entry.What == Begun && entry.Subject == tenant);
            int done = journal.Count(entry => entry.What == Done && entry.Subject == tenant);
            int counted = (await connectors.Organization(tenant).Ledger.RevealConfigAsync()).Count;

            // Between the two are those that were cut off: nobody knows whether they were made.
            if (counted < done || counted > begun)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{tenant}: {counted} updates stored, {done} acknowledged, {begun} begun.");
            }
        }
    }
}
