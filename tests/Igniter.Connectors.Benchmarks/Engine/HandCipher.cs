using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Igniter.Connectors.Benchmarks.Engine;

/// <summary>Envelopes by hand: one <see cref="AesGcm"/>, reused on one thread, and the same text around its bytes.</summary>
internal sealed class HandCipher : IDisposable
{
    private const string Prefix = "igc1.0123456789abcdef.";
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int OnStack = 512;

    private readonly AesGcm _aes = new(RandomNumberGenerator.GetBytes(32), TagSize);
    private readonly byte[] _associatedData = "igc1 0123456789abcdef /token"u8.ToArray();

    public string Encrypt(ReadOnlySpan<byte> plaintext)
    {
        int size = NonceSize + plaintext.Length + TagSize;
        byte[]? rented = size > OnStack ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span<byte> box = (rented ?? stackalloc byte[OnStack])[..size];
        RandomNumberGenerator.Fill(box[..NonceSize]);
        _aes.Encrypt(box[..NonceSize], plaintext, box[NonceSize..^TagSize], box[^TagSize..], _associatedData);
        string envelope = string.Create(Prefix.Length + Base64Url.GetEncodedLength(size), (ReadOnlySpan<byte>)box, static (text, bytes) =>
        {
            Prefix.CopyTo(text);
            Base64Url.EncodeToChars(bytes, text[Prefix.Length..]);
        });
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return envelope;
    }

    public byte[] Decrypt(ReadOnlySpan<char> envelope)
    {
        if (!envelope.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new CryptographicException();
        }

        ReadOnlySpan<char> text = envelope[Prefix.Length..];
        int most = Base64Url.GetMaxDecodedLength(text.Length);
        byte[]? rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> box = rented ?? stackalloc byte[OnStack];
        box = box[..Base64Url.DecodeFromChars(text, box)];
        byte[] plaintext = new byte[box.Length - NonceSize - TagSize];
        _aes.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], plaintext, _associatedData);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return plaintext;
    }

    public void Dispose() => _aes.Dispose();
}
