namespace Igniter.Connectors.Testing;

internal static class ListingCases
{
    private static readonly TenantKey Tenant = new("user", "1");

    public static IEnumerable<StoreConformanceCase> All { get; } =
    [
        new("a-list-is-in-the-order-of-ids", "Records that were inserted in any order are listed by id, ordinally.", Order),
        new("pages-follow-each-other", "Pages of any size hold every record once; a cursor needn't be an existing id.", Pages),
        new("pages-stay-true-while-rows-come-and-go", "Rows that come and go between pages neither repeat nor hide others.", PagesWhileChanging),
        new("a-list-is-filtered", "Each filter restricts alone and together with the others, before the page is cut.", Filters),
        new("a-count-is-filtered", "Counting applies the same filters as listing.", Counts),
    ];

    private static ConnectionRecord Record(int number) =>
        Sample.Record(number, new(Tenant.Scope, Tenant.Identity, "telegram", $"n{number}"));

    private static async Task Order(IConnectorStore store, CancellationToken cancellationToken)
    {
        foreach (int number in new SeededNumbers(1).Shuffled(60))
        {
            await store.Insert(Record(number), cancellationToken).ConfigureAwait(false);
        }

        IEnumerable<string> ids = Enumerable.Range(0, 60).Select(Sample.Id);
        Expect.Ids(ids, await store.ListAsync(Tenant, new(), null, 100, cancellationToken).ConfigureAwait(false), "The list");
        Expect.Ids(ids, await store.ScanAsync(new(), null, 100, cancellationToken).ConfigureAwait(false), "The scan");
        Expect.Ids(ids, await store.ListAsync(Tenant, new(), null, int.MaxValue, cancellationToken).ConfigureAwait(false), "The unlimited list");
    }

    private static async Task Pages(IConnectorStore store, CancellationToken cancellationToken)
    {
        for (int number = 0; number < 20; number++)
        {
            await store.Insert(Record(2 * number), cancellationToken).ConfigureAwait(false);
            await store.Insert(Sample.Record((2 * number) + 1, new("user", "2", "telegram", $"n{number}")), cancellationToken).ConfigureAwait(false);
        }

        foreach (int size in (int[])[1, 3, 7, 20, 50])
        {
            List<ConnectionRecord> listed = await ReadAll(
                after => store.ListAsync(Tenant, new(), after, size, cancellationToken), size).ConfigureAwait(false);
            Expect.Ids(Enumerable.Range(0, 20).Select(number => Sample.Id(2 * number)), listed, $"Pages of {size}");
            List<ConnectionRecord> scanned = await ReadAll(
                after => store.ScanAsync(new(), after, size, cancellationToken), size).ConfigureAwait(false);
            Expect.Ids(Enumerable.Range(0, 40).Select(Sample.Id), scanned, $"Scanned pages of {size}");
        }

        IReadOnlyList<ConnectionRecord> afterForeign =
            await store.ListAsync(Tenant, new(), Sample.Id(5), 2, cancellationToken).ConfigureAwait(false);
        Expect.Ids([Sample.Id(6), Sample.Id(8)], afterForeign, "The page after another tenant's id");
        IReadOnlyList<ConnectionRecord> fromStart = await store.ListAsync(Tenant, new(), "", 1, cancellationToken).ConfigureAwait(false);
        Expect.Ids([Sample.Id(0)], fromStart, "The page after the empty id");
        Expect.Ids([], await store.ListAsync(Tenant, new(), Sample.Id(38), 5, cancellationToken).ConfigureAwait(false), "The page after the last");
        Expect.Ids([], await store.ListAsync(Tenant, new(), "z", 5, cancellationToken).ConfigureAwait(false), "The page after all");
    }

    private static async Task<List<ConnectionRecord>> ReadAll(Func<string?, ValueTask<IReadOnlyList<ConnectionRecord>>> read, int size)
    {
        var all = new List<ConnectionRecord>();
        IReadOnlyList<ConnectionRecord> page;
        do
        {
            string? after = all.LastOrDefault()?.Id;
            page = await read(after).ConfigureAwait(false);
            Expect.True(page.Count <= size, $"A page of {size} holds {page.Count}.");
            Expect.True(page.All(record => string.CompareOrdinal(record.Id, after) > 0), $"The page after {after} holds ids before it.");
            all.AddRange(page);
        }
        while (page.Count == size);

        return all;
    }

