namespace Igniter.Connectors.Testing;

internal static class ClaimCases
{
    private static readonly DateTimeOffset Now = Sample.Now;

    public static IEnumerable<StoreConformanceCase> All { get; } =
    [
        new("work-is-claimed-by-one", "While one claimant has work, others are told that it is in progress; ids and owners compare ordinally.", OneClaimant),
        new("done-work-stays-done", "Completed work is done for everyone until its time, and nobody's claim any more.", Done),
        new("released-work-is-free", "Released work can be claimed at once; only its claimant can release it.", Released),
        new("a-claim-runs-out", "A claim is over at its time; its owner can complete it until another has claimed it.", RunsOut),
    ];

    private static async Task OneClaimant(IConnectorStore store, CancellationToken cancellationToken)
    {
        string longest = new('x', 128);
        await Claims(store, "work", "a", 0, ClaimResult.Claimed, cancellationToken).ConfigureAwait(false);
        await Claims(store, "work", "b", 1, ClaimResult.InProgress, cancellationToken).ConfigureAwait(false);
        await Claims(store, "work", "A", 1, ClaimResult.InProgress, cancellationToken).ConfigureAwait(false);
        await Claims(store, "Work", "b", 1, ClaimResult.Claimed, cancellationToken).ConfigureAwait(false);
        await Claims(store, longest, "a", 1, ClaimResult.Claimed, cancellationToken).ConfigureAwait(false);
        await Claims(store, longest[1..] + "y", "b", 1, ClaimResult.Claimed, cancellationToken).ConfigureAwait(false);

        // The claimant may claim again and has until the new end.
        await Claims(store, "work", "a", 9, ClaimResult.Claimed, cancellationToken).ConfigureAwait(false);
        await Claims(store, "work", "b", 18, ClaimResult.InProgress, cancellationToken).ConfigureAwait(false);
    }

    private static async Task Done(IConnectorStore store, CancellationToken cancellationToken)
    {
        await Claims(store, "work", "a", 0, ClaimResult.Claimed, cancellationToken).ConfigureAwait(false);
        Expect.True(!await Complete(store, "work", "b", 60, cancellationToken).ConfigureAwait(false), "Another claimant completed it.");
        Expect.True(!await Complete(store, "other", "a", 60, cancellationToken).ConfigureAwait(false), "Unclaimed work was completed.");
        Expect.True(await Complete(store, "work", "a", 60, cancellationToken).ConfigureAwait(false), "Its claimant couldn't complete it.");
        await Claims(store, "work", "b", 1, ClaimResult.Done, cancellationToken).ConfigureAwait(false);
        await Claims(store, "work", "a", 59, ClaimResult.Done, cancellationToken).ConfigureAwait(false);
        Expect.True(!await Complete(store, "work", "a", 90, cancellationToken).ConfigureAwait(false), "It was completed twice.");
        bool released = await store.ReleaseClaimAsync("work", "a", cancellationToken).ConfigureAwait(false);
        Expect.True(!released, "Done work was released.");
        await Claims(store, "work", "b", 59, ClaimResult.Done, cancellationToken).ConfigureAwait(false);
        await Claims(store, "work", "b", 60, ClaimResult.Claimed, cancellationToken).ConfigureAwait(false);
    }

    private static async Task Released(IConnectorStore store, CancellationToken cancellationToken)
    {
        Expect.True(!await store.ReleaseClaimAsync("work", "a", cancellationToken).ConfigureAwait(false), "Unclaimed work was released.");
        await Claims(store, "work", "a", 0, ClaimResult.Claimed, cancellationToken).ConfigureAwait(false);
        Expect.True(!await store.ReleaseClaimAsync("work", "b", cancellationToken).ConfigureAwait(false), "Another claimant released it.");
        await Claims(store, "work", "b", 1, ClaimResult.InProgress, cancellationToken).ConfigureAwait(false);
        Expect.True(await store.ReleaseClaimAsync("work", "a", cancellationToken).ConfigureAwait(false), "Its claimant couldn't release it.");
        Expect.True(!await store.ReleaseClaimAsync("work", "a", cancellationToken).ConfigureAwait(false), "It was released twice.");
        Expect.True(!await Complete(store, "work", "a", 60, cancellationToken).ConfigureAwait(false), "Released work was completed.");
        await Claims(store, "work", "b", 1, ClaimResult.Claimed, cancellationToken).ConfigureAwait(false);
    }

    private static async Task RunsOut(IConnectorStore store, CancellationToken cancellationToken)
    {
        await Claims(store, "late", "a", 0, ClaimResult.Claimed, cancellationToken).ConfigureAwait(false);
        Expect.True(await Complete(store, "late", "a", 60, cancellationToken).ConfigureAwait(false), "A claim nobody took over wasn't completed.");
        await Claims(store, "work", "a", 0, ClaimResult.Claimed, cancellationToken).ConfigureAwait(false);
        ClaimResult early = await store.ClaimAsync(
            "work", "b", Now.AddMinutes(10).AddMicroseconds(-1), Now.AddMinutes(20), cancellationToken).ConfigureAwait(false);
        Expect.Equal(ClaimResult.InProgress, early, "A claim a microsecond before the end of another");
        await Claims(store, "work", "b", 10, ClaimResult.Claimed, cancellationToken).ConfigureAwait(false);
        Expect.True(!await Complete(store, "work", "a", 60, cancellationToken).ConfigureAwait(false), "The first claimant completed the second's.");
        Expect.True(!await store.ReleaseClaimAsync("work", "a", cancellationToken).ConfigureAwait(false), "The first claimant released it.");
        Expect.True(await Complete(store, "work", "b", 60, cancellationToken).ConfigureAwait(false), "The second claimant couldn't complete it.");
    }

    private static async Task Claims(
        IConnectorStore store, string id, string owner, int minute, ClaimResult expected, CancellationToken cancellationToken)
    {
        DateTimeOffset now = Now.AddMinutes(minute);
        ClaimResult result = await store.ClaimAsync(id, owner, now, now.AddMinutes(10), cancellationToken).ConfigureAwait(false);
        Expect.Equal(expected, result, $"{owner}'s claim of '{id}' at minute {minute}");
    }

    private static ValueTask<bool> Complete(IConnectorStore store, string id, string owner, int untilMinute, CancellationToken cancellationToken) =>
        store.CompleteClaimAsync(id, owner, Now.AddMinutes(untilMinute), cancellationToken);
}
