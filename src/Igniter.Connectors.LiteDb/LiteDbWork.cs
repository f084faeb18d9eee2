using System.Text;
using LiteDB;

namespace Igniter.Connectors.LiteDb;

/// <summary>The collections of one-time entries and of claims. A claim without an owner is done.</summary>
internal sealed class LiteDbWork(ILiteCollection<BsonDocument> entries, ILiteCollection<BsonDocument> claims)
{
    private const string ByEnd = "until";

    public void EnsureIndexes()
    {
        entries.EnsureIndex(ByEnd);
        claims.EnsureIndex(ByEnd);
    }

    public bool Put(string id, string value, DateTimeOffset expiresAt)
    {
        byte[] key = KeyOf(id);
        if (entries.FindById(key) is not null)
        {
            return false;
        }

        entries.Insert(new BsonDocument { ["_id"] = key, ["value"] = value, [ByEnd] = expiresAt.UtcTicks });
        return true;
    }

    public string? Take(string id, DateTimeOffset now)
    {
        byte[] key = KeyOf(id);
        BsonDocument? entry = entries.FindById(key);
        return entry is not null && entries.Delete(key) && now.UtcTicks < entry[ByEnd].AsInt64 ? entry["value"].AsString : null;
    }

    public ClaimResult Claim(string id, string owner, DateTimeOffset now, DateTimeOffset until)
    {
        byte[] key = KeyOf(id);
        BsonDocument? claim = claims.FindById(key);
        if (claim is not null && now.UtcTicks < claim[ByEnd].AsInt64 && claim["owner"].AsString != owner)
        {
            return claim["owner"].IsNull ? ClaimResult.Done : ClaimResult.InProgress;
        }

        claims.Upsert(new BsonDocument { ["_id"] = key, ["owner"] = owner, [ByEnd] = until.UtcTicks });
        return ClaimResult.Claimed;
    }

    public bool Complete(string id, string owner, DateTimeOffset until)
    {
        byte[] key = KeyOf(id);
        return IsOwner(key, owner)
            && claims.Update(new BsonDocument { ["_id"] = key, ["owner"] = BsonValue.Null, [ByEnd] = until.UtcTicks });
    }

    public bool Release(string id, string owner)
    {
        byte[] key = KeyOf(id);
        return IsOwner(key, owner) && claims.Delete(key);
    }

    /// <summary>Deletes up to a number of expired entries and as many claims.</summary>
    public int Sweep(DateTimeOffset now, int limit) => Sweep(entries, now, limit) + Sweep(claims, now, limit);

    private static int Sweep(ILiteCollection<BsonDocument> documents, DateTimeOffset now, int limit)
    {
        List<BsonDocument> expired = [.. documents.Find(BsonExpression.Create($"{ByEnd} <= @0", now.UtcTicks), limit: limit)];
        return expired.Count(document => documents.Delete(document["_id"]));
    }

    // LiteDB compares texts by the file's collation.
    private static byte[] KeyOf(string id) => Encoding.UTF8.GetBytes(id);

    private bool IsOwner(byte[] key, string owner) => claims.FindById(key) is { } claim && claim["owner"].AsString == owner;
}
