using System.Buffers.Binary;
using System.Numerics;

namespace Igniter.Connectors.LiteDb;

/// <summary>
/// Sixteen bits of the CRC-32C of the pages of a transaction, in the page that confirms it: there LiteDB has a flag in a byte, any value but zero will do,
/// and a reserved byte (data file format 8).
/// </summary>
internal readonly struct LiteDbStamp
{
    private const int FlagOffset = 18;
    private const int ReservedOffset = 31;

    private readonly uint _crc;

    private LiteDbStamp(uint crc) => _crc = crc;

    private byte Flag => (byte)(1 + (_crc % byte.MaxValue));

    private byte Reserved => (byte)(_crc / byte.MaxValue);

    /// <summary>Whether a page confirms a transaction.</summary>
    public static bool IsDue(ReadOnlySpan<byte> page) => page[FlagOffset] != 0;

    /// <summary>Makes a page what LiteDB wrote.</summary>
    public static void Remove(Span<byte> page)
    {
        if (IsDue(page))
        {
            page[FlagOffset] = 1;
            page[ReservedOffset] = 0;
        }
    }

    /// <summary>The stamp of one page more, which has no stamp.</summary>
    public LiteDbStamp With(ReadOnlySpan<byte> page)
    {
        uint crc = _crc;
        for (int offset = 0; offset < page.Length; offset += sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(page[offset..]));
        }

        return new(crc);
    }

    /// <summary>Puts it on a page.</summary>
    public void Put(Span<byte> page)
    {
        page[FlagOffset] = Flag;
        page[ReservedOffset] = Reserved;
    }

    /// <summary>Whether a page has it.</summary>
    public bool IsOn(ReadOnlySpan<byte> page) => page[FlagOffset] == Flag && page[ReservedOffset] == Reserved;
}
