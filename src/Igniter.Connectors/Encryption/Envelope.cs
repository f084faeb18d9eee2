using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Igniter.Connectors;

/// <summary>
/// The text form of a built-in encrypted value: <c>igc1.{key id}.{base64url of nonce, ciphertext and tag}</c>, in UTF-8. Only one text stands for one
/// box, so that no character can be changed unnoticed.
/// </summary>
internal static class Envelope
{
    /// <summary>The only version so far; part of key derivation and associated data.</summary>
    public const string Version = "igc1";

    private const byte Separator = (byte)'.';

    private static readonly byte[] Start = [.. Encoding.ASCII.GetBytes(Version), Separator];
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    private static int KeyIdStart => Version.Length + 1;

    private static int BoxStart => KeyIdStart + MasterKey.IdLength + 1;

    /// <summary>What stands before the box in every envelope of a key.</summary>
    public static byte[] StartOf(string keyId) => Encoding.ASCII.GetBytes($"{Version}.{keyId}.");

    /// <summary>How many bytes the envelope of a box has.</summary>
    public static int SizeOf(int boxSize) => BoxStart + Base64Url.GetEncodedLength(boxSize);

    /// <summary>How many bytes the box of an envelope has; negative for what can't be one.</summary>
    public static int BoxSizeOf(int size) => size < BoxStart ? -1 : Base64Url.GetMaxDecodedLength(size - BoxStart);

    /// <summary>Writes an envelope.</summary>
    /// <param name="start">What <see cref="StartOf"/> says of the key.</param>
    /// <param name="box">The box.</param>
    /// <param name="envelope">Takes it: <see cref="SizeOf"/> the box.</param>
    public static void Write(ReadOnlySpan<byte> start, ReadOnlySpan<byte> box, Span<byte> envelope)
    {
        start.CopyTo(envelope);
        Base64Url.EncodeToUtf8(box, envelope[start.Length..]);
    }

    /// <summary>Decodes the box. Padding, white space and bits that stand for nothing are refused.</summary>
    /// <param name="envelope">An envelope that begins with the start of a key.</param>
    /// <param name="box">Takes the bytes: <see cref="BoxSizeOf"/> the envelope.</param>
    /// <returns>Whether the text is what <see cref="Write"/> writes for the bytes.</returns>
    public static bool TryReadBox(ReadOnlySpan<byte> envelope, Span<byte> box)
    {
        ReadOnlySpan<byte> text = envelope[BoxStart..];
        return text.Length % 4 != 1
            && Base64Url.DecodeFromUtf8(text, box, out _, out int written) == OperationStatus.Done
            && written == box.Length;
    }

    /// <summary>Reads the id of an envelope's key.</summary>
    /// <returns>The id; <see langword="null"/> when it isn't an envelope of this version.</returns>
    public static string? ReadKeyId(ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length <= BoxStart
            || !envelope.StartsWith(Start)
            || envelope[BoxStart - 1] != Separator
            || envelope[KeyIdStart..(BoxStart - 1)].ContainsAnyExcept(HexDigits))
        {
            return null;
        }

        return Encoding.ASCII.GetString(envelope[KeyIdStart..(BoxStart - 1)]);
    }
}
