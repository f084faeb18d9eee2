using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Igniter.Connectors.Tests.Encryption;

public sealed class AesGcmEncryptorTests
{
    private const string Field = "/botToken";

    private static readonly EncryptionContext Context = new(Sealing.Key, Field);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_envelope_and_the_keys_are_as_documented()
    {
        // Made with other software. Stored values look like this: if it doesn't decrypt any more, users' data don't either.
        const string Golden = "igc1.a6119845276bddd8.AAECAwQFBgcICQoLDWGOFCrJFWXhlHj99Yqnr89fkHIezkNybg";
        AesGcmEncryptor encryptor = Sealing.Encryptor();

        Assert.Equal("\"123:ABC\"", Sealing.Text(await encryptor.DecryptAsync(Golden, Context, Token)));

        // The same by hand: HKDF-SHA256, then AES-256-GCM.
        string envelope = await encryptor.EncryptAsync(Sealing.Utf8("\"123:ABC\""), Context, Token);
        byte[] master = HKDF.Extract(HashAlgorithmName.SHA256, Sealing.Utf8(Sealing.Secret), Sealing.Utf8("Igniter.Connectors field encryption"));
        string keyId = Convert.ToHexStringLower(HKDF.Expand(HashAlgorithmName.SHA256, master, 8, LengthPrefixed("igc1", "key id")));
        byte[] key = HKDF.Expand(HashAlgorithmName.SHA256, master, 32, LengthPrefixed("igc1", "connection", Sealing.Key.Hash));
        string[] parts = envelope.Split('.');
        Assert.Equal(["igc1", keyId], parts[..2]);
        byte[] box = Base64Url.DecodeFromChars(parts[2]);
        byte[] plaintext = new byte[box.Length - 28];
        using AesGcm cipher = new(key, 16);
        cipher.Decrypt(box.AsSpan(0, 12), box.AsSpan(12..^16), box.AsSpan(^16..), plaintext, LengthPrefixed("igc1", keyId, Field));
        Assert.Equal("\"123:ABC\"", Sealing.Text(plaintext));
    }

