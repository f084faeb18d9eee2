namespace Igniter.Connectors.Testing;

internal static class MaintenanceCases
{
    public static IEnumerable<StoreConformanceCase> All { get; } =
    [
        new("a-scan-goes-through-all-tenants", "A scan pages through every tenant's connections in the order of ids.", AllTenants),
        new("a-scan-is-filtered", "Connector, name, switch, status, key id and due time restrict a scan, before the page is cut.", Filters),
        new("a-scan-for-a-key-is-exact", "A scan for a key id finds its records only, page by page; key ids compare ordinally, and the empty one is one of them.", OneKey),
        new("a-scan-for-due-refreshes-is-exact", "Due means strictly before the time; records without a due time never are.", Due),
        new("records-are-counted-by-key-id", "The counts by key id follow inserts, updates and deletes.", CountByKeyId),
        new("records-are-counted-by-grant", "Connections that share a grant are counted in all tenants.", CountByGrant),
    ];

    private static ConnectionRecord Record(int number) => Sample.Record(number) with
    {
        Key = Sample.Key(number % 7) with { Connector = number % 2 == 0 ? "telegram" : "github", Name = number % 5 == 0 ? "" : $"n{number}" },
    };

    private static async Task AllTenants(IConnectorStore store, CancellationToken cancellationToken)
    {
        foreach (int number in new SeededNumbers(2).Shuffled(50))
        {
            await store.Insert(Sample.Record(number, Sample.Key(number % 7) with { Name = $"n{number}" }), cancellationToken).ConfigureAwait(false);
        }

        string? after = null;
        for (int start = 0; start < 50; start += 8)
        {
            IReadOnlyList<ConnectionRecord> page = await store.ScanAsync(new(), after, 8, cancellationToken).ConfigureAwait(false);
            Expect.Ids(Enumerable.Range(start, Math.Min(8, 50 - start)).Select(Sample.Id), page, $"The page from {start}");
            after = page[^1].Id;
        }

        Expect.Ids([], await store.ScanAsync(new(), after, 8, cancellationToken).ConfigureAwait(false), "The page after the last");
    }

    private static async Task Filters(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord[] records =
        [
            .. Enumerable.Range(0, 30).Select(number => Record(number) with
            {
                Enabled = number % 3 != 0,
                Status = number % 4 == 0 ? ConnectionStatus.NeedsReauthorization : ConnectionStatus.Active,
                KeyId = number % 6 == 0 ? "" : $"key-{number % 2}",
                RefreshDueAt = number % 5 == 0 ? null : Sample.Now.AddMinutes(number),
            }).Where(record => record.Key.Name.Length > 0),
            Sample.Record(40, new("system", "", "telegram", "")) with { KeyId = "key-0", RefreshDueAt = Sample.Now },
        ];
        foreach (ConnectionRecord record in records)
        {
            await store.Insert(record, cancellationToken).ConfigureAwait(false);
        }

        foreach (ConnectionScanFilter filter in AllFilters())
        {
            string[] expected = [.. records.Where(filter.Matches).Select(record => record.Id)];
            Expect.Ids(expected, await store.ScanAsync(filter, null, 100, cancellationToken).ConfigureAwait(false), $"The scan with {filter}");
            string[] page = [.. expected.Where(id => string.CompareOrdinal(id, Sample.Id(7)) > 0).Take(3)];
            IReadOnlyList<ConnectionRecord> found = await store.ScanAsync(filter, Sample.Id(7), 3, cancellationToken).ConfigureAwait(false);
            Expect.Ids(page, found, $"A page with {filter}");
        }
    }

    private static IEnumerable<ConnectionScanFilter> AllFilters() =>
        from connector in (string?[])[null, "telegram"]
        from name in (string?[])[null, ""]
        from enabled in (bool?[])[null, true]
        from status in (ConnectionStatus?[])[null, ConnectionStatus.Active]
        from keyId in (string?[])[null, "key-0", "", "unknown"]
        from due in (DateTimeOffset?[])[null, Sample.Now.AddMinutes(12)]
        select new ConnectionScanFilter
        {
            Connector = connector,
            Name = name,
            Enabled = enabled,
            Status = status,
            KeyId = keyId,
            RefreshDueBefore = due,
        };

