using System.Globalization;

namespace Igniter.Connectors.ManyNodes.Work;

/// <summary>Nodes take entries that can be taken once. No entry is had twice.</summary>
internal sealed class OneTimeWork : IWork
{
    public const string Begun = "take-begun";
    public const string Taken = "take-done";

    private const int Entries = 500;

    public async Task PrepareAsync(ConnectorManager connectors, CancellationToken cancellationToken)
    {
        DateTimeOffset end = TimeProvider.System.GetUtcNow().AddHours(1);
        for (int number = 0; number < Entries; number++)
        {
            await connectors.Store.PutOnceAsync(Entry(number), "value", end, cancellationToken);
        }
    }

    public async Task StepAsync(ConnectorManager connectors, Journal journal, Random random)
    {
        string entry = Entry(random.Next(Entries));
        journal.Write(Begun, entry);
        if (await connectors.Store.TakeOnceAsync(entry, TimeProvider.System.GetUtcNow()) is not null)
        {
            journal.Write(Taken, entry);
        }
    }

    public async IAsyncEnumerable<string> CheckAsync(ConnectorManager connectors, IReadOnlyList<JournalEntry> journal)
    {
        foreach (IGrouping<string, JournalEntry> taken in journal.Where(entry => entry.What == Taken).GroupBy(entry => entry.Subject))
        {
            if (taken.Count() > 1)
            {
                yield return $"{taken.Key} was taken {taken.Count()} times.";
            }
        }

        HashSet<string> begun = [.. journal.Where(entry => entry.What == Begun).Select(entry => entry.Subject)];
        for (int number = 0; number < Entries; number++)
        {
            bool there = await connectors.Store.TakeOnceAsync(Entry(number), TimeProvider.System.GetUtcNow()) is not null;
            if (!there && !begun.Contains(Entry(number)))
            {
                yield return $"{Entry(number)} is gone though nobody took it.";
            }
        }
    }

    private static string Entry(int number) => string.Create(CultureInfo.InvariantCulture, $"entry {number}");
}
