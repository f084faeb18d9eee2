using System.Security.Cryptography;

namespace Igniter.Connectors.Tests.Encryption;

public sealed class KeyRingTests
{
    private static readonly EncryptionContext Context = new(Sealing.Key, "/botToken");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S64_secrets_that_begin_alike_do_not_read_each_other()
    {
        string common = new('s', 32);
        AesGcmEncryptor one = Sealing.Encryptor(common + "1");
        AesGcmEncryptor two = Sealing.Encryptor(common + "2");
        AesGcmEncryptor padded = Sealing.Encryptor(common);
        string envelope = await one.EncryptAsync(Sealing.Utf8("x"), Context, Token);

        Assert.Equal(3, new[] { one.KeyId, two.KeyId, padded.KeyId }.Distinct().Count());
        foreach (AesGcmEncryptor other in new[] { two, padded })
        {
            await Assert.ThrowsAsync<UnknownKeyException>(async () => await other.DecryptAsync(envelope, Context, Token));

            // Neither with the id changed to the other's.
            string relabelled = envelope.Replace(one.KeyId, other.KeyId, StringComparison.Ordinal);
            await other.UnreadableAsync(relabelled, Context);
        }
    }

    [Fact]
    public async Task S75_a_new_secret_encrypts_and_the_old_ones_still_decrypt()
    {
        AesGcmEncryptor oldest = Sealing.Encryptor(new string('o', 32));
        AesGcmEncryptor old = Sealing.Encryptor(Sealing.OtherSecret);
        AesGcmEncryptor ring = Sealing.Encryptor(Sealing.Secret, Sealing.OtherSecret, new string('o', 32));

        foreach (AesGcmEncryptor writer in new[] { oldest, old, ring })
        {
            string envelope = await writer.EncryptAsync("v"u8.ToArray(), Context, Token);
            Assert.Equal("v"u8.ToArray(), await ring.DecryptAsync(envelope, Context, Token));
        }

        string written = await ring.EncryptAsync("v"u8.ToArray(), Context, Token);
        Assert.StartsWith($"igc1.{Sealing.Encryptor().KeyId}.", written, StringComparison.Ordinal);
        Assert.Equal("v"u8.ToArray(), await Sealing.Encryptor().DecryptAsync(written, Context, Token));
    }

    [Fact]
    public async Task S76_an_unknown_key_id_is_named_and_no_other_key_is_tried()
    {
        AesGcmEncryptor ring = Sealing.Encryptor(Sealing.Secret, Sealing.OtherSecret);
        string envelope = await ring.EncryptAsync("v"u8.ToArray(), Context, Token);

        // The right key is in the ring: only the id is another one.
        string relabelled = envelope.Replace(ring.KeyId, "0123456789abcdef", StringComparison.Ordinal);
        UnknownKeyException exception = await Assert.ThrowsAsync<UnknownKeyException>(
            async () => await ring.DecryptAsync(relabelled, Context, Token));
        Assert.Equal("0123456789abcdef", exception.KeyId);

        // A text that can't be an id isn't repeated.
        await ring.UnreadableAsync(envelope.Replace(ring.KeyId, "{0123456789ABC}\n", StringComparison.Ordinal), Context);

        // The id of the other key in the ring: that key is tried, and only that one.
        string otherId = Sealing.Encryptor(Sealing.OtherSecret).KeyId;
        await ring.UnreadableAsync(envelope.Replace(ring.KeyId, otherId, StringComparison.Ordinal), Context);
    }

    [Fact]
    public void S77_the_key_id_is_no_part_or_plain_hash_of_the_secret()
    {
        const string LowEntropy = "password password password password";
        string keyId = Sealing.Encryptor(LowEntropy).KeyId;
        byte[] secret = Sealing.Utf8(LowEntropy);

        Assert.Matches("^[0-9a-f]{16}$", keyId);
        byte[] nothing = [];
        foreach (byte[] hash in (byte[][])
            [secret, SHA256.HashData(secret), SHA512.HashData(secret), HMACSHA256.HashData(nothing, secret), HMACSHA256.HashData(secret, nothing)])
        {
            Assert.DoesNotContain(keyId, Convert.ToHexStringLower(hash), StringComparison.Ordinal);
        }
    }
}
