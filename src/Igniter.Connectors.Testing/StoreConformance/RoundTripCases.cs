using System.Text;

namespace Igniter.Connectors.Testing;

internal static class RoundTripCases
{
    private const string Unicode = "Zoë 🙂 שלום 漢字 e\u0301 \u200d\u00ad \t\r\n \\ \" ' % _ {0} \u0001\uffff";

    public static IEnumerable<StoreConformanceCase> All { get; } =
    [
        new("every-member-is-kept", "Each member of a record comes back as it was, on every way to read it.", EveryMember),
        new("a-bare-record-is-kept", "Members without a value come back without one; an empty configuration stays empty.", Bare),
        new("an-update-changes-every-member", "An update replaces each member, also by nothing.", EveryMemberUpdated),
        new("a-large-configuration-is-kept", "A configuration of 1 MiB comes back byte for byte.", LargeConfig),
        new("any-text-is-kept", "Texts of any script, with control characters, quotes and wildcards, come back unchanged.", AnyText),
        new("times-are-kept-to-the-microsecond", "Times come back to the microsecond, from any offset and any century.", Times),
    ];

    /// <summary>A record with all members set.</summary>
    public static ConnectionRecord Full(int number, ConnectionKey? key = null) => Sample.Record(number, key) with
    {
        Enabled = false,
        Status = ConnectionStatus.NeedsReauthorization,
        Config = Encoding.UTF8.GetBytes("""{"botToken":"igc1.envelope","nested":[1,2.5,null,{"a":"é"}]}"""),
        EncryptedPaths = "/botToken\n/nested/3/a",
        Tokens = $"tokens-{number}",
        GrantInfo = $"{{\"account\":\"{number}\"}}",
        WebhookSecret = $"webhook-secret-{number}",
        WebhookSecretHashes = [new($"hash-{number}-new", null), new($"hash-{number}-old", Sample.Now.AddHours(1))],
        WebhookStatus = new(Sample.Now.AddMinutes(-5), "invoice.paid", Succeeded: true),
        KeyId = $"key-{number}",
        RefreshDueAt = Sample.Now.AddMinutes(50),
        GrantHash = $"grant-{number}",
        CreatedAt = Sample.Now.AddDays(-1),
        UpdatedAt = Sample.Now,
    };

    private static async Task EveryMember(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord record = await store.Insert(Full(1, new("team", "team_1", "github", "support")), cancellationToken).ConfigureAwait(false);
        Expect.Same(record, await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false));
        IReadOnlyList<ConnectionRecord> list =
            await store.ListAsync(TenantKey.Of(record.Key), new(), null, 10, cancellationToken).ConfigureAwait(false);
        Expect.Ids([record.Id], list, "The list");
        Expect.Same(record, list[0]);
        IReadOnlyList<ConnectionRecord> scan = await store.ScanAsync(new(), null, 10, cancellationToken).ConfigureAwait(false);
        Expect.Ids([record.Id], scan, "The scan");
        Expect.Same(record, scan[0]);
        Expect.Same(record, await store.FindByWebhookSecretAsync("hash-1-old", cancellationToken).ConfigureAwait(false));
    }

    private static async Task Bare(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord record = Sample.Record(1, new("system", "", "clock", "")) with { Config = default };
        await store.Insert(record, cancellationToken).ConfigureAwait(false);
        Expect.Same(record, await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false));
    }

    private static async Task EveryMemberUpdated(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord bare = await store.Insert(Sample.Record(1), cancellationToken).ConfigureAwait(false);
        ConnectionRecord full = await store.Update(Full(1, bare.Key) with { Version = 2 }, cancellationToken).ConfigureAwait(false);
        Expect.Same(full, await store.GetAsync(bare.Key, cancellationToken).ConfigureAwait(false));
        await store.Update(bare with { Version = 3 }, cancellationToken).ConfigureAwait(false);
        Expect.Same(bare with { Version = 3 }, await store.GetAsync(bare.Key, cancellationToken).ConfigureAwait(false));
    }

    private static async Task LargeConfig(IConnectorStore store, CancellationToken cancellationToken)
    {
        byte[] config = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 1024 * 1024 - 11)}}"}""");
        ConnectionRecord record = await store.Insert(Sample.Record(1) with { Config = config }, cancellationToken).ConfigureAwait(false);
        Expect.Same(record, await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false));
        config = [.. config.Reverse()];
        config[0] = (byte)'{';
        ConnectionRecord next = await store.Update(record.Next() with { Config = config }, cancellationToken).ConfigureAwait(false);
        Expect.Same(next, await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false));
    }

    private static async Task AnyText(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord record = Full(1, new("scope" + Unicode, Unicode, "connector" + Unicode, Unicode + "name")) with
        {
            Config = Encoding.UTF8.GetBytes(Unicode),
            EncryptedPaths = Unicode,
            Tokens = Unicode,
            GrantInfo = Unicode,
            WebhookSecret = Unicode,
            WebhookStatus = new(Sample.Now, Unicode, Succeeded: false),
            GrantHash = Unicode,
            KeyId = Unicode,
        };
        await store.Insert(record, cancellationToken).ConfigureAwait(false);
        Expect.Same(record, await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false));
        Expect.Equal(1, await store.CountByGrantAsync(Unicode, cancellationToken).ConfigureAwait(false), "The count by grant");
        Expect.True(await store.PutOnceAsync(Unicode, Unicode, Sample.Now.AddDays(1), cancellationToken).ConfigureAwait(false), "No entry.");
        Expect.Equal(Unicode, await store.TakeOnceAsync(Unicode, Sample.Now, cancellationToken).ConfigureAwait(false), "The entry's value");
    }

    private static async Task Times(IConnectorStore store, CancellationToken cancellationToken)
    {
        DateTimeOffset[] times =
        [
            new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(2)).AddMicroseconds(1),
            new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(-9.5)).AddMicroseconds(999_999),
            new DateTimeOffset(1969, 12, 31, 23, 59, 59, TimeSpan.Zero).AddMicroseconds(999_999),
            new DateTimeOffset(2262, 4, 12, 0, 0, 0, TimeSpan.Zero).AddMicroseconds(7),
        ];
        for (int index = 0; index < times.Length; index++)
        {
            DateTimeOffset time = times[index];
            ConnectionRecord record = Sample.Record(index) with
            {
                CreatedAt = time,
                UpdatedAt = time.AddMicroseconds(1),
                RefreshDueAt = time.AddMicroseconds(2),
                WebhookStatus = new(time.AddMicroseconds(3), "", Succeeded: true),
                WebhookSecretHashes = [new($"hash-{index}", time.AddMicroseconds(4))],
            };
            await store.Insert(record, cancellationToken).ConfigureAwait(false);
            Expect.Same(record, await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false));
        }
    }
}
