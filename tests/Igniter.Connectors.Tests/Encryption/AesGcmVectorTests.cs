using System.Text.Json;
using Igniter.Connectors.Tests.Shared;

namespace Igniter.Connectors.Tests.Encryption;

/// <summary>Runs the published vectors through the cipher that the product uses.</summary>
public sealed class AesGcmVectorTests
{
    private static readonly JsonElement File = VectorFile.Read("aes256gcm-wycheproof.json");

    public static TheoryData<int> Valid => Select("core", vector => Result(vector) == "valid");

    public static TheoryData<int> Invalid => Select("core", vector => Result(vector) == "invalid");

    public static TheoryData<int> OtherIv => Select("otherIv", _ => true);

    public static TheoryData<int> Truncated => Select("truncatedTags", _ => true);

    [Fact]
    public void S62_all_vectors_are_run()
    {
        Assert.Equal((39, 27, 26, 14), (Valid.Count, Invalid.Count, OtherIv.Count, Truncated.Count));
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void S62_a_valid_vector_encrypts_and_decrypts_exactly(int index)
    {
        Vector vector = Read("core", index);
        using AesGcmBox box = new(vector.Key);
        byte[] sealedBox = new byte[vector.Message.Length + AesGcmBox.Overhead];

        box.Seal(vector.Nonce, vector.Message, vector.AssociatedData, sealedBox);

        Assert.Equal(vector.Box, sealedBox);
        byte[] opened = new byte[vector.Message.Length];
        Assert.True(box.TryOpen(sealedBox, vector.AssociatedData, opened));
        Assert.Equal(vector.Message, opened);
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void S62_an_invalid_vector_gives_no_plaintext(int index) => Refuses(Read("core", index));

    [Theory]
    [MemberData(nameof(OtherIv))]
    public void S62_another_nonce_size_than_96_bits_is_refused(int index)
    {
        Vector vector = Read("otherIv", index);
        using AesGcmBox box = new(vector.Key);

        Assert.Throws<ArgumentOutOfRangeException>(
            () => box.Seal(vector.Nonce, vector.Message, vector.AssociatedData, new byte[vector.Message.Length + AesGcmBox.Overhead]));
        Refuses(vector);
    }

    [Theory]
    [MemberData(nameof(Truncated))]
    public void S62_a_truncated_tag_is_refused(int index) => Refuses(Read("truncatedTags", index));

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(33)]
    public void Only_256_bit_keys_are_taken(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => new AesGcmBox(new byte[size]));

    private static void Refuses(Vector vector)
    {
        using AesGcmBox box = new(vector.Key);

        byte[] opened = new byte[Math.Max(0, vector.Box.Length - AesGcmBox.Overhead)];

        Assert.False(box.TryOpen(vector.Box, vector.AssociatedData, opened));
        Assert.All(opened, b => Assert.Equal(0, b));
    }

    private static TheoryData<int> Select(string group, Func<JsonElement, bool> condition)
    {
        TheoryData<int> indexes = [];
        int index = 0;
        foreach (JsonElement vector in File.GetProperty(group).EnumerateArray())
        {
            if (condition(vector))
            {
                indexes.Add(index);
            }

            index++;
        }

        return indexes;
    }

    private static string? Result(JsonElement vector) => vector.GetProperty("result").GetString();

    private static Vector Read(string group, int index)
    {
        JsonElement vector = File.GetProperty(group)[index];
        byte[] Bytes(string name) => Convert.FromHexString(vector.GetProperty(name).GetString()!);
        return new Vector(Bytes("key"), Bytes("iv"), Bytes("aad"), Bytes("msg"), [.. Bytes("iv"), .. Bytes("ct"), .. Bytes("tag")]);
    }

    private sealed record Vector(byte[] Key, byte[] Nonce, byte[] AssociatedData, byte[] Message, byte[] Box);
}
