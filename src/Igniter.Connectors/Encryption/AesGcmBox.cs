using System.Security.Cryptography;

namespace Igniter.Connectors;

/// <summary>
/// AES-256-GCM (NIST SP 800-38D) with everything pinned: 32 byte keys, 12 byte nonces, 16 byte tags. A box is nonce, ciphertext and tag, one after
/// another. Not for two threads at once: <see cref="AesGcm"/> then corrupts data without an exception.
/// </summary>
internal sealed class AesGcmBox : IDisposable
{
    public const int KeySize = 32;
    public const int NonceSize = 12;
    public const int TagSize = 16;
    public const int Overhead = NonceSize + TagSize;

    private readonly AesGcm _cipher;

    public AesGcmBox(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeySize, nameof(key));
        _cipher = new AesGcm(key, TagSize);
    }

    /// <summary>Encrypts with a random nonce.</summary>
    /// <param name="plaintext">The value.</param>
    /// <param name="associatedData">What is authenticated with it.</param>
    /// <param name="box">Takes the box: <see cref="Overhead"/> bytes more than the value.</param>
    public void Seal(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, Span<byte> box)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        RandomNumberGenerator.Fill(nonce);
        Seal(nonce, plaintext, associatedData, box);
    }

    /// <summary>Encrypts with a nonce that was never used with this key.</summary>
    public void Seal(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData, Span<byte> box)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(nonce.Length, NonceSize, nameof(nonce));
        ArgumentOutOfRangeException.ThrowIfNotEqual(box.Length, plaintext.Length + Overhead, nameof(box));
        nonce.CopyTo(box);
        _cipher.Encrypt(nonce, plaintext, box[NonceSize..^TagSize], box[^TagSize..], associatedData);
    }

    /// <summary>Decrypts a box.</summary>
    /// <param name="box">The box.</param>
    /// <param name="associatedData">What was authenticated with it.</param>
    /// <param name="plaintext">Takes the value: <see cref="Overhead"/> bytes less than the box.</param>
    /// <returns><see langword="false"/> when anything is wrong, whatever it is; <paramref name="plaintext"/> is all zeros then.</returns>
    public bool TryOpen(ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData, Span<byte> plaintext)
    {
        if (box.Length < Overhead)
        {
            return false;
        }

        try
        {
            _cipher.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], plaintext, associatedData);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => _cipher.Dispose();
}
