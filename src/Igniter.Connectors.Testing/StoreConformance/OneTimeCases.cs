namespace Igniter.Connectors.Testing;

internal static class OneTimeCases
{
    private static readonly DateTimeOffset Now = Sample.Now;

    public static IEnumerable<StoreConformanceCase> All { get; } =
    [
        new("a-one-time-entry-is-taken-once", "An entry gives its value once and is gone then; ids compare ordinally.", Once),
        new("a-one-time-entry-isn't-overwritten", "Putting an id again gives false and keeps the first value, until it is taken.", NoOverwrite),
        new("a-one-time-entry-expires", "At its end an entry is gone, and taking it deletes it.", Expiry),
        new("a-sweep-deletes-what-has-expired", "A sweep deletes expired entries and claims, says how many, and leaves the others.", Sweep),
        new("a-sweep-deletes-any-number", "A sweep deletes a thousand entries at once.", LargeSweep),
    ];

    private static async Task Once(IConnectorStore store, CancellationToken cancellationToken)
    {
        string longest = new('x', 128);
        string large = new('v', 16 * 1024);
        await Put(store, "a", "value of a", cancellationToken).ConfigureAwait(false);
        await Put(store, "A", "value of A", cancellationToken).ConfigureAwait(false);
        await Put(store, "a ", "value of a with a space", cancellationToken).ConfigureAwait(false);
        await Put(store, longest, large, cancellationToken).ConfigureAwait(false);
        await Takes(store, "b", null, cancellationToken).ConfigureAwait(false);
        await Takes(store, "A", "value of A", cancellationToken).ConfigureAwait(false);
        await Takes(store, "A", null, cancellationToken).ConfigureAwait(false);
        await Takes(store, "a", "value of a", cancellationToken).ConfigureAwait(false);
        await Takes(store, "a", null, cancellationToken).ConfigureAwait(false);
        await Takes(store, "a ", "value of a with a space", cancellationToken).ConfigureAwait(false);
        await Takes(store, longest, large, cancellationToken).ConfigureAwait(false);
    }

    private static async Task NoOverwrite(IConnectorStore store, CancellationToken cancellationToken)
    {
        await Put(store, "a", "first", cancellationToken).ConfigureAwait(false);
        bool put = await store.PutOnceAsync("a", "second", Now.AddHours(1), cancellationToken).ConfigureAwait(false);
        Expect.True(!put, "A taken id was put again.");
        await Takes(store, "a", "first", cancellationToken).ConfigureAwait(false);
        await Put(store, "a", "third", cancellationToken).ConfigureAwait(false);
        await Takes(store, "a", "third", cancellationToken).ConfigureAwait(false);
    }

    private static async Task Expiry(IConnectorStore store, CancellationToken cancellationToken)
    {
        await store.PutOnceAsync("before", "x", Now.AddMicroseconds(1), cancellationToken).ConfigureAwait(false);
        await store.PutOnceAsync("at", "x", Now, cancellationToken).ConfigureAwait(false);
        await Takes(store, "before", "x", cancellationToken).ConfigureAwait(false);
        await Takes(store, "at", null, cancellationToken).ConfigureAwait(false);
        string? earlier = await store.TakeOnceAsync("at", Now.AddHours(-1), cancellationToken).ConfigureAwait(false);
        Expect.True(earlier is null, "Taking an expired entry didn't delete it.");
    }

    private static async Task Sweep(IConnectorStore store, CancellationToken cancellationToken)
    {
        foreach (int minute in (int[])[-2, -1, 0, 1, 2])
        {
            DateTimeOffset end = Now.AddMinutes(minute);
            await store.PutOnceAsync($"entry{minute}", "x", end, cancellationToken).ConfigureAwait(false);
            await store.ClaimAsync($"claim{minute}", "owner", Now.AddHours(-1), end, cancellationToken).ConfigureAwait(false);
            await store.ClaimAsync($"done{minute}", "owner", Now.AddHours(-1), Now.AddHours(1), cancellationToken).ConfigureAwait(false);
            await store.CompleteClaimAsync($"done{minute}", "owner", end, cancellationToken).ConfigureAwait(false);
        }

        ConnectionRecord record = await store.Insert(RoundTripCases.Full(1), cancellationToken).ConfigureAwait(false);
        Expect.Equal(9, await store.SweepAsync(Now, cancellationToken).ConfigureAwait(false), "How many were swept");
        Expect.Equal(0, await store.SweepAsync(Now, cancellationToken).ConfigureAwait(false), "How many were swept again");
        Expect.Same(record, await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false));
        Expect.True(
            await store.PutOnceAsync("entry0", "new", Now.AddHours(1), cancellationToken).ConfigureAwait(false),
            "The id of a swept entry is still taken.");
        await Takes(store, "entry1", "x", cancellationToken).ConfigureAwait(false);
        bool released = await store.ReleaseClaimAsync("claim0", "owner", cancellationToken).ConfigureAwait(false);
        Expect.True(!released, "A swept claim is still its owner's.");
        ClaimResult result = await store.ClaimAsync("claim1", "other", Now, Now.AddHours(1), cancellationToken).ConfigureAwait(false);
        Expect.Equal(ClaimResult.InProgress, result, "A live claim after the sweep");
        result = await store.ClaimAsync("done1", "other", Now, Now.AddHours(1), cancellationToken).ConfigureAwait(false);
        Expect.Equal(ClaimResult.Done, result, "Done work after the sweep");
        result = await store.ClaimAsync("done0", "other", Now, Now.AddHours(1), cancellationToken).ConfigureAwait(false);
        Expect.Equal(ClaimResult.Claimed, result, "Work whose time as done was over");
    }

    private static async Task LargeSweep(IConnectorStore store, CancellationToken cancellationToken)
    {
        await Sample.Race(8, async racer =>
        {
            for (int number = 0; number < 125; number++)
            {
                await store.PutOnceAsync($"{racer}-{number}", "x", Now, cancellationToken).ConfigureAwait(false);
            }

            return 0;
        }).ConfigureAwait(false);
        await Put(store, "live", "x", cancellationToken).ConfigureAwait(false);
        Expect.Equal(1000, await store.SweepAsync(Now, cancellationToken).ConfigureAwait(false), "How many were swept");
        await Takes(store, "live", "x", cancellationToken).ConfigureAwait(false);
    }

    private static async Task Put(IConnectorStore store, string id, string value, CancellationToken cancellationToken)
    {
        bool put = await store.PutOnceAsync(id, value, Now.AddHours(1), cancellationToken).ConfigureAwait(false);
        Expect.True(put, $"The entry '{id}' wasn't put.");
    }

    private static async Task Takes(IConnectorStore store, string id, string? expected, CancellationToken cancellationToken) =>
        Expect.Equal(expected, await store.TakeOnceAsync(id, Now, cancellationToken).ConfigureAwait(false), $"The value of '{id}'");
}
