using LiteDB;

namespace Igniter.Connectors.LiteDb;

/// <summary>The collection of connections.</summary>
internal sealed class LiteDbConnections(ILiteCollection<BsonDocument> documents)
{
    // Greater than the first byte of any text in UTF-8.
    private static readonly byte[] AfterEveryId = [byte.MaxValue];

    private readonly LiteDbCondition _byKey = new($"{ConnectionDocument.Id} = @0");
    private readonly LiteDbCondition _byWebhook = new($"$.{ConnectionDocument.ByWebhook}[*] ANY = @0");
    private readonly LiteDbCondition _byGrant = new($"{ConnectionDocument.ByGrant} = @0");
    private readonly LiteDbCondition _tenantRange = new($"{ConnectionDocument.ByTenant} BETWEEN @0 AND @1");
    private readonly LiteDbCondition _idRange = new($"{ConnectionDocument.ById} BETWEEN @0 AND @1");
    private readonly LiteDbCondition _keyIdRange = new($"{ConnectionDocument.ByKeyId} BETWEEN @0 AND @1");
    private readonly LiteDbCondition _dueRange = new($"{ConnectionDocument.ByRefreshDue} BETWEEN @0 AND @1");

    public void EnsureIndexes()
    {
        documents.EnsureIndex(ConnectionDocument.ById, unique: true);
        documents.EnsureIndex(ConnectionDocument.ByTenant, unique: true);
        documents.EnsureIndex(ConnectionDocument.ByWebhook, $"$.{ConnectionDocument.ByWebhook}[*]");
        documents.EnsureIndex(ConnectionDocument.ByKeyId, unique: true);
        documents.EnsureIndex(ConnectionDocument.ByRefreshDue);
        documents.EnsureIndex(ConnectionDocument.ByGrant);
    }

    public bool Exists(ConnectionKey key) => Find(key) is not null;

    public ConnectionRecord? Get(ConnectionKey key) => Read(Find(key));

    public ConnectionRecord? FindByWebhook(string hash) => Read(documents.FindOne(_byWebhook.With(ConnectionDocument.WebhookKeyOf(hash))));

    /// <summary>One tenant's connections after an id, in the order of their ids.</summary>
    public List<ConnectionRecord> OfTenant(TenantKey tenant, string? afterId, int limit)
    {
        byte[] end = [.. ConnectionDocument.TenantKeyOf(tenant, ""), .. AfterEveryId];
        return Range(_tenantRange, After(ConnectionDocument.TenantKeyOf(tenant, afterId ?? ""), afterId), end, limit);
    }

    /// <summary>All connections after an id, in the order of their ids.</summary>
    public List<ConnectionRecord> All(string? afterId, int limit) =>
        Range(_idRange, After(ConnectionDocument.Bytes(afterId ?? ""), afterId), AfterEveryId, limit);

    /// <summary>Connections under one key after an id, in the order of their ids.</summary>
    public List<ConnectionRecord> OfKey(string keyId, string? afterId, int limit)
    {
        byte[] end = [.. ConnectionDocument.KeyIdKeyOf(keyId, ""), .. AfterEveryId];
        return Range(_keyIdRange, After(ConnectionDocument.KeyIdKeyOf(keyId, afterId ?? ""), afterId), end, limit);
    }

    /// <summary>Connections to be refreshed before a time, in no order.</summary>
    public List<ConnectionRecord> Due(DateTimeOffset before, int limit) =>
        Range(_dueRange, 0L, before.UtcTicks - 1, limit);

    public long CountOfTenant(TenantKey tenant)
    {
        byte[] start = ConnectionDocument.TenantKeyOf(tenant, "");
        return documents.LongCount(_tenantRange.With(start, (byte[])[.. start, .. AfterEveryId]));
    }

    public long CountByGrant(string grantHash) =>
        documents.LongCount(_byGrant.With(ConnectionDocument.Bytes(grantHash)));

    /// <summary>Counts by jumping from one key id to the next, for there are few of them.</summary>
    public Dictionary<string, long> CountByKeyId()
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        BsonValue next = Array.Empty<byte>();
        while (Range(_keyIdRange, next, AfterEveryId, limit: 1) is [ConnectionRecord record])
        {
            byte[] start = ConnectionDocument.KeyIdKeyOf(record.KeyId, "");
            counts[record.KeyId] = documents.LongCount(_keyIdRange.With(start, (byte[])[.. start, .. AfterEveryId]));
            next = (byte[])[.. ConnectionDocument.Bytes(record.KeyId), 1];
        }

        return counts;
    }

    public bool Insert(ConnectionRecord record)
    {
        if (Exists(record.Key))
        {
            return false;
        }

        ThrowIfTaken(record);
        documents.Insert(ConnectionDocument.From(record));
        return true;
    }

    public bool Update(ConnectionRecord record)
    {
        if (Find(record.Key) is not { } stored || !ConnectionDocument.Is(stored, record.Id, record.Version - 1))
        {
            return false;
        }

        ThrowIfTaken(record, stored);
        return documents.Update(ConnectionDocument.From(record));
    }

    public bool Delete(ConnectionKey key, string id) =>
        Find(key) is { } stored && ConnectionDocument.Is(stored, id) && documents.Delete(ConnectionDocument.KeyOf(key));

    // The least bytes after those of an id.
    private static byte[] After(byte[] key, string? afterId) => afterId is null ? key : [.. key, 0];

    private static ConnectionRecord? Read(BsonDocument? document) => document is null ? null : ConnectionDocument.ToRecord(document);

    private BsonDocument? Find(ConnectionKey key) => documents.FindOne(_byKey.With(ConnectionDocument.KeyOf(key)));

    // LiteDB has no unique index over the members of an array. What the connection has already, no other has.
    private void ThrowIfTaken(ConnectionRecord record, BsonDocument? stored = null)
    {
        foreach (WebhookSecretHash hash in record.WebhookSecretHashes)
        {
            byte[] key = ConnectionDocument.WebhookKeyOf(hash.Hash);
            if ((stored is null || !ConnectionDocument.HasWebhook(stored, key)) && documents.FindOne(_byWebhook.With(key)) is not null)
            {
                throw new InvalidOperationException("Another connection has this webhook secret.");
            }
        }
    }

    private List<ConnectionRecord> Range(LiteDbCondition index, BsonValue first, BsonValue last, int limit)
    {
        List<ConnectionRecord> records = [];
        foreach (BsonDocument document in documents.Find(index.With(first, last), limit: limit))
        {
            records.Add(ConnectionDocument.ToRecord(document));
        }

        return records;
    }
}
