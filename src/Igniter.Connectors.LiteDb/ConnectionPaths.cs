using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Igniter.Connectors.LiteDb;

/// <summary>
/// The ways to a connection other than by its key. One index holds them all, told apart by their first byte: LiteDB reads what it knows about each
/// index of a collection at every access to it. They are bytes: LiteDB compares texts by the file's collation and refuses index keys over 1,023 bytes.
/// </summary>
internal static class ConnectionPaths
{
    private const byte Id = (byte)'i';
    private const byte Tenant = (byte)'t';
    private const byte KeyId = (byte)'k';
    private const byte RefreshDue = (byte)'d';
    private const byte Grant = (byte)'g';
    private const byte Webhook = (byte)'w';

    /// <summary>All paths to a connection but the one by its first webhook secret, which has an index of its own.</summary>
    public static IEnumerable<byte[]> Of(ConnectionRecord record)
    {
        yield return OfId(record.Id);
        yield return OfTenant(TenantKey.Of(record.Key), record.Id);
        yield return OfKeyId(record.KeyId, record.Id);
        if (record.RefreshDueAt is { } due)
        {
            yield return OfRefreshDue(due.UtcTicks);
        }

        if (record.GrantHash is { } grant)
        {
            yield return OfGrant(grant);
        }

        foreach (WebhookSecretHash hash in record.WebhookSecretHashes.Skip(1))
        {
            yield return OfWebhook(WebhookKey(hash.Hash));
        }
    }

    /// <summary>In the order of the ids.</summary>
    public static byte[] OfId(string id) => [Id, .. Bytes(id)];

    /// <summary>The tenant's hash and then the id, so that one tenant's connections stand together in the order of their ids.</summary>
    public static byte[] OfTenant(TenantKey tenant, string id) => [Tenant, .. Convert.FromHexString(tenant.Hash), .. Bytes(id)];

    /// <summary>
    /// The id of the encryption key, a zero byte, which no text holds, and then the record's id: the records of one key stand together in the order
    /// of their ids.
    /// </summary>
    public static byte[] OfKeyId(string keyId, string id) => [KeyId, .. Bytes(keyId), 0, .. Bytes(id)];

    /// <summary>What the paths of all encryption keys begin with.</summary>
    public static byte[] BeforeKeyIds => [KeyId];

    /// <summary>The least path after all those of an encryption key.</summary>
    public static byte[] AfterKeyId(string keyId) => [KeyId, .. Bytes(keyId), 1];

    /// <summary>In the order of the times.</summary>
    public static byte[] OfRefreshDue(long ticks)
    {
        byte[] path = new byte[1 + sizeof(long)];
        path[0] = RefreshDue;
        BinaryPrimitives.WriteInt64BigEndian(path.AsSpan(1), ticks);
        return path;
    }

    /// <summary>The same for all that share a grant.</summary>
    public static byte[] OfGrant(string hash) => [Grant, .. Bytes(hash)];

    /// <summary>One of the further webhook secrets.</summary>
    public static byte[] OfWebhook(byte[] webhookKey) => [Webhook, .. webhookKey];

    /// <summary>What a webhook secret's hash is found by: 32 bytes whatever its length.</summary>
    public static byte[] WebhookKey(string hash) => SHA256.HashData(Bytes(hash));

    // UTF-8, whose bytes sort as the texts do ordinally: ids are ASCII.
    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
