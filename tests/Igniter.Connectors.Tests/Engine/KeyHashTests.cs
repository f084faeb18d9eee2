using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Igniter.Connectors.Tests.Engine;

public sealed class KeyHashTests
{
    /// <summary>The parts come from senders, too: a delivery's id is as long as a header may be.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(240)]
    [InlineData(5_000)]
    public void A_hash_covers_each_part_after_its_length_however_long_it_is(int length)
    {
        string part = string.Concat(Enumerable.Repeat("é", length));

        Assert.Equal(ByHand("webhook", part, "x"), ConnectionKey.HashOf("webhook", part, "x"));
        Assert.Equal(ByHand("org", part, "demo", ""), new ConnectionKey("org", part, "demo", "").Hash);
    }

    private static string ByHand(params string[] parts)
    {
        using MemoryStream bytes = new();
        byte[] length = new byte[sizeof(int)];
        foreach (string part in parts)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
            bytes.Write(length);
            bytes.Write(utf8);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }
}
