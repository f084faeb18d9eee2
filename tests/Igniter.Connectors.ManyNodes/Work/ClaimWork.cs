using System.Globalization;

namespace Igniter.Connectors.ManyNodes.Work;

/// <summary>Nodes claim deliveries and handle them. What was handled to its end doesn't begin again.</summary>
internal sealed class ClaimWork : IWork
{
    public const string Begun = "handling-begun";
    public const string Done = "handling-done";

    private const int Deliveries = 5_000;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1);

    public async Task StepAsync(ConnectorManager connectors, Journal journal, Random random)
    {
        string delivery = string.Create(CultureInfo.InvariantCulture, $"delivery {random.Next(Deliveries)}");
        string owner = Guid.NewGuid().ToString("N");
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (await connectors.Store.ClaimAsync(delivery, owner, now, now + Time) != ClaimResult.Claimed)
        {
            return;
        }

        journal.Write(Begun, delivery);
        if (random.Next(10) == 0)
        {
            // A handler that fails leaves it to the next attempt.
            await connectors.Store.ReleaseClaimAsync(delivery, owner);
        }
        else if (await connectors.Store.CompleteClaimAsync(delivery, owner, now + TimeSpan.FromDays(1)))
        {
            journal.Write(Done, delivery);
        }
    }

    public async IAsyncEnumerable<string> CheckAsync(ConnectorManager connectors, IReadOnlyList<JournalEntry> journal)
    {
        foreach (IGrouping<string, JournalEntry> delivery in journal.Where(entry => entry.What is Begun or Done).GroupBy(entry => entry.Subject))
        {
            JournalEntry? done = delivery.FirstOrDefault(entry => entry.What == Done);
            if (done is not null && delivery.Any(entry => entry != done && entry.Time >= done.Time))
            {
                yield return $"{delivery.Key} was handled again after it had succeeded.";
            }
        }

        foreach (string delivery in journal.Where(entry => entry.What == Done).Select(entry => entry.Subject))
        {
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            if (await connectors.Store.ClaimAsync(delivery, "checker", now, now) != ClaimResult.Done)
            {
                yield return $"{delivery} was handled and isn't known to be.";
            }
        }
    }
}
