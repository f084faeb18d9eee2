namespace Igniter.Connectors;

/// <summary>
/// Encrypts configuration values, tokens and webhook secrets. The built-in one uses AES-256-GCM with keys derived from <c>IGNITER_SECRET</c>;
/// one given to <see cref="ConnectorsBuilder.UseEncryptor"/> replaces it in both directions.
/// </summary>
public interface IConnectorEncryptor
{
    /// <summary>Id of the key that new values are encrypted with. It is stored with each record and reveals nothing about the key.</summary>
    string KeyId { get; }

    /// <summary>Encrypts a value.</summary>
    /// <param name="plaintext">The value.</param>
    /// <param name="context">Where the value belongs; must be authenticated, so that a value copied elsewhere doesn't decrypt.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A self-describing envelope: printable text without line breaks.</returns>
    ValueTask<string> EncryptAsync(ReadOnlyMemory<byte> plaintext, EncryptionContext context, CancellationToken cancellationToken = default);

    /// <summary>Decrypts an envelope.</summary>
    /// <param name="envelope">What <see cref="EncryptAsync"/> returned.</param>
    /// <param name="context">Where the value belongs.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The value. The caller may wipe the memory.</returns>
    ValueTask<byte[]> DecryptAsync(string envelope, EncryptionContext context, CancellationToken cancellationToken = default);
}

/// <summary>Where an encrypted value belongs. All of it is bound to the ciphertext.</summary>
/// <param name="Connection">Whose connection.</param>
/// <param name="Field">
/// Which value of it: the JSON Pointer (RFC 6901) of a configuration value, for example <c>/endpoints/0/token</c>; values that aren't
/// configuration have names without a leading slash.
/// </param>
public readonly record struct EncryptionContext(ConnectionKey Connection, string Field);
