namespace Igniter.Connectors.Testing;

/// <summary>Assertions that need no test framework.</summary>
internal static class Expect
{
    public static void True(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new StoreConformanceException(otherwise);
        }
    }

    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new StoreConformanceException($"{what}: expected {Show(expected)}, got {Show(actual)}.");
        }
    }

    public static void Ids(IEnumerable<string> expected, IEnumerable<ConnectionRecord> actual, string what)
    {
        string[] wanted = [.. expected];
        string[] got = [.. actual.Select(record => record.Id)];
        if (!wanted.SequenceEqual(got, StringComparer.Ordinal))
        {
            throw new StoreConformanceException(
                $"{what}: expected {wanted.Length} records [{Shorten(wanted)}], got {got.Length} [{Shorten(got)}].");
        }
    }

    public static void Same(ConnectionRecord expected, ConnectionRecord? actual)
    {
        if (actual is null)
        {
            throw new StoreConformanceException($"The record {expected.Id} is missing.");
        }

        Equal(expected.Id, actual.Id, nameof(ConnectionRecord.Id));
        Equal(expected.Key, actual.Key, nameof(ConnectionRecord.Key));
        Equal(expected.Enabled, actual.Enabled, nameof(ConnectionRecord.Enabled));
        Equal(expected.Status, actual.Status, nameof(ConnectionRecord.Status));
        True(expected.Config.Span.SequenceEqual(actual.Config.Span), "Config came back changed.");
        Equal(expected.EncryptedPaths, actual.EncryptedPaths, nameof(ConnectionRecord.EncryptedPaths));
        Equal(expected.Tokens, actual.Tokens, nameof(ConnectionRecord.Tokens));
        Equal(expected.GrantInfo, actual.GrantInfo, nameof(ConnectionRecord.GrantInfo));
        Equal(expected.WebhookSecret, actual.WebhookSecret, nameof(ConnectionRecord.WebhookSecret));
        Equal(expected.WebhookSecretHashes.Count, actual.WebhookSecretHashes.Count, "The number of WebhookSecretHashes");
        for (int index = 0; index < expected.WebhookSecretHashes.Count; index++)
        {
            Equal(expected.WebhookSecretHashes[index].Hash, actual.WebhookSecretHashes[index].Hash, $"WebhookSecretHashes[{index}].Hash");
            Time(expected.WebhookSecretHashes[index].ExpiresAt, actual.WebhookSecretHashes[index].ExpiresAt, $"WebhookSecretHashes[{index}].ExpiresAt");
        }

        Equal(expected.WebhookStatus?.EventType, actual.WebhookStatus?.EventType, "WebhookStatus.EventType");
        Equal(expected.WebhookStatus?.Succeeded, actual.WebhookStatus?.Succeeded, "WebhookStatus.Succeeded");
        Time(expected.WebhookStatus?.ReceivedAt, actual.WebhookStatus?.ReceivedAt, "WebhookStatus.ReceivedAt");
        Equal(expected.KeyId, actual.KeyId, nameof(ConnectionRecord.KeyId));
        Time(expected.RefreshDueAt, actual.RefreshDueAt, nameof(ConnectionRecord.RefreshDueAt));
        Equal(expected.GrantHash, actual.GrantHash, nameof(ConnectionRecord.GrantHash));
        Equal(expected.Version, actual.Version, nameof(ConnectionRecord.Version));
        Time(expected.CreatedAt, actual.CreatedAt, nameof(ConnectionRecord.CreatedAt));
        Time(expected.UpdatedAt, actual.UpdatedAt, nameof(ConnectionRecord.UpdatedAt));
    }

    public static async Task Throws(Func<Task> work, string otherwise)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not StoreConformanceException)
        {
            return;
        }

        throw new StoreConformanceException(otherwise);
    }

    // The same moment; a store may keep it in UTC.
    private static void Time(DateTimeOffset? expected, DateTimeOffset? actual, string what)
    {
        if (expected?.UtcTicks != actual?.UtcTicks)
        {
            throw new StoreConformanceException($"{what}: expected {expected:O}, got {actual:O}.");
        }
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        string { Length: > 100 } text => $"{text.Length} characters",
        string text => $"'{text}'",
        _ => value.ToString()!,
    };

    private static string Shorten(string[] ids) => string.Join(", ", ids.Take(20)) + (ids.Length > 20 ? ", …" : "");
}
