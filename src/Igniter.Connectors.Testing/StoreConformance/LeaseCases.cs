namespace Igniter.Connectors.Testing;

internal static class LeaseCases
{
    private static readonly DateTimeOffset Now = Sample.Now;

    public static IEnumerable<StoreConformanceCase> All { get; } =
    [
        new("a-lease-has-one-owner", "While one owner holds a lease, others don't get it; owners compare ordinally.", OneOwner),
        new("a-lease-is-renewed-by-its-owner", "An owner that takes its live lease again keeps its number and gets the new end.", Renewal),
        new("a-lease-ends-at-its-time", "A lease is over at the time it runs until, and the next owner gets a higher number.", Expiry),
        new("a-lease-is-released-by-its-owner-only", "Releasing frees the lease for its owner, and does nothing for others.", Release),
        new("fencing-numbers-rise", "Each new holding of a lease gets a higher number than all before.", Fencing),
        new("a-frozen-owner-is-fenced-off", "An owner that wakes up after its lease was given to another changes nothing any more.", FrozenOwner),
        new("a-lease-needs-a-connection", "There is no lease without a connection, and it goes with it.", NeedsConnection),
        new("leases-are-independent", "Leases of different connections don't concern each other, and writes don't concern leases.", Independent),
    ];

    private static ValueTask<long?> Acquire(
        IConnectorStore store, string owner, int fromMinute, int untilMinute, CancellationToken cancellationToken, int connection = 0) =>
        store.AcquireLeaseAsync(Sample.Key(connection), owner, Now.AddMinutes(fromMinute), Now.AddMinutes(untilMinute), cancellationToken);

    private static async Task<long> Taken(
        IConnectorStore store, string owner, int fromMinute, int untilMinute, CancellationToken cancellationToken, int connection = 0)
    {
        long? fence = await Acquire(store, owner, fromMinute, untilMinute, cancellationToken, connection).ConfigureAwait(false);
        Expect.True(fence is not null, $"{owner} didn't get the lease at minute {fromMinute}.");
        return fence!.Value;
    }

    private static async Task Refused(IConnectorStore store, string owner, int fromMinute, CancellationToken cancellationToken)
    {
        long? fence = await Acquire(store, owner, fromMinute, fromMinute + 10, cancellationToken).ConfigureAwait(false);
        Expect.True(fence is null, $"{owner} got a lease at minute {fromMinute} that another owner holds.");
    }

    private static async Task OneOwner(IConnectorStore store, CancellationToken cancellationToken)
    {
        await store.Insert(Sample.Record(), cancellationToken).ConfigureAwait(false);
        await Taken(store, "owner", 0, 10, cancellationToken).ConfigureAwait(false);
        await Refused(store, "other", 0, cancellationToken).ConfigureAwait(false);
        await Refused(store, "Owner", 5, cancellationToken).ConfigureAwait(false);
        await Refused(store, "owner ", 9, cancellationToken).ConfigureAwait(false);
    }

    private static async Task Renewal(IConnectorStore store, CancellationToken cancellationToken)
    {
        await store.Insert(Sample.Record(), cancellationToken).ConfigureAwait(false);
        long fence = await Taken(store, "owner", 0, 10, cancellationToken).ConfigureAwait(false);
        long renewed = await Taken(store, "owner", 9, 19, cancellationToken).ConfigureAwait(false);
        Expect.Equal(fence, renewed, "The renewed lease's number");
        await Refused(store, "other", 15, cancellationToken).ConfigureAwait(false);
        renewed = await Taken(store, "owner", 15, 16, cancellationToken).ConfigureAwait(false);
        Expect.Equal(fence, renewed, "The shortened lease's number");
        await Taken(store, "other", 16, 20, cancellationToken).ConfigureAwait(false);
    }

    private static async Task Expiry(IConnectorStore store, CancellationToken cancellationToken)
    {
        await store.Insert(Sample.Record(), cancellationToken).ConfigureAwait(false);
        long first = await Taken(store, "first", 0, 10, cancellationToken).ConfigureAwait(false);
        long? early = await store.AcquireLeaseAsync(
            Sample.Key(), "second", Now.AddMinutes(10).AddMicroseconds(-1), Now.AddMinutes(20), cancellationToken).ConfigureAwait(false);
        Expect.True(early is null, "A lease was taken a microsecond before its end.");
        long second = await Taken(store, "second", 10, 20, cancellationToken).ConfigureAwait(false);
        Expect.True(second > first, $"The number {second} isn't higher than {first}.");
        await Refused(store, "first", 11, cancellationToken).ConfigureAwait(false);
        bool released = await store.ReleaseLeaseAsync(Sample.Key(), "first", cancellationToken).ConfigureAwait(false);
        Expect.True(!released, "The first owner released the second's lease.");
        await Refused(store, "first", 12, cancellationToken).ConfigureAwait(false);
    }

