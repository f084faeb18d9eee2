using LiteDB;

namespace Igniter.Connectors.LiteDb;

/// <summary>The collection of leases. One that was given back stays without an owner, so that fencing numbers go on rising.</summary>
internal sealed class LiteDbLeases(ILiteCollection<BsonDocument> documents)
{
    public long? Acquire(ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until)
    {
        byte[] id = ConnectionDocument.KeyOf(key);
        BsonDocument? lease = documents.FindById(id);
        bool live = lease is not null && !lease["owner"].IsNull && now.UtcTicks < lease["until"].AsInt64;
        if (live && lease!["owner"].AsString != owner)
        {
            return null;
        }

        long fence = (lease?["fence"].AsInt64 ?? 0) + (live ? 0 : 1);
        documents.Upsert(new BsonDocument { ["_id"] = id, ["owner"] = owner, ["until"] = until.UtcTicks, ["fence"] = fence });
        return fence;
    }

    public bool Release(ConnectionKey key, string owner)
    {
        if (documents.FindById(ConnectionDocument.KeyOf(key)) is not { } lease || lease["owner"].AsString != owner)
        {
            return false;
        }

        lease["owner"] = BsonValue.Null;
        return documents.Update(lease);
    }

    public void Delete(ConnectionKey key) => documents.Delete(ConnectionDocument.KeyOf(key));
}
