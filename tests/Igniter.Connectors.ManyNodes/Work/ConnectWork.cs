using System.Globalization;

namespace Igniter.Connectors.ManyNodes.Work;

/// <summary>Nodes connect and disconnect. What was acknowledged is there, or gone.</summary>
internal sealed class ConnectWork : IWork
{
    public const string Connected = "connect-done";
    public const string DisconnectBegun = "disconnect-begun";
    public const string Disconnected = "disconnect-done";

    public async Task StepAsync(ConnectorManager connectors, Journal journal, Random random)
    {
        string tenant = Tenants.Any(random);

        // Nobody else uses the name, so its end is known.
        string name = Guid.NewGuid().ToString("N");
        LedgerScopedClient ledger = connectors.Organization(tenant).Ledger.Named(name);
        await ledger.ConnectAsync(new() { Owner = tenant });
        journal.Write(Connected, Subject(tenant, name));
        if (random.Next(20) == 0)
        {
            return;
        }

        journal.Write(DisconnectBegun, Subject(tenant, name));
        await ledger.DisconnectAsync();
        journal.Write(Disconnected, Subject(tenant, name));
    }

    public async IAsyncEnumerable<string> CheckAsync(ConnectorManager connectors, IReadOnlyList<JournalEntry> journal)
    {
        HashSet<string> begun = [.. journal.Where(entry => entry.What == DisconnectBegun).Select(entry => entry.Subject)];
        HashSet<string> gone = [.. journal.Where(entry => entry.What == Disconnected).Select(entry => entry.Subject)];
        HashSet<string> stored = [];
        ConnectionQuery query = new() { Limit = 500 };
        ConnectionList page;
        do
        {
            page = await connectors.ListAsync(query);
            stored.UnionWith(page.Select(connection => Subject(connection.Identity, connection.Name)));
            query = query with { After = page.Next };
        }
        while (page.Next is not null);

        foreach (string subject in journal.Where(entry => entry.What == Connected).Select(entry => entry.Subject))
        {
            if (!begun.Contains(subject) && !stored.Contains(subject))
            {
                yield return $"{subject} was connected and isn't there.";
            }

            if (gone.Contains(subject) && stored.Contains(subject))
            {
                yield return $"{subject} was disconnected and is there.";
            }
        }
    }

    private static string Subject(string tenant, string name) => string.Create(CultureInfo.InvariantCulture, $"{tenant}/{name}");
}
