using System.Globalization;

namespace Igniter.Connectors.Testing;

internal static class ConcurrencyCases
{
    private const int Racers = 16;

    private static readonly DateTimeOffset Now = Sample.Now;

    public static IEnumerable<StoreConformanceCase> All { get; } =
    [
        new("sixteen-writers-lose-no-update", "16 writers that count up one record by compare-and-set lose nothing.", NoLostUpdate),
        new("sixteen-inserts-of-one-key-make-one", "Of 16 concurrent inserts of one key exactly one succeeds, and its record stays.", OneInsert),
        new("sixteen-deletes-delete-once", "Of 16 concurrent deletes exactly one succeeds.", OneDelete),
        new("a-racing-delete-and-update-agree", "When a delete and an update race, a record that is gone stays gone.", DeleteAgainstUpdate),
        new("sixteen-racers-for-a-lease-make-one-owner", "Of 16 concurrent owners one gets a free lease, and again one when it has run out.", OneLease),
        new("sixteen-racers-take-an-entry-once", "Of 16 concurrent takers exactly one gets the value.", OneTaker),
        new("sixteen-racers-put-an-entry-once", "Of 16 concurrent putters of one id exactly one succeeds, with its own value.", OnePutter),
        new("sixteen-racers-claim-work-once", "Of 16 concurrent claimants exactly one gets the work.", OneClaimant),
        new("writers-and-readers-disturb-nobody", "Writers of many connections, readers and listers at once each see whole records.", Mixed),
    ];

    private static async Task NoLostUpdate(IConnectorStore store, CancellationToken cancellationToken)
    {
        const int Each = 10;
        ConnectionRecord record = await store.Insert(Sample.Record() with { Tokens = "0" }, cancellationToken).ConfigureAwait(false);
        await Sample.Race(Racers, async _ =>
        {
            int attempts = 0;
            for (int done = 0; done < Each; attempts++)
            {
                // Whoever loses, loses to somebody who has won.
                Expect.True(attempts <= Racers * Each, "Updates fail though nobody is ahead.");
                ConnectionRecord current = (await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false))!;
                string next = (int.Parse(current.Tokens!, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
                if (await store.UpdateAsync(current.Next() with { Tokens = next }, cancellationToken).ConfigureAwait(false))
                {
                    done++;
                }
            }

            return 0;
        }).ConfigureAwait(false);
        ConnectionRecord last = (await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false))!;
        Expect.Equal((Racers * Each).ToString(CultureInfo.InvariantCulture), last.Tokens, "The count");
        Expect.Equal((Racers * Each) + 1, last.Version, "The version");
    }

