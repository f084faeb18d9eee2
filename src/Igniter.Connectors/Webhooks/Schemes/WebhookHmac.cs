using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Igniter.Connectors;

/// <summary>Computes and compares HMACs (RFC 2104): the one place where a signature is compared.</summary>
internal static class WebhookHmac
{
    /// <summary>Whether one of the signatures was made with one of the keys.</summary>
    /// <param name="algorithm">The hash function.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="before">What is signed before the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="after">What is signed after the body.</param>
    /// <param name="signatures">The signatures.</param>
    public static bool AnyMatches(
        HmacAlgorithm algorithm, byte[][] keys, string before, ReadOnlyMemory<byte> body, string after, byte[][] signatures)
    {
        if (signatures.Length == 0)
        {
            return false;
        }

        if (before.Length == 0 && after.Length == 0)
        {
            return AnyMatches(algorithm, keys, body.Span, signatures);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(before.Length + after.Length) + body.Length);
        try
        {
            int length = Encoding.UTF8.GetBytes(before, buffer);
            body.Span.CopyTo(buffer.AsSpan(length));
            length += body.Length;
            length += Encoding.UTF8.GetBytes(after, buffer.AsSpan(length));
            return AnyMatches(algorithm, keys, buffer.AsSpan(0, length), signatures);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Compares secrets in a time that says nothing about where they differ.</summary>
    public static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));

    /// <summary>The keys that most vendors use: the secrets as they are.</summary>
    public static byte[][] Utf8Keys(string[] secrets) => Array.ConvertAll(secrets, Encoding.UTF8.GetBytes);

    /// <summary>The length of a signature in bytes.</summary>
    public static int SizeOf(HmacAlgorithm algorithm) => algorithm switch
    {
        HmacAlgorithm.Sha1 => HMACSHA1.HashSizeInBytes,
        HmacAlgorithm.Sha512 => HMACSHA512.HashSizeInBytes,
        _ => HMACSHA256.HashSizeInBytes,
    };

    /// <summary>Decodes a signature that has exactly the length it must have; <see langword="null"/> for another.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text, HmacEncoding encoding, HmacAlgorithm algorithm = HmacAlgorithm.Sha256)
    {
        byte[] bytes = new byte[SizeOf(algorithm)];
        int padded = (bytes.Length + 2) / 3 * 4;
        bool isRight = encoding switch
        {
            HmacEncoding.Hex => text.Length == 2 * bytes.Length && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done,
            HmacEncoding.Base64 => text.Length == padded && Convert.TryFromBase64Chars(text, bytes, out int length) && length == bytes.Length,
            _ => text.Length <= padded && Base64Url.TryDecodeFromChars(text, bytes, out int length) && length == bytes.Length,
        };
        return isRight ? bytes : null;
    }

    private static bool AnyMatches(HmacAlgorithm algorithm, byte[][] keys, ReadOnlySpan<byte> content, byte[][] signatures)
    {
        Span<byte> expected = stackalloc byte[SizeOf(algorithm)];
        bool matches = false;
        foreach (byte[] key in keys)
        {
            // An empty key would make a signature that everybody can make.
            if (key.Length == 0)
            {
                continue;
            }

            CryptographicOperations.HmacData(NameOf(algorithm), key, content, expected);
            foreach (byte[] signature in signatures)
            {
                matches |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        return matches;
    }

    private static HashAlgorithmName NameOf(HmacAlgorithm algorithm) => algorithm switch
    {
        HmacAlgorithm.Sha1 => HashAlgorithmName.SHA1,
        HmacAlgorithm.Sha512 => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };
}
