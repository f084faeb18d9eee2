using System.Globalization;
using System.Text;

namespace Igniter.Connectors.Benchmarks.Stores;

/// <summary>Connections as applications have them.</summary>
internal static class Samples
{
    public static ConnectionKey Key(int number) => new("organization", string.Create(CultureInfo.InvariantCulture, $"org_{number}"), "telegram", "");

    public static string WebhookHash(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:x64}");

    public static ConnectionRecord Record(int number) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"019b7a2c-0000-7000-8000-{number:x12}"),
        Key = Key(number),
        Config = Encoding.UTF8.GetBytes($$"""{"botToken":"igc1.0123456789.{{new string('x', 120)}}","chatId":"@{{number}}"}"""),
        EncryptedPaths = "/botToken",
        Tokens = new string('t', 300),
        KeyId = "0123456789",
        WebhookSecretHashes = [new(WebhookHash(number), null)],
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