    private static async Task OneInsert(IConnectorStore store, CancellationToken cancellationToken)
    {
        for (int round = 0; round < 5; round++)
        {
            ConnectionKey key = Sample.Key(round);
            bool[] inserted = await Sample.Race(Racers, async racer =>
                await store.InsertAsync(Sample.Record((round * Racers) + racer, key), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            Expect.Equal(1, inserted.Count(won => won), "The number of inserts that succeeded");
            int winner = (round * Racers) + Array.IndexOf(inserted, true);
            Expect.Same(Sample.Record(winner, key), await store.GetAsync(key, cancellationToken).ConfigureAwait(false));
            Expect.Equal(1, await store.CountAsync(TenantKey.Of(key), new(), cancellationToken).ConfigureAwait(false), "The count");
        }
    }

    private static async Task OneDelete(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord record = await store.Insert(Sample.Record(), cancellationToken).ConfigureAwait(false);
        bool[] deleted = await Sample.Race(Racers, async _ =>
            await store.DeleteAsync(record.Key, record.Id, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        Expect.Equal(1, deleted.Count(won => won), "The number of deletes that succeeded");
        Expect.Ids([], await store.ScanAsync(new(), null, 10, cancellationToken).ConfigureAwait(false), "What is left");
    }

    private static async Task DeleteAgainstUpdate(IConnectorStore store, CancellationToken cancellationToken)
    {
        for (int round = 0; round < 20; round++)
        {
            ConnectionRecord record = await store.Insert(Sample.Record(round), cancellationToken).ConfigureAwait(false);
            bool[] done = await Sample.Race(2, async racer => racer == 0
                ? await store.DeleteAsync(record.Key, record.Id, cancellationToken).ConfigureAwait(false)
                : await store.UpdateAsync(record.Next(), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            Expect.True(done[0], "The delete didn't find the record.");
            ConnectionRecord? left = await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false);
            Expect.True(left is null, "An update brought a deleted record back.");
        }
    }

    private static async Task OneLease(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord record = await store.Insert(Sample.Record(), cancellationToken).ConfigureAwait(false);
        long last = long.MinValue;
        for (int round = 0; round < 5; round++)
        {
            DateTimeOffset from = Now.AddMinutes(10 * round);
            long?[] fences = await Sample.Race(Racers, async racer => await store.AcquireLeaseAsync(
                record.Key, $"{round}-{racer}", from, from.AddMinutes(10), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            Expect.Equal(1, fences.Count(fence => fence is not null), "The number of owners");
            long won = fences.Single(fence => fence is not null)!.Value;
            Expect.True(won > last, $"The number {won} isn't higher than {last}.");
            last = won;
        }
    }

    private static async Task OneTaker(IConnectorStore store, CancellationToken cancellationToken)
    {
        for (int round = 0; round < 10; round++)
        {
            await store.PutOnceAsync($"state-{round}", "value", Now.AddHours(1), cancellationToken).ConfigureAwait(false);
            string?[] taken = await Sample.Race(Racers, async _ =>
                await store.TakeOnceAsync($"state-{round}", Now, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            Expect.Equal(1, taken.Count(value => value == "value"), "The number of takers with the value");
            Expect.Equal(Racers - 1, taken.Count(value => value is null), "The number of takers without one");
        }
    }

    private static async Task OnePutter(IConnectorStore store, CancellationToken cancellationToken)
    {
        bool[] put = await Sample.Race(Racers, async racer =>
            await store.PutOnceAsync("state", $"{racer}", Now.AddHours(1), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        Expect.Equal(1, put.Count(won => won), "The number of putters that succeeded");
        string? value = await store.TakeOnceAsync("state", Now, cancellationToken).ConfigureAwait(false);
        Expect.Equal($"{Array.IndexOf(put, true)}", value, "The value");
    }

    private static async Task OneClaimant(IConnectorStore store, CancellationToken cancellationToken)
    {
        for (int round = 0; round < 5; round++)
        {
            DateTimeOffset from = Now.AddMinutes(10 * round);
            ClaimResult[] results = await Sample.Race(Racers, async racer => await store.ClaimAsync(
                "work", $"{round}-{racer}", from, from.AddMinutes(10), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            Expect.Equal(1, results.Count(result => result == ClaimResult.Claimed), "The number of claimants with the work");
            Expect.Equal(Racers - 1, results.Count(result => result == ClaimResult.InProgress), "The number of claimants without");
        }
    }

    private static async Task Mixed(IConnectorStore store, CancellationToken cancellationToken)
    {
        const int Rounds = 40;
        await Sample.Race(Racers, async racer =>
        {
            ConnectionRecord record = Sample.Record(racer, new("user", "shared", "telegram", $"n{racer}")) with { Tokens = "1", KeyId = "1" };
            await store.Insert(record, cancellationToken).ConfigureAwait(false);
            for (int round = 0; round < Rounds; round++)
            {
                string mark = $"{round + 2}";
                record = await store.Update(record.Next() with { Tokens = mark, KeyId = mark }, cancellationToken).ConfigureAwait(false);
                Expect.Same(record, await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false));
                IReadOnlyList<ConnectionRecord> list =
                    await store.ListAsync(TenantKey.Of(record.Key), new(), null, 100, cancellationToken).ConfigureAwait(false);
                Expect.True(list.Any(listed => listed.Id == record.Id), "A written record isn't listed.");
                Expect.True(list.All(listed => listed.Tokens == listed.KeyId), "A list holds a record that is half written.");
            }

            return 0;
        }).ConfigureAwait(false);
        IReadOnlyList<ConnectionRecord> end = await store.ScanAsync(new(), null, 100, cancellationToken).ConfigureAwait(false);
        Expect.Ids(Enumerable.Range(0, Racers).Select(Sample.Id), end, "All records");
        Expect.True(end.All(record => record.Version == Rounds + 1), "An update was lost.");
    }
}