    [Fact]
    public async Task S65_ten_thousand_encryptions_of_one_value_use_ten_thousand_nonces()
    {
        AesGcmEncryptor encryptor = Sealing.Encryptor();
        HashSet<string> nonces = [];
        HashSet<string> ciphertexts = [];
        for (int i = 0; i < 10_000; i++)
        {
            string envelope = await encryptor.EncryptAsync(Sealing.Utf8("the same value"), Context, Token);
            byte[] box = Base64Url.DecodeFromChars(envelope.Split('.')[2]);
            Assert.Equal(12 + "the same value".Length + 16, box.Length);
            nonces.Add(Convert.ToHexString(box[..12]));
            ciphertexts.Add(Convert.ToHexString(box[12..]));
        }

        Assert.Equal((10_000, 10_000), (nonces.Count, ciphertexts.Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(40)]
    public async Task S66_an_envelope_with_any_bit_flipped_is_refused(int size)
    {
        AesGcmEncryptor encryptor = Sealing.Encryptor();
        string envelope = await encryptor.EncryptAsync(new byte[size], Context, Token);
        for (int i = 0; i < envelope.Length * 16; i++)
        {
            char[] flipped = envelope.ToCharArray();
            flipped[i / 16] ^= (char)(1 << (i % 16));
            await RefusedAsync(encryptor, new string(flipped), Context);
        }
    }

    [Fact]
    public async Task S66_an_envelope_cut_extended_or_written_in_another_way_is_refused()
    {
        AesGcmEncryptor encryptor = Sealing.Encryptor();
        for (int size = 0; size < 4; size++)
        {
            string envelope = await encryptor.EncryptAsync(new byte[size], Context, Token);
            for (int length = 0; length < envelope.Length; length++)
            {
                await RefusedAsync(encryptor, envelope[..length], Context);
            }

            string[] parts = envelope.Split('.');
            string[] variants =
            [
                .. "=|==| |  |   |\n|\r\n|.|A|AA|AAA|AAAA|\0".Split('|').SelectMany(more => new[] { envelope + more, more + envelope }),
                $"igc1.{parts[1]}.{parts[2].Insert(4, " ")}",
                $"igc1.{parts[1]}.{parts[2].Insert(4, "    ")}",
                $"igc1.{parts[1]}. \t\r\n{parts[2]}",
                $"igc1.{parts[1].ToUpperInvariant()}.{parts[2]}",
                $"IGC1.{parts[1]}.{parts[2]}",
                $"igc2.{parts[1]}.{parts[2]}",
                $"igc1..{parts[2]}",
                $"igc1.{parts[2]}",
                $"igc1.{parts[1]}.",
                "igc1",
                parts[2],
            ];
            foreach (string variant in variants.Where(variant => variant != envelope))
            {
                await RefusedAsync(encryptor, variant, Context);
            }
        }
    }

    [Fact]
    public async Task S67_S68_a_value_reads_only_where_it_was_written()
    {
        AesGcmEncryptor encryptor = Sealing.Encryptor();
        Gen<string> text = Gen.OneOf(
            Gen.OneOf("", "a", "b", ":", "a:b", "b:c", "org_1", "Org_1", "é", "e\u0301", "/a", "/a/b"), Gen.String[Gen.Char["ab:/\0"], 0, 4]);
        Gen<EncryptionContext> context = Gen.Select(text, text, text, text, text, (a, b, c, d, e) => new EncryptionContext(new(a, b, c, d), e));
        await Gen.Select(context, context).SampleAsync(
            async (written, read) =>
            {
                string envelope = await encryptor.EncryptAsync("v"u8.ToArray(), written, Token);
                Assert.Equal("v"u8.ToArray(), await encryptor.DecryptAsync(envelope, written, Token));
                if (written != read)
                {
                    await encryptor.UnreadableAsync(envelope, read);
                }
            },
            iter: 5_000);
    }

    public static TheoryData<string, string, string, string, string> Elsewhere => new()
    {
        { "user", "org_1", "telegram", "", Field },
        { "organization", "org_2", "telegram", "", Field },
        { "organization", "Org_1", "telegram", "", Field },
        { "organization", "org_1 ", "telegram", "", Field },
        { "organization", "", "telegram", "", Field },
        { "organization", "org_1", "slack", "", Field },
        { "organization", "org_1", "telegram", "support", Field },
        { "organization", "org_1", "telegram", "", "/webhookSecret" },
        { "organization", "org_1", "telegram", "", "tokens" },
        { "organization", "org_1", "telegram", "", "" },
        { "organizationorg_1", "", "telegram", "", Field },
        { "organization", "org_1telegram", "", "", Field },
    };

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task S67_a_value_moved_to_another_scope_identity_connector_name_or_field_is_refused(
        string scope, string identity, string connector, string name, string field)
    {
        AesGcmEncryptor encryptor = Sealing.Encryptor();
        string envelope = await encryptor.EncryptAsync("v"u8.ToArray(), Context, Token);

        await encryptor.UnreadableAsync(envelope, new(new(scope, identity, connector, name), field));
    }

    [Fact]
    public async Task S72_every_length_up_to_a_kibibyte_and_a_mebibyte_come_back()
    {
        AesGcmEncryptor encryptor = Sealing.Encryptor();
        foreach (int size in Enumerable.Range(0, 1025).Append(1 << 20))
        {
            byte[] value = RandomNumberGenerator.GetBytes(size);
            string envelope = await encryptor.EncryptAsync(value, Context, Token);
            Assert.Equal(value, await encryptor.DecryptAsync(envelope, Context, Token));
        }
    }

    [Fact]
    public async Task Identities_and_fields_may_be_of_any_length()
    {
        AesGcmEncryptor encryptor = Sealing.Encryptor();
        EncryptionContext context = new(Sealing.Key with { Identity = new string('i', 1 << 20) }, "/" + new string('f', 1 << 20));
        string envelope = await encryptor.EncryptAsync("v"u8.ToArray(), context, Token);

        Assert.Equal("v"u8.ToArray(), await encryptor.DecryptAsync(envelope, context, Token));
    }

    [Fact]
    public async Task S73_whatever_is_wrong_the_failure_looks_the_same()
    {
        AesGcmEncryptor encryptor = Sealing.Encryptor();
        string envelope = await encryptor.EncryptAsync("v"u8.ToArray(), Context, Token);
        EncryptionContext elsewhere = Context with { Field = "/other" };
        string badTag = envelope[..^4] + (envelope.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");

        string[] messages =
        [
            (await encryptor.UnreadableAsync(badTag, Context)).Message,
            (await encryptor.UnreadableAsync(envelope, elsewhere)).Message,
            (await encryptor.UnreadableAsync(envelope[..^8], Context)).Message,
            (await encryptor.UnreadableAsync(envelope[..30], Context)).Message,
            (await encryptor.UnreadableAsync("plain text", Context)).Message,
            (await encryptor.UnreadableAsync("", Context)).Message,
        ];

        Assert.Single(messages.Distinct());
    }

    [Fact]
    public async Task Many_threads_on_few_connections_read_back_what_they_wrote()
    {
        AesGcmEncryptor encryptor = Sealing.Encryptor(Sealing.Secret, Sealing.OtherSecret);
        AesGcmEncryptor old = Sealing.Encryptor(Sealing.OtherSecret);
        await Parallel.ForAsync(0, 8, Token, async (worker, token) =>
        {
            for (int i = 0; i < 2_000; i++)
            {
                EncryptionContext context = Context with { Connection = Sealing.Key with { Identity = $"org_{i % 3}" } };
                byte[] value = Sealing.Utf8($"{worker}:{i}:{new string('x', i % 100)}");
                AesGcmEncryptor writer = i % 5 == 0 ? old : encryptor;
                Assert.Equal(value, await encryptor.DecryptAsync(await writer.EncryptAsync(value, context, token), context, token));
            }
        });
    }

    [Fact]
    public async Task More_connections_than_the_cache_holds_work_and_so_does_a_disposed_encryptor()
    {
        AesGcmEncryptor encryptor = Sealing.Encryptor();
        List<string> envelopes = [];
        for (int i = 0; i < 3_000; i++)
        {
            envelopes.Add(await encryptor.EncryptAsync(Sealing.Utf8($"{i}"), At(i), Token));
        }

        encryptor.Dispose();
        for (int i = envelopes.Count - 1; i >= 0; i--)
        {
            Assert.Equal($"{i}", Sealing.Text(await encryptor.DecryptAsync(envelopes[i], At(i), Token)));
        }

        static EncryptionContext At(int i) => Context with { Connection = Sealing.Key with { Identity = $"org_{i}" } };
    }

    [Fact]
    public async Task A_cancelled_token_stops_both_directions()
    {
        CancellationToken cancelled = new(canceled: true);

        await Assert.ThrowsAsync<TaskCanceledException>(async () => await Sealing.Encryptor().EncryptAsync(new byte[1], Context, cancelled));
        await Assert.ThrowsAsync<TaskCanceledException>(async () => await Sealing.Encryptor().DecryptAsync("", Context, cancelled));
    }

    // A changed key id is an unknown one; everything else is just unreadable.
    private static async Task RefusedAsync(AesGcmEncryptor encryptor, string envelope, EncryptionContext context) =>
        await Assert.ThrowsAnyAsync<CryptographicException>(async () => await encryptor.DecryptAsync(envelope, context, Token));

    private static byte[] LengthPrefixed(params string[] parts) =>
        [.. parts.SelectMany(part => (byte[])[0, 0, 0, (byte)Encoding.UTF8.GetByteCount(part), .. Encoding.UTF8.GetBytes(part)])];
}
