using System.Security.Cryptography;

namespace Igniter.Connectors;

/// <summary>
/// Encrypts and decrypts the values of a JSON text with any encryptor, each on its own: that of the application knows texts and bytes only, and may ask
/// a service for each. <see cref="InPlaceCipher"/> does the same with the built-in encryption.
/// </summary>
internal sealed class OneByOneCipher(ValueEncryptor encryptor)
{
    /// <summary>Puts envelopes into the place of values.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_ENCRYPT_FAILED, or the encryptor's own.</exception>
    public async ValueTask<byte[]> EncryptAsync(
        ReadOnlyMemory<byte> json, List<SecretValue> values, ConnectionKey key, string keyId, CancellationToken cancellationToken)
    {
        byte[][] envelopes = new byte[values.Count][];
        for (int i = 0; i < envelopes.Length; i++)
        {
            SecretValue value = values[i];
            ReadOnlyMemory<byte> plaintext = json.Slice(value.Start, value.Length);
            envelopes[i] = JsonSplicer.Quote(await encryptor.EncryptAsync(plaintext, new(key, value.Pointer), keyId, cancellationToken).ConfigureAwait(false));
        }

        return JsonSplicer.Replace(json.Span, values, envelopes);
    }

    /// <summary>Puts values into the place of envelopes.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED, or the encryptor's own.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> DecryptAsync(
        ReadOnlyMemory<byte> json, List<SecretValue> values, ConnectionKey key, string keyId, CancellationToken cancellationToken)
    {
        byte[][] plaintexts = new byte[values.Count][];
        try
        {
            for (int i = 0; i < plaintexts.Length; i++)
            {
                SecretValue value = values[i];
                string envelope = ConfigSecrets.ReadEnvelope(json.Span, value, key, keyId);
                plaintexts[i] = await encryptor.DecryptAsync(envelope, new(key, value.Pointer), keyId, cancellationToken).ConfigureAwait(false);
                if (!JsonSplicer.IsValue(plaintexts[i]))
                {
                    throw EncryptionErrors.DecryptFailed(key, value.Pointer, keyId);
                }
            }

            return JsonSplicer.Replace(json.Span, values, plaintexts);
        }
        finally
        {
            foreach (byte[] plaintext in plaintexts)
            {
                CryptographicOperations.ZeroMemory(plaintext);
            }
        }
    }
}
