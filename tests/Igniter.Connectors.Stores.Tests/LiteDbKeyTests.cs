using LiteDB;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>Why the LiteDB store keys its documents by bytes: the default collation takes different strings for one.</summary>
public sealed class LiteDbKeyTests
{
    [Fact]
    public void Text_keys_that_differ_by_case_collide()
    {
        using var database = new LiteDatabase(new MemoryStream());
        var documents = database.GetCollection("documents");
        documents.Insert(new BsonDocument { ["_id"] = "Org_1" });

        Assert.Throws<LiteException>(() => documents.Insert(new BsonDocument { ["_id"] = "org_1" }));
    }

    [Fact]
    public void Binary_keys_that_differ_by_case_do_not_collide()
    {
        using var database = new LiteDatabase(new MemoryStream());
        var documents = database.GetCollection("documents");
        documents.Insert(new BsonDocument { ["_id"] = "Org_1"u8.ToArray() });
        documents.Insert(new BsonDocument { ["_id"] = "org_1"u8.ToArray() });

        Assert.Equal(2, documents.Count());
    }
}