    private static async Task PagesWhileChanging(IConnectorStore store, CancellationToken cancellationToken)
    {
        for (int number = 0; number < 100; number += 2)
        {
            await store.Insert(Record(number), cancellationToken).ConfigureAwait(false);
        }

        var seen = new List<string>();
        var deleted = new HashSet<string>(StringComparer.Ordinal);
        for (int round = 0; round < 50; round++)
        {
            IReadOnlyList<ConnectionRecord> page =
                await store.ListAsync(Tenant, new(), seen.LastOrDefault(), 7, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(page.Select(record => record.Id));

            // Delete the row that the next page starts after, and one that is to come; insert one before and one behind.
            foreach (int number in (int[])[(14 * round) + 12, 98 - (2 * round)])
            {
                ConnectionRecord victim = Record(number);
                if (await store.DeleteAsync(victim.Key, victim.Id, cancellationToken).ConfigureAwait(false))
                {
                    deleted.Add(victim.Id);
                }
            }

            await store.Insert(Record((2 * round) + 1), cancellationToken).ConfigureAwait(false);
            await store.Insert(Record(99 - (2 * round)), cancellationToken).ConfigureAwait(false);
        }

        Expect.True(seen.Zip(seen.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0), "A row repeats or is out of order.");
        for (int number = 0; number < 100; number += 2)
        {
            string id = Sample.Id(number);
            Expect.True(deleted.Contains(id) || seen.Contains(id), $"The row {number}, which was there all the time, was skipped.");
        }
    }

    private static async Task Filters(IConnectorStore store, CancellationToken cancellationToken)
    {
        await InsertMix(store, cancellationToken).ConfigureAwait(false);
        foreach (ConnectionFilter filter in AllFilters())
        {
            List<ConnectionRecord> expected = [.. Mix().Where(filter.Matches)];
            IReadOnlyList<ConnectionRecord> all = await store.ListAsync(Tenant, filter, null, 100, cancellationToken).ConfigureAwait(false);
            Expect.Ids(expected.Select(record => record.Id), all, $"The list with {filter}");
            List<ConnectionRecord> paged = await ReadAll(after => store.ListAsync(Tenant, filter, after, 2, cancellationToken), 2).ConfigureAwait(false);
            Expect.Ids(expected.Select(record => record.Id), paged, $"Pages of 2 with {filter}");
        }
    }

    private static async Task Counts(IConnectorStore store, CancellationToken cancellationToken)
    {
        await InsertMix(store, cancellationToken).ConfigureAwait(false);
        foreach (ConnectionFilter filter in AllFilters())
        {
            long count = await store.CountAsync(Tenant, filter, cancellationToken).ConfigureAwait(false);
            Expect.Equal(Mix().Count(filter.Matches), count, $"The count with {filter}");
        }
    }

    private static async Task InsertMix(IConnectorStore store, CancellationToken cancellationToken)
    {
        int foreign = 1000;
        foreach (ConnectionRecord record in Mix())
        {
            await store.Insert(record, cancellationToken).ConfigureAwait(false);
            ConnectionRecord other = record with { Id = Sample.Id(foreign++), Key = record.Key with { Identity = "2" } };
            await store.Insert(other, cancellationToken).ConfigureAwait(false);
        }
    }

    private static IEnumerable<ConnectionRecord> Mix()
    {
        int number = 0;
        foreach (string connector in (string[])["github", "telegram"])
        {
            foreach (string name in (string[])["", "support", "Support"])
            {
                foreach (ConnectionStatus status in Enum.GetValues<ConnectionStatus>())
                {
                    yield return Sample.Record(number, new(Tenant.Scope, Tenant.Identity, connector, status == 0 ? name : name + "!")) with
                    {
                        Enabled = number % 3 != 0,
                        Status = status,
                    };
                    number++;
                }
            }
        }
    }

    private static IEnumerable<ConnectionFilter> AllFilters() =>
        from connector in (string?[])[null, "telegram", "Telegram"]
        from name in (string?[])[null, "", "support", "SUPPORT"]
        from enabled in (bool?[])[null, true, false]
        from status in (ConnectionStatus?[])[null, ConnectionStatus.Active, ConnectionStatus.NeedsReauthorization]
        select new ConnectionFilter { Connector = connector, Name = name, Enabled = enabled, Status = status };
}
