using System.Security.Cryptography;
using System.Text;

namespace Igniter.Connectors.Tests.Encryption;

/// <summary>What the tests of encryption begin with.</summary>
internal static class Sealing
{
    public const string Secret = "correct horse battery staple, correct horse";
    public const string OtherSecret = "another secret that is long enough for it";

    public static ConnectionKey Key { get; } = new("organization", "org_1", "telegram", "");

    public static EncryptionSecrets Secrets(string current, params string[] previous) => EncryptionSecrets.Read(current, previous, null);

    public static AesGcmEncryptor Encryptor(string current = Secret, params string[] previous) => new(Secrets(current, previous));

    public static ConfigProtector Protector(string current = Secret, params string[] previous) =>
        new(Encryptor(current, previous), Hasher(current, previous));

    public static LookupHasher Hasher(string current = Secret, params string[] previous) => new(Secrets(current, previous));

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    public static ConnectionRecord Record(ProtectedConfig config, ConnectionKey? key = null) => new()
    {
        Id = Guid.CreateVersion7().ToString(),
        Key = key ?? Key,
        Config = config.Config,
        EncryptedPaths = config.EncryptedPaths,
        KeyId = config.KeyId,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Encrypts with a protector and makes a record of it.</summary>
    public static async Task<ConnectionRecord> StoreAsync(
        this ConfigProtector protector, string json, Descriptors.TypeShape shape, ConnectionKey? key = null) =>
        Record(await protector.ProtectAsync(Utf8(json), shape, key ?? Key, TestContext.Current.CancellationToken), key);

    public static async Task<string> RevealTextAsync(
        this ConfigProtector protector, ConnectionRecord record, Descriptors.TypeShape? shape = null) =>
        Text(await protector.RevealAsync(record, shape, TestContext.Current.CancellationToken));

    public static async Task<ConnectorException> DecryptFailsAsync(Func<Task> action)
    {
        ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(action);
        Assert.Equal(ConnectorErrorCodes.ConnectorDecryptFailed, exception.Code);
        return exception;
    }

    public static async Task<ConnectorException> EncryptFailsAsync(Func<Task> action)
    {
        ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(action);
        Assert.Equal(ConnectorErrorCodes.ConnectorEncryptFailed, exception.Code);
        return exception;
    }

    /// <summary>Demands the one failure of the built-in encryption, which says nothing about its cause.</summary>
    public static async Task<CryptographicException> UnreadableAsync(this AesGcmEncryptor encryptor, string envelope, EncryptionContext context) =>
        await Assert.ThrowsAsync<CryptographicException>(
            async () => await encryptor.DecryptAsync(envelope, context, TestContext.Current.CancellationToken));
}
