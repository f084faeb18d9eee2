using System.Security.Cryptography;

namespace Igniter.Connectors;

/// <summary>
/// Encrypts and decrypts the values of a JSON text with the built-in encryption, straight from one text into the next: no value takes the way over a
/// string of its own.
/// </summary>
internal sealed class InPlaceCipher(AesGcmEncryptor encryptor)
{
    private const int Quotes = 2;

    /// <summary>Puts envelopes into the place of values.</summary>
    /// <param name="json">The text.</param>
    /// <param name="values">Which values, in the order of the text.</param>
    /// <param name="key">Whose they are.</param>
    /// <exception cref="ConnectorException">CONNECTOR_ENCRYPT_FAILED.</exception>
    public byte[] Encrypt(ReadOnlySpan<byte> json, List<SecretValue> values, ConnectionKey key)
    {
        int size = json.Length;
        foreach (SecretValue value in values)
        {
            size = checked(size - value.Length + AesGcmEncryptor.EnvelopeSizeOf(value.Length) + Quotes);
        }

        byte[] result = new byte[size];
        Span<byte> rest = result;
        int position = 0;
        foreach (SecretValue value in values)
        {
            rest = JsonSplicer.Append(rest, json[position..value.Start]);
            Span<byte> quoted = rest[..(AesGcmEncryptor.EnvelopeSizeOf(value.Length) + Quotes)];
            quoted[0] = quoted[^1] = (byte)'"';
            try
            {
                encryptor.Encrypt(json.Slice(value.Start, value.Length), new(key, value.Pointer), quoted[1..^1]);
            }
            catch (CryptographicException exception)
            {
                throw EncryptionErrors.EncryptFailed(key, value.Pointer, encryptor.KeyId, exception);
            }

            rest = rest[quoted.Length..];
            position = value.End;
        }

        JsonSplicer.Append(rest, json[position..]);
        return result;
    }

    /// <summary>Puts values into the place of envelopes.</summary>
    /// <param name="json">The text.</param>
    /// <param name="values">Where it holds envelopes, in the order of the text.</param>
    /// <param name="key">Whose they are.</param>
    /// <param name="keyId">The record's key id, for the message of an error.</param>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public ReadOnlyMemory<byte> Decrypt(ReadOnlySpan<byte> json, List<SecretValue> values, ConnectionKey key, string keyId)
    {
        // Every value is shorter than its envelope.
        byte[] result = new byte[json.Length];
        try
        {
            Span<byte> rest = result;
            int position = 0;
            foreach (SecretValue value in values)
            {
                rest = JsonSplicer.Append(rest, json[position..value.Start]);
                rest = rest[Decrypt(json, value, key, keyId, rest)..];
                position = value.End;
            }

            rest = JsonSplicer.Append(rest, json[position..]);
            return result.AsMemory(0, result.Length - rest.Length);
        }
        catch
        {
            CryptographicOperations.ZeroMemory(result);
            throw;
        }
    }

    private int Decrypt(ReadOnlySpan<byte> json, SecretValue value, ConnectionKey key, string keyId, Span<byte> plaintext)
    {
        try
        {
            int size = encryptor.Decrypt(JsonSplicer.Unquote(json.Slice(value.Start, value.Length)), new(key, value.Pointer), plaintext);
            return JsonSplicer.IsValue(plaintext[..size]) ? size : throw EncryptionErrors.DecryptFailed(key, value.Pointer, keyId);
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidOperationException)
        {
            throw EncryptionErrors.DecryptFailed(key, value.Pointer, keyId, exception);
        }
    }
}
