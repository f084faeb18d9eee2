using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Igniter.Connectors.EntityFrameworkCore;

/// <summary>Turns records into rows and back. Times are UTC in the database.</summary>
internal static class RowMapping
{
    public static ConnectionRow ToRow(this ConnectionRecord record) => new()
    {
        Id = record.Id,
        KeyHash = HashOf(record.Key),
        TenantHash = HashOf(TenantKey.Of(record.Key)),
        ConnectorHash = HashOf(record.Key.Connector),
        NameHash = HashOf(record.Key.Name),
        Scope = record.Key.Scope,
        Identity = record.Key.Identity,
        Connector = record.Key.Connector,
        Name = record.Key.Name,
        Enabled = record.Enabled,
        Status = record.Status,
        Config = record.Config.IsEmpty ? null : Encoding.UTF8.GetString(record.Config.Span),
        EncryptedPaths = record.EncryptedPaths,
        Tokens = record.Tokens,
        GrantInfo = record.GrantInfo,
        WebhookSecret = record.WebhookSecret,
        WebhookSecretHashes = Write(record.WebhookSecretHashes),
        WebhookReceivedAt = record.WebhookStatus?.ReceivedAt.UtcDateTime,
        WebhookEventType = record.WebhookStatus?.EventType,
        WebhookSucceeded = record.WebhookStatus?.Succeeded,
        KeyId = Bytes(record.KeyId),
        RefreshDueAt = record.RefreshDueAt?.UtcDateTime,
        GrantHash = record.GrantHash is null ? null : Bytes(record.GrantHash),
        Version = record.Version,
        WriteId = Guid.NewGuid(),
        CreatedAt = record.CreatedAt.UtcDateTime,
        UpdatedAt = record.UpdatedAt.UtcDateTime,
    };

    public static ConnectionRecord ToRecord(this ConnectionRow row) => new()
    {
        Id = row.Id,
        Key = new ConnectionKey(row.Scope, row.Identity, row.Connector, row.Name),
        Enabled = row.Enabled,
        Status = row.Status,
        Config = row.Config is null ? default : Encoding.UTF8.GetBytes(row.Config),
        EncryptedPaths = row.EncryptedPaths,
        Tokens = row.Tokens,
        GrantInfo = row.GrantInfo,
        WebhookSecret = row.WebhookSecret,
        WebhookSecretHashes = Read(row.WebhookSecretHashes),
        WebhookStatus = row is { WebhookReceivedAt: { } receivedAt, WebhookEventType: { } eventType, WebhookSucceeded: { } succeeded }
            ? new ConnectionWebhookStatus(Utc(receivedAt), eventType, succeeded)
            : null,
        KeyId = Text(row.KeyId),
        RefreshDueAt = row.RefreshDueAt is { } due ? Utc(due) : null,
        GrantHash = row.GrantHash is null ? null : Text(row.GrantHash),
        Version = row.Version,
        CreatedAt = Utc(row.CreatedAt),
        UpdatedAt = Utc(row.UpdatedAt),
    };

    public static IEnumerable<WebhookSecretRow> ToSecretRows(this ConnectionRecord record) =>
        record.WebhookSecretHashes.Select(hash => new WebhookSecretRow { Hash = Bytes(hash.Hash), ConnectionId = record.Id });

    public static byte[] HashOf(ConnectionKey key) => Convert.FromHexString(key.Hash);

    public static byte[] HashOf(TenantKey tenant) => Convert.FromHexString(tenant.Hash);

    /// <summary>A text of any length as 32 bytes to compare.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>A short text as bytes to compare.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The text that <see cref="Bytes"/> was given.</summary>
    public static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    /// <summary>One hash a line, behind it the end of its life in ticks if it has one.</summary>
    private static byte[] Write(IReadOnlyList<WebhookSecretHash> hashes) => Bytes(string.Join(
        '\n',
        hashes.Select(hash => hash.ExpiresAt is { } end ? string.Create(CultureInfo.InvariantCulture, $"{hash.Hash} {end.UtcTicks}") : hash.Hash)));

    private static WebhookSecretHash[] Read(byte[] lines)
    {
        if (lines.Length == 0)
        {
            return [];
        }

        return
        [
            .. Text(lines).Split('\n').Select(line => line.IndexOf(' ', StringComparison.Ordinal) is >= 0 and int space
                ? new WebhookSecretHash(
                    line[..space], new DateTimeOffset(long.Parse(line.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero))
                : new WebhookSecretHash(line, null)),
        ];
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
