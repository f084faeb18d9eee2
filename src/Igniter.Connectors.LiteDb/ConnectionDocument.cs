using LiteDB;

namespace Igniter.Connectors.LiteDb;

/// <summary>A connection as a LiteDB document. Times are ticks in UTC, since BSON's own have milliseconds only.</summary>
internal static class ConnectionDocument
{
    public const string Key = "_id";
    public const string Webhook = "webhook";
    public const string Paths = "paths";

    public static BsonDocument From(ConnectionRecord record)
    {
        BsonDocument document = new()
        {
            [Key] = KeyOf(record.Key),
            [Paths] = new BsonArray(ConnectionPaths.Of(record).Select(path => new BsonValue(path))),
            ["id"] = record.Id,
            ["scope"] = record.Key.Scope,
            ["identity"] = record.Key.Identity,
            ["connector"] = record.Key.Connector,
            ["name"] = record.Key.Name,
            ["enabled"] = record.Enabled,
            ["status"] = (int)record.Status,
            ["config"] = record.Config.ToArray(),
            ["encryptedPaths"] = record.EncryptedPaths,
            ["keyId"] = record.KeyId,
            ["version"] = record.Version,
            ["created"] = record.CreatedAt.UtcTicks,
            ["updated"] = record.UpdatedAt.UtcTicks,
        };

        // What has no value has no place either: reading a document takes time for each of its members.
        Add(document, "tokens", record.Tokens);
        Add(document, "grantInfo", record.GrantInfo);
        Add(document, "webhookSecret", record.WebhookSecret);
        Add(document, "webhookStatus", FromStatus(record.WebhookStatus));
        Add(document, "refreshDue", Ticks(record.RefreshDueAt));
        Add(document, "grant", record.GrantHash);
        if (record.WebhookSecretHashes.Count > 0)
        {
            document[Webhook] = ConnectionPaths.WebhookKey(record.WebhookSecretHashes[0].Hash);
            document["webhookHashes"] = new BsonArray(record.WebhookSecretHashes.Select(FromHash));
        }

        return document;
    }

    public static ConnectionRecord ToRecord(BsonDocument document) => new()
    {
        Id = document["id"].AsString,
        Key = new(document["scope"].AsString, document["identity"].AsString, document["connector"].AsString, document["name"].AsString),
        Enabled = document["enabled"].AsBoolean,
        Status = (ConnectionStatus)document["status"].AsInt32,
        Config = document["config"].AsBinary,
        EncryptedPaths = document["encryptedPaths"].AsString,
        Tokens = document["tokens"].AsString,
        GrantInfo = document["grantInfo"].AsString,
        WebhookSecret = document["webhookSecret"].AsString,
        WebhookSecretHashes = WebhookHashes(document),
        WebhookStatus = ToStatus(document["webhookStatus"].AsDocument),
        KeyId = document["keyId"].AsString,
        RefreshDueAt = Time(document["refreshDue"]),
        GrantHash = document["grant"].AsString,
        Version = document["version"].AsInt64,
        CreatedAt = new(document["created"].AsInt64, TimeSpan.Zero),
        UpdatedAt = new(document["updated"].AsInt64, TimeSpan.Zero),
    };

    /// <summary>Whether a document is the connection of this id.</summary>
    public static bool Is(BsonDocument document, string id) => document["id"].AsString == id;

    /// <summary>Whether a document is the connection of this id in this version.</summary>
    public static bool Is(BsonDocument document, string id, long version) => Is(document, id) && document["version"].AsInt64 == version;

    /// <summary>A document's webhook secrets.</summary>
    public static WebhookSecretHash[] WebhookHashes(BsonDocument document) =>
        document["webhookHashes"] is BsonArray hashes ? [.. hashes.Select(ToHash)] : [];

    /// <summary>The document's key: 32 bytes.</summary>
    public static byte[] KeyOf(ConnectionKey key) => Convert.FromHexString(key.Hash);

    private static BsonValue Ticks(DateTimeOffset? time) => time is null ? BsonValue.Null : time.Value.UtcTicks;

    private static DateTimeOffset? Time(BsonValue ticks) => ticks.IsNull ? null : new(ticks.AsInt64, TimeSpan.Zero);

    private static void Add(BsonDocument document, string name, BsonValue value)
    {
        if (!value.IsNull)
        {
            document[name] = value;
        }
    }

    // The current one is its text alone.
    private static BsonValue FromHash(WebhookSecretHash hash) =>
        hash.ExpiresAt is { } end ? new BsonDocument { ["hash"] = hash.Hash, ["expires"] = end.UtcTicks } : new BsonValue(hash.Hash);

    private static WebhookSecretHash ToHash(BsonValue value) =>
        value.IsString ? new(value.AsString, null) : new(value["hash"].AsString, Time(value["expires"]));

    private static BsonValue FromStatus(ConnectionWebhookStatus? status) => status is null
        ? BsonValue.Null
        : new BsonDocument { ["received"] = status.ReceivedAt.UtcTicks, ["type"] = status.EventType, ["succeeded"] = status.Succeeded };

    private static ConnectionWebhookStatus? ToStatus(BsonDocument? document) => document is null
        ? null
        : new(new(document["received"].AsInt64, TimeSpan.Zero), document["type"].AsString, document["succeeded"].AsBoolean);
}
