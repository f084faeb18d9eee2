namespace Igniter.Connectors.Testing;

internal static class WebhookSecretCases
{
    public static IEnumerable<StoreConformanceCase> All { get; } =
    [
        new("a-webhook-secret-finds-its-connection", "Each live hash of a record finds it, in any tenant; hashes compare ordinally.", Find),
        new("a-removed-webhook-secret-finds-nothing", "A hash that an update takes away finds nothing; those it keeps and adds do.", Rotation),
        new("a-webhook-secret-has-one-owner", "A hash of another connection is refused on insert and update, and nothing is written.", OneOwner),
        new("an-expired-webhook-secret-is-still-found", "Whether a secret has expired is for the caller to see.", Expired),
    ];

    private static ConnectionRecord Record(int number, params string[] hashes) =>
        Sample.Record(number) with { WebhookSecretHashes = [.. hashes.Select(hash => new WebhookSecretHash(hash, null))] };

    private static async Task Find(IConnectorStore store, CancellationToken cancellationToken)
    {
        for (int number = 0; number < 5; number++)
        {
            await store.Insert(Record(number, $"{number}-first", $"{number}-second", $"{number}-third"), cancellationToken).ConfigureAwait(false);
        }

        for (int number = 0; number < 5; number++)
        {
            foreach (string hash in (string[])[$"{number}-first", $"{number}-second", $"{number}-third"])
            {
                await Finds(store, hash, number, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (string unknown in (string[])["", "0-First", "0-first ", "0-fir", "%", new('x', 4096)])
        {
            await Finds(store, unknown, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task Rotation(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord first = await store.Insert(Record(1, "a", "b"), cancellationToken).ConfigureAwait(false);
        ConnectionRecord second = await store.Update(Record(1, "b", "c").Next(), cancellationToken).ConfigureAwait(false);
        await Finds(store, "a", null, cancellationToken).ConfigureAwait(false);
        await Finds(store, "b", 1, cancellationToken).ConfigureAwait(false);
        await Finds(store, "c", 1, cancellationToken).ConfigureAwait(false);
        Expect.Same(second, await store.FindByWebhookSecretAsync("c", cancellationToken).ConfigureAwait(false));

        // A refused update changes no look-up.
        bool updated = await store.UpdateAsync(first with { Version = 2, WebhookSecretHashes = [] }, cancellationToken).ConfigureAwait(false);
        Expect.True(!updated, "A stale update was accepted.");
        await Finds(store, "b", 1, cancellationToken).ConfigureAwait(false);
        await store.Update(Record(1) with { Version = 3 }, cancellationToken).ConfigureAwait(false);
        await Finds(store, "c", null, cancellationToken).ConfigureAwait(false);

        // A hash that was given up may go to another.
        await store.Insert(Record(2, "a", "c"), cancellationToken).ConfigureAwait(false);
        await Finds(store, "c", 2, cancellationToken).ConfigureAwait(false);
    }

    private static async Task OneOwner(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord owner = await store.Insert(Record(1, "a"), cancellationToken).ConfigureAwait(false);
        await Expect.Throws(
            async () => await store.InsertAsync(Record(2, "b", "a"), cancellationToken).ConfigureAwait(false),
            "An insert shared another connection's webhook secret.").ConfigureAwait(false);
        Expect.True(await store.GetAsync(Sample.Key(2), cancellationToken).ConfigureAwait(false) is null, "The refused record was written.");
        await Finds(store, "b", null, cancellationToken).ConfigureAwait(false);

        ConnectionRecord other = await store.Insert(Record(3, "c"), cancellationToken).ConfigureAwait(false);
        await Expect.Throws(
            async () => await store.UpdateAsync(Record(3, "a").Next(), cancellationToken).ConfigureAwait(false),
            "An update shared another connection's webhook secret.").ConfigureAwait(false);
        Expect.Same(other, await store.GetAsync(other.Key, cancellationToken).ConfigureAwait(false));
        Expect.Same(owner, await store.FindByWebhookSecretAsync("a", cancellationToken).ConfigureAwait(false));
        await Finds(store, "c", 3, cancellationToken).ConfigureAwait(false);
    }

    private static async Task Expired(IConnectorStore store, CancellationToken cancellationToken)
    {
        ConnectionRecord record = Sample.Record(1) with { WebhookSecretHashes = [new("old", Sample.Now.AddYears(-1)), new("new", null)] };
        await store.Insert(record, cancellationToken).ConfigureAwait(false);
        Expect.Same(record, await store.FindByWebhookSecretAsync("old", cancellationToken).ConfigureAwait(false));
    }

    private static async Task Finds(IConnectorStore store, string hash, int? number, CancellationToken cancellationToken)
    {
        ConnectionRecord? found = await store.FindByWebhookSecretAsync(hash, cancellationToken).ConfigureAwait(false);
        Expect.Equal(number is { } id ? Sample.Id(id) : null, found?.Id, $"The connection with the webhook secret hash '{hash}'");
    }
}
