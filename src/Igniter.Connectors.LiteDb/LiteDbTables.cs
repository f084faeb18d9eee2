using LiteDB;

namespace Igniter.Connectors.LiteDb;

/// <summary>The collections of the file. Used under the file's gate only; changes also within a commit on its writing thread only.</summary>
internal sealed class LiteDbTables(LiteDatabase database)
{
    private const int StateId = 0;

    private readonly ILiteCollection<BsonDocument> _state = database.GetCollection("igniter_state");

    /// <summary>Connections.</summary>
    public LiteDbConnections Connections { get; } = new(database.GetCollection("igniter_connections"));

    /// <summary>Leases of connections.</summary>
    public LiteDbLeases Leases { get; } = new(database.GetCollection("igniter_leases"));

    /// <summary>One-time entries and claims.</summary>
    public LiteDbWork Work { get; } = new(database.GetCollection("igniter_entries"), database.GetCollection("igniter_claims"));

    /// <summary>Reads the one document about the file as a whole.</summary>
    public BsonDocument? GetState() => _state.FindById(StateId);

    /// <summary>Writes the one document about the file as a whole.</summary>
    public void PutState(int schema, long opened) =>
        _state.Upsert(new BsonDocument { ["_id"] = StateId, ["schema"] = schema, ["opened"] = opened });

    /// <summary>Makes the indexes that are missing.</summary>
    public void EnsureIndexes()
    {
        Connections.EnsureIndexes();
        Work.EnsureIndexes();
    }
}
