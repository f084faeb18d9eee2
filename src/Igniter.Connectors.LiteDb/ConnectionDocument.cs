using System.Security.Cryptography;
using System.Text;
using LiteDB;

namespace Igniter.Connectors.LiteDb;

/// <summary>
/// A connection as a LiteDB document. All that is looked up is bytes: LiteDB compares texts by the file's collation and refuses index keys over
/// 1,023 bytes. Times are ticks in UTC, since BSON's own have milliseconds only.
/// </summary>
internal static class ConnectionDocument
{
    public const string Id = "_id";
    public const string ById = "id";
    public const string ByTenant = "tenant";
    public const string ByWebhook = "webhooks";
    public const string ByKeyId = "key";
    public const string ByRefreshDue = "refreshDue";
    public const string ByGrant = "grant";

    public static BsonDocument From(ConnectionRecord record)
    {
        BsonDocument document = new()
        {
            [Id] = KeyOf(record.Key),
            [ById] = Bytes(record.Id),
            [ByTenant] = TenantKeyOf(TenantKey.Of(record.Key), record.Id),
            ["scope"] = record.Key.Scope,
            ["identity"] = record.Key.Identity,
            ["connector"] = record.Key.Connector,
            ["name"] = record.Key.Name,
            ["enabled"] = record.Enabled,
            ["status"] = (int)record.Status,
            ["config"] = record.Config.ToArray(),
            ["encryptedPaths"] = record.EncryptedPaths,
            ["keyId"] = record.KeyId,
            [ByKeyId] = KeyIdKeyOf(record.KeyId, record.Id),
            ["version"] = record.Version,
            ["created"] = record.CreatedAt.UtcTicks,
            ["updated"] = record.UpdatedAt.UtcTicks,
        };

        // What has no value has no place either: reading a document takes time for each of its members.
        Add(document, "tokens", record.Tokens);
        Add(document, "grantInfo", record.GrantInfo);
        Add(document, "webhookSecret", record.WebhookSecret);
        Add(document, "webhookStatus", FromStatus(record.WebhookStatus));
        Add(document, ByRefreshDue, Ticks(record.RefreshDueAt));
        Add(document, ByGrant, record.GrantHash is null ? BsonValue.Null : Bytes(record.GrantHash));
        if (record.WebhookSecretHashes.Count > 0)
        {
            document[ByWebhook] = new BsonArray(record.WebhookSecretHashes.Select(hash => new BsonValue(WebhookKeyOf(hash.Hash))));
            document["webhookHashes"] = new BsonArray(record.WebhookSecretHashes.Select(FromHash));
        }

        return document;
    }

    public static ConnectionRecord ToRecord(BsonDocument document) => new()
    {
        Id = Text(document[ById]),
        Key = new(document["scope"].AsString, document["identity"].AsString, document["connector"].AsString, document["name"].AsString),
        Enabled = document["enabled"].AsBoolean,
        Status = (ConnectionStatus)document["status"].AsInt32,
        Config = document["config"].AsBinary,
        EncryptedPaths = document["encryptedPaths"].AsString,
        Tokens = document["tokens"].AsString,
        GrantInfo = document["grantInfo"].AsString,
        WebhookSecret = document["webhookSecret"].AsString,
        WebhookSecretHashes = document["webhookHashes"] is BsonArray hashes ? [.. hashes.Select(ToHash)] : [],
        WebhookStatus = ToStatus(document["webhookStatus"].AsDocument),
        KeyId = document["keyId"].AsString,
        RefreshDueAt = Time(document[ByRefreshDue]),
        GrantHash = document[ByGrant].IsNull ? null : Text(document[ByGrant]),
        Version = document["version"].AsInt64,
        CreatedAt = new(document["created"].AsInt64, TimeSpan.Zero),
        UpdatedAt = new(document["updated"].AsInt64, TimeSpan.Zero),
    };

    /// <summary>Whether a document is the connection of this id.</summary>
    public static bool Is(BsonDocument document, string id) => document[ById].AsBinary.AsSpan().SequenceEqual(Bytes(id));

    /// <summary>Whether a document is the connection of this id in this version.</summary>
    public static bool Is(BsonDocument document, string id, long version) => Is(document, id) && document["version"].AsInt64 == version;

    /// <summary>Whether one of a document's webhook secrets has this index key.</summary>
    public static bool HasWebhook(BsonDocument document, byte[] key) =>
        document[ByWebhook] is BsonArray keys && keys.Any(candidate => candidate.AsBinary.AsSpan().SequenceEqual(key));

    /// <summary>The document's key: 32 bytes.</summary>
    public static byte[] KeyOf(ConnectionKey key) => Convert.FromHexString(key.Hash);

    /// <summary>The tenant's hash and then the id, so that one tenant's connections stand together in the order of their ids.</summary>
    public static byte[] TenantKeyOf(TenantKey tenant, string id) => [.. Convert.FromHexString(tenant.Hash), .. Bytes(id)];

    /// <summary>
    /// The id of the encryption key, a zero byte, which no text holds, and then the record's id: the records of one key stand together in the order
    /// of their ids.
    /// </summary>
    public static byte[] KeyIdKeyOf(string keyId, string id) => [.. Bytes(keyId), 0, .. Bytes(id)];

    /// <summary>The index key of a webhook secret's hash: 32 bytes whatever the hash's length.</summary>
    public static byte[] WebhookKeyOf(string hash) => SHA256.HashData(Bytes(hash));

    /// <summary>UTF-8, whose bytes sort as the texts do ordinally: ids are ASCII.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(BsonValue bytes) => Encoding.UTF8.GetString(bytes.AsBinary);

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
