using System.Buffers;
using System.Buffers.Text;

namespace Igniter.Connectors;

/// <summary>
/// The text form of a built-in encrypted value: <c>igc1.{key id}.{base64url of nonce, ciphertext and tag}</c>. Only one text stands for one box, so
/// that no character can be changed unnoticed.
/// </summary>
internal static class Envelope
{
    /// <summary>The only version so far; part of key derivation and associated data.</summary>
    public const string Version = "igc1";

    private const char Separator = '.';
    private const int KeyIdStart = 5;
    private const int BoxStart = KeyIdStart + MasterKey.IdLength + 1;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Writes an envelope.</summary>
    public static string Format(string keyId, ReadOnlySpan<byte> box) =>
        string.Create(
            BoxStart + Base64Url.GetEncodedLength(box.Length),
            new Parts(keyId, box),
            static (text, parts) =>
            {
                Version.CopyTo(text);
                text[KeyIdStart - 1] = Separator;
                parts.KeyId.CopyTo(text[KeyIdStart..]);
                text[BoxStart - 1] = Separator;
                Base64Url.EncodeToChars(parts.Box, text[BoxStart..]);
            });

    /// <summary>Takes an envelope apart, without a look at the box.</summary>
    /// <returns><see langword="false"/> when it isn't one of this version.</returns>
    public static bool TrySplit(ReadOnlySpan<char> envelope, out ReadOnlySpan<char> keyId, out ReadOnlySpan<char> box)
    {
        keyId = box = default;
        if (envelope.Length <= BoxStart
            || !envelope.StartsWith(Version, StringComparison.Ordinal)
            || envelope[KeyIdStart - 1] != Separator
            || envelope[BoxStart - 1] != Separator)
        {
            return false;
        }

        keyId = envelope[KeyIdStart..(BoxStart - 1)];
        box = envelope[BoxStart..];
        return !keyId.ContainsAnyExcept(HexDigits);
    }

    /// <summary>Decodes a box. Padding, white space and bits that stand for nothing are refused.</summary>
    /// <param name="text">The text.</param>
    /// <param name="box">Takes the bytes: <see cref="Base64Url.GetMaxDecodedLength"/> of the text's length.</param>
    /// <returns>Whether the text is what <see cref="Format"/> writes for the bytes.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> box) =>
        text.Length % 4 != 1
        && Base64Url.DecodeFromChars(text, box, out _, out int written) == OperationStatus.Done
        && written == box.Length;

    private readonly ref struct Parts(string keyId, ReadOnlySpan<byte> box)
    {
        public string KeyId { get; } = keyId;

        public ReadOnlySpan<byte> Box { get; } = box;
    }
}
