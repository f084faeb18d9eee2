using LiteDB;

namespace Igniter.Connectors.LiteDb;

/// <summary>The collection of connections.</summary>
internal sealed class LiteDbConnections(ILiteCollection<BsonDocument> documents)
{
    private const string Paths = $"$.{ConnectionDocument.Paths}[*]";

    // Greater than any byte that follows in a path.
    private static readonly byte[] AfterAll = [byte.MaxValue];

    // LiteDB's planner takes longer over an array's index than over another: most webhook secrets are a connection's first.
    private readonly LiteDbCondition _byKey = new($"{ConnectionDocument.Key} = @0");
    private readonly LiteDbCondition _byWebhook = new($"{ConnectionDocument.Webhook} = @0");
    private readonly LiteDbCondition _byPath = new($"{Paths} ANY = @0");
    private readonly LiteDbCondition _byPaths = new($"{Paths} ANY BETWEEN @0 AND @1");

    public void EnsureIndexes()
    {
        documents.EnsureIndex(ConnectionDocument.Webhook);
        documents.EnsureIndex(ConnectionDocument.Paths, Paths);
    }

    public bool Exists(ConnectionKey key) => Find(key) is not null;

    public ConnectionRecord? Get(ConnectionKey key) => Read(Find(key));

    public ConnectionRecord? FindByWebhook(string hash) => Read(FindByWebhook(ConnectionPaths.WebhookKey(hash)));

    /// <summary>One tenant's connections after an id, in the order of their ids.</summary>
    public List<ConnectionRecord> OfTenant(TenantKey tenant, string? afterId, int limit) =>
        Range(After(ConnectionPaths.OfTenant(tenant, afterId ?? ""), afterId), Last(ConnectionPaths.OfTenant(tenant, "")), limit);

    /// <summary>All connections after an id, in the order of their ids.</summary>
    public List<ConnectionRecord> All(string? afterId, int limit) =>
        Range(After(ConnectionPaths.OfId(afterId ?? ""), afterId), Last(ConnectionPaths.OfId("")), limit);

    /// <summary>Connections under one key after an id, in the order of their ids.</summary>
    public List<ConnectionRecord> OfKey(string keyId, string? afterId, int limit) =>
        Range(After(ConnectionPaths.OfKeyId(keyId, afterId ?? ""), afterId), Last(ConnectionPaths.OfKeyId(keyId, "")), limit);

    /// <summary>Connections to be refreshed before a time, in no order.</summary>
    public List<ConnectionRecord> Due(DateTimeOffset before, int limit) =>
        Range(ConnectionPaths.OfRefreshDue(0), ConnectionPaths.OfRefreshDue(before.UtcTicks - 1), limit);

    public long CountOfTenant(TenantKey tenant) => Count(ConnectionPaths.OfTenant(tenant, ""));

    public long CountByGrant(string grantHash) => documents.LongCount(_byPath.With(ConnectionPaths.OfGrant(grantHash)));

    /// <summary>Counts by jumping from one key id to the next, for there are few of them.</summary>
    public Dictionary<string, long> CountByKeyId()
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        byte[] next = ConnectionPaths.BeforeKeyIds;
        while (Range(next, Last(ConnectionPaths.BeforeKeyIds), limit: 1) is [ConnectionRecord record])
        {
            counts[record.KeyId] = Count(ConnectionPaths.OfKeyId(record.KeyId, ""));
            next = ConnectionPaths.AfterKeyId(record.KeyId);
        }

        return counts;
    }

    public bool Insert(ConnectionRecord record)
    {
        if (FindToWrite(record.Key) is not null)
        {
            return false;
        }

        if (documents.FindOne(_byPath.With(ConnectionPaths.OfId(record.Id))) is not null)
        {
            throw new InvalidOperationException("Another connection has this id.");
        }

        ThrowIfTaken(record.WebhookSecretHashes);
        documents.Insert(ConnectionDocument.From(record));
        return true;
    }

    public bool Update(ConnectionRecord record)
    {
        if (FindToWrite(record.Key) is not { } stored || !ConnectionDocument.Is(stored, record.Id, record.Version - 1))
        {
            return false;
        }

        // What the connection has already, no other has.
        ThrowIfTaken(record.WebhookSecretHashes.ExceptBy(ConnectionDocument.WebhookHashes(stored).Select(hash => hash.Hash), hash => hash.Hash));
        return documents.Update(ConnectionDocument.From(record));
    }

    public bool Delete(ConnectionKey key, string id) =>
        FindToWrite(key) is { } stored && ConnectionDocument.Is(stored, id) && documents.Delete(ConnectionDocument.KeyOf(key));

    // The least bytes after those of an id.
    private static byte[] After(byte[] path, string? afterId) => afterId is null ? path : [.. path, 0];

    private static byte[] Last(byte[] start) => [.. start, .. AfterAll];

    private static ConnectionRecord? Read(BsonDocument? document) => document is null ? null : ConnectionDocument.ToRecord(document);

    private BsonDocument? Find(ConnectionKey key) => documents.FindOne(_byKey.With(ConnectionDocument.KeyOf(key)));

    // Otherwise LiteDB would begin anew when the write follows.
    private BsonDocument? FindToWrite(ConnectionKey key) =>
        documents.Query().Where(_byKey.With(ConnectionDocument.KeyOf(key))).ForUpdate().FirstOrDefault();

    private BsonDocument? FindByWebhook(byte[] key) =>
        documents.FindOne(_byWebhook.With(key)) ?? documents.FindOne(_byPath.With(ConnectionPaths.OfWebhook(key)));

    // LiteDB has no unique index over the members of an array.
    private void ThrowIfTaken(IEnumerable<WebhookSecretHash> hashes)
    {
        if (hashes.Any(hash => FindByWebhook(ConnectionPaths.WebhookKey(hash.Hash)) is not null))
        {
            throw new InvalidOperationException("Another connection has this webhook secret.");
        }
    }

    private long Count(byte[] start) => documents.LongCount(_byPaths.With(start, Last(start)));

    private List<ConnectionRecord> Range(byte[] first, byte[] last, int limit)
    {
        List<ConnectionRecord> records = [];
        foreach (BsonDocument document in documents.Find(_byPaths.With(first, last), limit: limit))
        {
            records.Add(ConnectionDocument.ToRecord(document));
        }

        return records;
    }
}