    private static async Task Release(IConnectorStore store, CancellationToken cancellationToken)
    {
        await store.Insert(Sample.Record(), cancellationToken).ConfigureAwait(false);
        Expect.True(!await store.ReleaseLeaseAsync(Sample.Key(), "a", cancellationToken).ConfigureAwait(false), "Nothing was released.");
        await Taken(store, "a", 0, 10, cancellationToken).ConfigureAwait(false);
        Expect.True(!await store.ReleaseLeaseAsync(Sample.Key(), "b", cancellationToken).ConfigureAwait(false), "Another owner released it.");
        Expect.True(!await store.ReleaseLeaseAsync(Sample.Key(), "A", cancellationToken).ConfigureAwait(false), "A look-alike released it.");
        await Refused(store, "b", 1, cancellationToken).ConfigureAwait(false);
        Expect.True(await store.ReleaseLeaseAsync(Sample.Key(), "a", cancellationToken).ConfigureAwait(false), "Its owner couldn't release it.");
        Expect.True(!await store.ReleaseLeaseAsync(Sample.Key(), "a", cancellationToken).ConfigureAwait(false), "It was released twice.");
        await Taken(store, "b", 1, 10, cancellationToken).ConfigureAwait(false);
    }

    private static async Task Fencing(IConnectorStore store, CancellationToken cancellationToken)
    {
        await store.Insert(Sample.Record(), cancellationToken).ConfigureAwait(false);
        long last = long.MinValue;
        for (int round = 0; round < 10; round++)
        {
            long fence = await Taken(store, $"owner-{round}", 10 * round, (10 * round) + 10, cancellationToken).ConfigureAwait(false);
            Expect.True(fence > last, $"The number {fence} isn't higher than {last}.");
            last = fence;
            if (round % 2 == 0)
            {
                await store.ReleaseLeaseAsync(Sample.Key(), $"owner-{round}", cancellationToken).ConfigureAwait(false);
            }
        }

        long again = await Taken(store, "owner-9", 100, 110, cancellationToken).ConfigureAwait(false);
        Expect.True(again > last, "An owner whose lease had run out kept its number.");
    }

    // What a refresh does: take the lease, read, ask the provider, write. The first owner is frozen while it asks.
    private static async Task FrozenOwner(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord read = await store.Insert(Sample.Record() with { Tokens = "1" }, cancellationToken).ConfigureAwait(false);
        long frozen = await Taken(store, "frozen", 0, 10, cancellationToken).ConfigureAwait(false);
        long next = await Taken(store, "next", 10, 20, cancellationToken).ConfigureAwait(false);
        Expect.True(next > frozen, $"The number {next} isn't higher than {frozen}.");
        await store.Update(read.Next() with { Tokens = "2" }, cancellationToken).ConfigureAwait(false);

        // It is awake again, and its clock stands where it stood.
        bool written = await store.UpdateAsync(read.Next() with { Tokens = "of the frozen owner" }, cancellationToken).ConfigureAwait(false);
        Expect.True(!written, "The frozen owner overwrote what the next one had written.");
        await Refused(store, "frozen", 9, cancellationToken).ConfigureAwait(false);
        bool released = await store.ReleaseLeaseAsync(Sample.Key(), "frozen", cancellationToken).ConfigureAwait(false);
        Expect.True(!released, "The frozen owner released the next one's lease.");
        await Refused(store, "third", 11, cancellationToken).ConfigureAwait(false);
        Expect.Equal("2", (await store.GetAsync(Sample.Key(), cancellationToken).ConfigureAwait(false))!.Tokens, "The tokens");
        Expect.Equal(next, await Taken(store, "next", 12, 22, cancellationToken).ConfigureAwait(false), "The next owner's number");
    }

    private static async Task NeedsConnection(IConnectorStore store, CancellationToken cancellationToken)
    {
        await Refused(store, "early", 0, cancellationToken).ConfigureAwait(false);
        ConnectionRecord record = await store.Insert(Sample.Record(1, Sample.Key()), cancellationToken).ConfigureAwait(false);
        await Taken(store, "first", 0, 10, cancellationToken).ConfigureAwait(false);
        await store.DeleteAsync(record.Key, record.Id, cancellationToken).ConfigureAwait(false);
        await Refused(store, "late", 1, cancellationToken).ConfigureAwait(false);
        bool released = await store.ReleaseLeaseAsync(record.Key, "first", cancellationToken).ConfigureAwait(false);
        Expect.True(!released, "The lease outlived its connection.");
        await store.Insert(Sample.Record(2, Sample.Key()), cancellationToken).ConfigureAwait(false);
        await Taken(store, "second", 1, 10, cancellationToken).ConfigureAwait(false);
    }

    private static async Task Independent(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord record = await store.Insert(Sample.Record(0), cancellationToken).ConfigureAwait(false);
        ConnectionRecord named = await store.Insert(Sample.Record(1, record.Key with { Name = "n" }), cancellationToken).ConfigureAwait(false);
        await Taken(store, "a", 0, 10, cancellationToken).ConfigureAwait(false);
        long? fence = await store.AcquireLeaseAsync(named.Key, "b", Now, Now.AddMinutes(10), cancellationToken).ConfigureAwait(false);
        Expect.True(fence is not null, "Another connection's lease was in the way.");
        await store.Update(record.Next() with { Tokens = "new" }, cancellationToken).ConfigureAwait(false);
        await Refused(store, "b", 1, cancellationToken).ConfigureAwait(false);
        Expect.True(!await store.DeleteAsync(record.Key, named.Id, cancellationToken).ConfigureAwait(false), "Another id was deleted.");
        await Refused(store, "b", 2, cancellationToken).ConfigureAwait(false);
        Expect.Equal(2, (await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false))!.Version, "The version under a lease");
    }
}
