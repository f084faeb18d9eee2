using LiteDB;

namespace Igniter.Connectors.LiteDb;

/// <summary>The collection of connections.</summary>
internal sealed class LiteDbConnections(ILiteCollection<BsonDocument> documents)
{
    // Greater than the first byte of any text in UTF-8.
    private static readonly byte[] AfterEveryId = [byte.MaxValue];

    public void EnsureIndexes()
    {
        documents.EnsureIndex(ConnectionDocument.ById, unique: true);
        documents.EnsureIndex(ConnectionDocument.ByTenant, unique: true);
        documents.EnsureIndex(ConnectionDocument.ByWebhook, $"$.{ConnectionDocument.ByWebhook}[*]");
        documents.EnsureIndex(ConnectionDocument.ByKeyId, unique: true);
        documents.EnsureIndex(ConnectionDocument.ByRefreshDue);
        documents.EnsureIndex(ConnectionDocument.ByGrant);
    }

    public bool Exists(ConnectionKey key) => documents.Exists(Where($"{ConnectionDocument.Id} = @0", ConnectionDocument.KeyOf(key)));

    public ConnectionRecord? Get(ConnectionKey key) => Read(documents.FindById(ConnectionDocument.KeyOf(key)));

    public ConnectionRecord? FindByWebhook(string hash)
    {
        BsonExpression where = Where($"$.{ConnectionDocument.ByWebhook}[*] ANY = @0", ConnectionDocument.WebhookKeyOf(hash));
        return Read(documents.FindOne(where));
    }

    /// <summary>One tenant's connections after an id, in the order of their ids.</summary>
    public List<ConnectionRecord> OfTenant(TenantKey tenant, string? afterId, int limit)
    {
        byte[] end = [.. ConnectionDocument.TenantKeyOf(tenant, ""), .. AfterEveryId];
        return Range(ConnectionDocument.ByTenant, After(ConnectionDocument.TenantKeyOf(tenant, afterId ?? ""), afterId), end, limit);
    }

    /// <summary>All connections after an id, in the order of their ids.</summary>
    public List<ConnectionRecord> All(string? afterId, int limit) =>
        Range(ConnectionDocument.ById, After(ConnectionDocument.Bytes(afterId ?? ""), afterId), AfterEveryId, limit);

    /// <summary>Connections under one key after an id, in the order of their ids.</summary>
    public List<ConnectionRecord> OfKey(string keyId, string? afterId, int limit)
    {
        byte[] end = [.. ConnectionDocument.KeyIdKeyOf(keyId, ""), .. AfterEveryId];
        return Range(ConnectionDocument.ByKeyId, After(ConnectionDocument.KeyIdKeyOf(keyId, afterId ?? ""), afterId), end, limit);
    }

    /// <summary>Connections to be refreshed before a time, in no order.</summary>
    public List<ConnectionRecord> Due(DateTimeOffset before, int limit) =>
        Range(ConnectionDocument.ByRefreshDue, 0L, before.UtcTicks - 1, limit);

    public long CountOfTenant(TenantKey tenant)
    {
        byte[] start = ConnectionDocument.TenantKeyOf(tenant, "");
        return documents.LongCount(Where($"{ConnectionDocument.ByTenant} BETWEEN @0 AND @1", start, (byte[])[.. start, .. AfterEveryId]));
    }

    public long CountByGrant(string grantHash) =>
        documents.LongCount(Where($"{ConnectionDocument.ByGrant} = @0", ConnectionDocument.Bytes(grantHash)));

    /// <summary>Counts by jumping from one key id to the next, for there are few of them.</summary>
    public Dictionary<string, long> CountByKeyId()
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        BsonValue next = Array.Empty<byte>();
        while (Range(ConnectionDocument.ByKeyId, next, AfterEveryId, limit: 1) is [ConnectionRecord record])
        {
            byte[] start = ConnectionDocument.KeyIdKeyOf(record.KeyId, "");
            counts[record.KeyId] = documents.LongCount(
                Where($"{ConnectionDocument.ByKeyId} BETWEEN @0 AND @1", start, (byte[])[.. start, .. AfterEveryId]));
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
        if (Get(record.Key) is not { } stored || stored.Id != record.Id || stored.Version != record.Version - 1)
        {
            return false;
        }

        ThrowIfTaken(record);
        return documents.Update(ConnectionDocument.From(record));
    }

    public bool Delete(ConnectionKey key, string id) =>
        Get(key) is { } stored && stored.Id == id && documents.Delete(ConnectionDocument.KeyOf(key));

    // The least bytes after those of an id.
    private static byte[] After(byte[] key, string? afterId) => afterId is null ? key : [.. key, 0];

    private static ConnectionRecord? Read(BsonDocument? document) => document is null ? null : ConnectionDocument.ToRecord(document);

    // The text is always the same for one look-up, since LiteDB compiles every text once and keeps it.
    private static BsonExpression Where(string text, params BsonValue[] values) => BsonExpression.Create(text, values);

    // LiteDB has no unique index over the members of an array.
    private void ThrowIfTaken(ConnectionRecord record)
    {
        if (record.WebhookSecretHashes.Any(hash => FindByWebhook(hash.Hash) is { } other && other.Id != record.Id))
        {
            throw new InvalidOperationException("Another connection has this webhook secret.");
        }
    }

    private List<ConnectionRecord> Range(string index, BsonValue first, BsonValue last, int limit) =>
        [.. documents.Find(Where($"{index} BETWEEN @0 AND @1", first, last), limit: limit).Select(ConnectionDocument.ToRecord)];
}