    private static async Task OneKey(IConnectorStore store, CancellationToken cancellationToken)
    {
        // One key id begins like another, and a scan is between two inserts of each.
        string[] keyIds = ["", "key", "KEY", "key ", "ke", "key2", "k\u00e9y", "ke\u0301y"];
        for (int number = 0; number < 3 * keyIds.Length; number++)
        {
            await store.Insert(Sample.Record(number) with { KeyId = keyIds[number % keyIds.Length] }, cancellationToken).ConfigureAwait(false);
        }

        for (int index = 0; index < keyIds.Length; index++)
        {
            string[] expected = [Sample.Id(index), Sample.Id(index + keyIds.Length), Sample.Id(index + (2 * keyIds.Length))];
            ConnectionScanFilter filter = new() { KeyId = keyIds[index] };
            Expect.Ids(expected, await store.ScanAsync(filter, null, 10, cancellationToken).ConfigureAwait(false), $"Records of key '{keyIds[index]}'");
            IReadOnlyList<ConnectionRecord> rest = await store.ScanAsync(filter, expected[0], 1, cancellationToken).ConfigureAwait(false);
            Expect.Ids([expected[1]], rest, $"The second page of key '{keyIds[index]}'");
        }
    }

    private static async Task Due(IConnectorStore store, CancellationToken cancellationToken)
    {
        DateTimeOffset?[] times = [Sample.Now, null, Sample.Now.AddMicroseconds(-1), Sample.Now.AddMicroseconds(1), Sample.Now.AddYears(-50)];
        for (int number = 0; number < times.Length; number++)
        {
            await store.Insert(Sample.Record(number) with { RefreshDueAt = times[number] }, cancellationToken).ConfigureAwait(false);
        }

        var filter = new ConnectionScanFilter { RefreshDueBefore = Sample.Now };
        IReadOnlyList<ConnectionRecord> due = await store.ScanAsync(filter, null, 10, cancellationToken).ConfigureAwait(false);
        Expect.Ids([Sample.Id(2), Sample.Id(4)], due, "Records due before now");
        ConnectionRecord refreshed = due[0].Next() with { RefreshDueAt = Sample.Now.AddHours(1) };
        await store.Update(refreshed, cancellationToken).ConfigureAwait(false);
        due = await store.ScanAsync(filter, null, 10, cancellationToken).ConfigureAwait(false);
        Expect.Ids([Sample.Id(4)], due, "Records due after one was refreshed");
    }

    private static async Task CountByKeyId(IConnectorStore store, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, long> none = await store.CountByKeyIdAsync(cancellationToken).ConfigureAwait(false);
        Expect.Equal(0, none.Values.Sum(), "The sum of nothing");
        string[] keyIds = ["a", "a", "A", "", "b", "b", "b"];
        for (int number = 0; number < keyIds.Length; number++)
        {
            await store.Insert(Sample.Record(number) with { KeyId = keyIds[number] }, cancellationToken).ConfigureAwait(false);
        }

        await Counts(store, "a:2 A:1 :1 b:3", cancellationToken).ConfigureAwait(false);
        await store.Update(Sample.Record(4).Next() with { KeyId = "a" }, cancellationToken).ConfigureAwait(false);
        await store.DeleteAsync(Sample.Key(5), Sample.Id(5), cancellationToken).ConfigureAwait(false);
        await Counts(store, "a:3 A:1 :1 b:1", cancellationToken).ConfigureAwait(false);
    }

    private static async Task Counts(IConnectorStore store, string expected, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, long> counts = await store.CountByKeyIdAsync(cancellationToken).ConfigureAwait(false);
        string got = string.Join(' ', counts.Where(pair => pair.Value > 0).Select(pair => $"{pair.Key}:{pair.Value}").Order(StringComparer.Ordinal));
        Expect.Equal(string.Join(' ', expected.Split(' ').Order(StringComparer.Ordinal)), got, "The counts by key id");
    }

    private static async Task CountByGrant(IConnectorStore store, CancellationToken cancellationToken)
    {
        string?[] grants = ["g1", "g1", "G1", null, "g2", "g1"];
        for (int number = 0; number < grants.Length; number++)
        {
            await store.Insert(Sample.Record(number) with { GrantHash = grants[number] }, cancellationToken).ConfigureAwait(false);
        }

        Expect.Equal(3, await store.CountByGrantAsync("g1", cancellationToken).ConfigureAwait(false), "The count of g1");
        Expect.Equal(0, await store.CountByGrantAsync("g3", cancellationToken).ConfigureAwait(false), "The count of g3");
        await store.Update(Sample.Record(0).Next() with { GrantHash = "g3" }, cancellationToken).ConfigureAwait(false);
        await store.DeleteAsync(Sample.Key(1), Sample.Id(1), cancellationToken).ConfigureAwait(false);
        Expect.Equal(1, await store.CountByGrantAsync("g1", cancellationToken).ConfigureAwait(false), "The count of g1 afterwards");
        Expect.Equal(1, await store.CountByGrantAsync("g3", cancellationToken).ConfigureAwait(false), "The count of g3 afterwards");
    }
}
