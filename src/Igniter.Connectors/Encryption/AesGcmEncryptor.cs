namespace Igniter.Connectors;

/// <summary>The built-in encryption: AES-256-GCM with a key for each connection, derived from the application's secret.</summary>
internal sealed class AesGcmEncryptor : IConnectorEncryptor
{
    public AesGcmEncryptor(EncryptionSecrets secrets) => _ = secrets;

    /// <inheritdoc/>
    public string KeyId => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<string> EncryptAsync(ReadOnlyMemory<byte> plaintext, EncryptionContext context, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask<byte[]> DecryptAsync(string envelope, EncryptionContext context, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
