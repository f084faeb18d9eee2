using System.Diagnostics;

namespace Igniter.Connectors.ManyNodes.Work;

/// <summary>
/// Nodes take leases and do something under them that must not be done by two. Only one is at it at any moment, also when the owner before was killed
/// or frozen, later owners have higher numbers, and no lease outlives its time.
/// </summary>
internal sealed class LeaseWork : IWork
{
    public const string Taken = "lease-taken";
    public const string GivenBack = "lease-given-back";

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1);

    public async Task StepAsync(ConnectorManager connectors, Journal journal, Random random)
    {
        ConnectionKey key = Key(Tenants.Any(random));
        string owner = Guid.NewGuid().ToString("N");
        long deadline = Stopwatch.GetTimestamp() + (long)(Time.TotalSeconds * Stopwatch.Frequency);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (await connectors.Store.AcquireLeaseAsync(key, owner, now, now + Time) is not { } fence)
        {
            return;
        }

        string holding = $"{key.Identity}/{fence}";
        journal.Write(Taken, holding, deadline);
        await connectors.Store.GetAsync(key);
        journal.Write(GivenBack, holding);
        await connectors.Store.ReleaseLeaseAsync(key, owner);
    }

    public async IAsyncEnumerable<string> CheckAsync(ConnectorManager connectors, IReadOnlyList<JournalEntry> journal)
    {
        Dictionary<string, long> givenBack = journal.Where(entry => entry.What == GivenBack)
            .GroupBy(entry => entry.Subject).ToDictionary(entries => entries.Key, entries => entries.First().Time);
        foreach (IGrouping<string, JournalEntry> leases in journal.Where(entry => entry.What == Taken).GroupBy(entry => entry.Subject.Split('/')[0]))
        {
            JournalEntry? before = null;
            long end = 0;

            // An owner that was frozen until its lease was over had it in no moment of its own.
            foreach (JournalEntry lease in leases.Where(lease => lease.Time < lease.Until))
            {
                if (before is not null && (lease.Time < end || Fence(lease) <= Fence(before)))
                {
                    yield return $"{leases.Key}: two had the lease at once, {before.Subject} and {lease.Subject}.";
                }

                before = lease;
                end = Math.Min(givenBack.GetValueOrDefault(lease.Subject, long.MaxValue), lease.Until);
            }
        }

        DateTimeOffset later = TimeProvider.System.GetUtcNow() + Time;
        foreach (ConnectionKey key in Tenants.All.Select(Key))
        {
            if (await connectors.Store.AcquireLeaseAsync(key, "checker", later, later) is null)
            {
                yield return $"{key.Identity}: the lease can't be had after its end.";
            }
        }
    }

    private static ConnectionKey Key(string tenant) => new("organization", tenant, "ledger", "");

    private static long Fence(JournalEntry lease) => long.Parse(lease.Subject.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture);
}
