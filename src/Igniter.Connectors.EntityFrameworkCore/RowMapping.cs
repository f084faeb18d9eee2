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
        KeyHash = record.Key.Hash,
        TenantHash = TenantKey.Of(record.Key).Hash,
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
        WebhookSecret = record.WebhookSecret,
        WebhookSecretHashes = Write(record.WebhookSecretHashes),
        WebhookReceivedAt = record.WebhookStatus?.ReceivedAt.UtcDateTime,
        WebhookEventType = record.WebhookStatus?.EventType,
        WebhookSucceeded = record.WebhookStatus?.Succeeded,
        KeyId = record.KeyId,
        RefreshDueAt = record.RefreshDueAt?.UtcDateTime,
        GrantHash = record.GrantHash,
        Version = record.Version,
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
        WebhookSecret = row.WebhookSecret,
        WebhookSecretHashes = Read(row.WebhookSecretHashes),
        WebhookStatus = row is { WebhookReceivedAt: { } receivedAt, WebhookEventType: { } eventType, WebhookSucceeded: { } succeeded }
            ? new ConnectionWebhookStatus(Utc(receivedAt), eventType, succeeded)
            : null,
        KeyId = row.KeyId,
        RefreshDueAt = row.RefreshDueAt is { } due ? Utc(due) : null,
        GrantHash = row.GrantHash,
        Version = row.Version,
        CreatedAt = Utc(row.CreatedAt),
        UpdatedAt = Utc(row.UpdatedAt),
    };

    public static IEnumerable<WebhookSecretRow> ToSecretRows(this ConnectionRecord record) =>
        record.WebhookSecretHashes.Select(hash => new WebhookSecretRow { Hash = hash.Hash, ConnectionId = record.Id });

    /// <summary>A text as a key of fixed length that compares ordinally under every collation.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>One hash a line, behind it the end of its life in ticks if it has one.</summary>
    public static string Write(IReadOnlyList<WebhookSecretHash> hashes) => string.Join(
        '\n',
        hashes.Select(hash => hash.ExpiresAt is { } end ? string.Create(CultureInfo.InvariantCulture, $"{hash.Hash} {end.UtcTicks}") : hash.Hash));

    private static WebhookSecretHash[] Read(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        return
        [
            .. text.Split('\n').Select(line => line.IndexOf(' ', StringComparison.Ordinal) is >= 0 and int space
                ? new WebhookSecretHash(
                    line[..space], new DateTimeOffset(long.Parse(line.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero))
                : new WebhookSecretHash(line, null)),
        ];
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
