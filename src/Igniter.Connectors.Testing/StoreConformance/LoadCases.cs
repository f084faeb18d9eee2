namespace Igniter.Connectors.Testing;

internal static class LoadCases
{
    private const int Records = 100_000;
    private const int PerTenant = 1_000;
    private const int Writers = 64;

    public static IEnumerable<StoreConformanceCase> All { get; } =
    [
        new("a-hundred-thousand-connections-are-found", "With 100,000 connections of 100 tenants every way to read gives exactly what it should.", Many),
    ];

    private static ConnectionRecord Record(int number) =>
        Sample.Record(number, new("organization", $"org_{number % (Records / PerTenant)}", "telegram", $"n{number}")) with
        {
            KeyId = number % 1_000 == 0 ? "old" : "new",
            GrantHash = number % 10_000 == 0 ? "shared" : null,
            RefreshDueAt = number % 5_000 == 0 ? Sample.Now : null,
            WebhookSecretHashes = [new($"hash-{number}", null)],
        };

    private static async Task Many(IConnectorStore store, CancellationToken cancellationToken)
    {
        await Fill(store, cancellationToken).ConfigureAwait(false);
        foreach (int number in (int[])[0, 1, 49_999, Records - 1])
        {
            ConnectionRecord expected = Record(number);
            Expect.Same(expected, await store.GetAsync(expected.Key, cancellationToken).ConfigureAwait(false));
            Expect.Same(expected, await store.FindByWebhookSecretAsync($"hash-{number}", cancellationToken).ConfigureAwait(false));
        }

        var tenant = new TenantKey("organization", "org_42");
        Expect.Equal(PerTenant, await store.CountAsync(tenant, new(), cancellationToken).ConfigureAwait(false), "One tenant's count");
        IReadOnlyList<ConnectionRecord> page = await store.ListAsync(tenant, new(), Sample.Id(50_042), 10, cancellationToken).ConfigureAwait(false);
        Expect.Ids(Enumerable.Range(501, 10).Select(index => Sample.Id((index * 100) + 42)), page, "A page in one tenant's middle");
        page = await store.ScanAsync(new(), Sample.Id(77_776), 10, cancellationToken).ConfigureAwait(false);
        Expect.Ids(Enumerable.Range(77_777, 10).Select(Sample.Id), page, "A page in the middle of all");
        var due = new ConnectionScanFilter { RefreshDueBefore = Sample.Now.AddSeconds(1) };
        page = await store.ScanAsync(due, null, 100, cancellationToken).ConfigureAwait(false);
        Expect.Ids(Enumerable.Range(0, Records / 5_000).Select(index => Sample.Id(index * 5_000)), page, "What is due");
        var oldKey = new ConnectionScanFilter { KeyId = "old" };
        page = await store.ScanAsync(oldKey, Sample.Id(90_500), 5, cancellationToken).ConfigureAwait(false);
        Expect.Ids(Enumerable.Range(91, 5).Select(index => Sample.Id(index * 1_000)), page, "What has the old key");
        IReadOnlyDictionary<string, long> keys = await store.CountByKeyIdAsync(cancellationToken).ConfigureAwait(false);
        Expect.Equal(Records / 1_000, keys.GetValueOrDefault("old"), "The records of the old key");
        Expect.Equal(Records - (Records / 1_000), keys.GetValueOrDefault("new"), "The records of the new key");
        Expect.Equal(10, await store.CountByGrantAsync("shared", cancellationToken).ConfigureAwait(false), "The connections of one grant");
    }

    private static async Task Fill(IConnectorStore store, CancellationToken cancellationToken)
    {
        if (store is IConformanceSeed seed)
        {
            await seed.SeedAsync([.. Enumerable.Range(0, Records).Select(Record)], cancellationToken).ConfigureAwait(false);
            return;
        }

        int next = -1;
        await Sample.Race(Writers, async _ =>
        {
            for (int number = Interlocked.Increment(ref next); number < Records; number = Interlocked.Increment(ref next))
            {
                await store.Insert(Record(number), cancellationToken).ConfigureAwait(false);
            }

            return 0;
        }).ConfigureAwait(false);
    }
}
