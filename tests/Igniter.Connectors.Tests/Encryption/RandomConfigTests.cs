using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Tests.Encryption;

/// <summary>Random shapes with random JSON texts that fit them.</summary>
public sealed class RandomConfigTests
{
    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.OneOf("", "a", "b", "token", "a.b", "a/b", "~", "~1", "~2", "a\nb", "\n/a", "\"", "\\", "0", "01", "é", "😀", "\u2028"),
        Gen.String[Gen.Char["ab/~\n0"], 0, 3]);

    private static readonly Gen<string> Leaf = Gen.OneOf(
        Gen.OneOf(
            "null", "true", "false", "0", "-0.0", "1.50", "-1.5e+10", "12345678901234567890", "\"\"", "[]", "{}"),
        Gen.OneOf("[1, [null], {\"token\":\"t\"}]", "{ \"a\" : {\"b\\/c\":[]}}"),
        Gen.OneOf("\"igc1.0123456789abcdef.AAAAAAAA\"", "\"aaaa:bbbb:cccc\"", "\"\\ud83d\\ude00\"", "\"😀\"", "\"\\u0000\\n\\/\""),
        Gen.String[Gen.Char["abc\"\\\n\u0001é/"], 0, 20].Select(Quote));

    private static readonly Gen<string> Space = Gen.Frequency((6, Gen.Const("")), (1, Gen.Const(" ")), (1, Gen.Const("\r\n\t")));

    private static readonly Gen<(TypeShape Shape, string Json)> Config =
        Shape(3).SelectMany(shape => Json(shape).Select(json => (shape, json)));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S70_random_configurations_come_back_byte_for_byte_and_keep_no_secret_in_plain_text()
    {
        ConfigProtector protector = Sealing.Protector();
        long encrypted = 0;
        await Config.SampleAsync(
            async (shape, json) =>
            {
                ProtectedConfig config = await protector.ProtectAsync(Sealing.Utf8(json), shape, Sealing.Key, Token);
                ConnectionRecord record = Sealing.Record(config);
                using JsonDocument plain = JsonDocument.Parse(json);
                using JsonDocument stored = JsonDocument.Parse(config.Config);
                List<string> expected = [];
                Compare(plain.RootElement, stored.RootElement, shape, false, "", expected);

                Assert.Equal(expected, config.EncryptedPaths.Split('\n', StringSplitOptions.RemoveEmptyEntries));
                Assert.Equal((expected.Count, expected.Count == 0 ? "" : protector.KeyId), (config.Count, config.KeyId));
                Assert.Equal(json, await protector.RevealTextAsync(record, shape));
                Assert.Equal(json, await protector.RevealTextAsync(record));
                Assert.Equal(json, Sealing.Text(await protector.RevealAsync(config.Config, shape, Sealing.Key, Token)));
                ConnectionRecord renewed = await protector.ReencryptAsync(record, Token);
                Assert.Equal(json, await protector.RevealTextAsync(renewed, shape));
                Interlocked.Add(ref encrypted, expected.Count);
            },
            iter: 2_000);

        Assert.True(encrypted > 1_000, $"Only {encrypted} values were encrypted: the generator is off.");
    }

    [Fact]
    public async Task S67_a_random_configuration_moved_to_another_row_is_refused()
    {
        ConfigProtector protector = Sealing.Protector();
        await Gen.Select(Config, Gen.Int[0, 3]).SampleAsync(
            async (config, part) =>
            {
                ConnectionRecord record = await protector.StoreAsync(config.Json, config.Shape);
                ConnectionKey key = part switch
                {
                    0 => Sealing.Key with { Scope = "user" },
                    1 => Sealing.Key with { Identity = "org_2" },
                    2 => Sealing.Key with { Connector = "slack" },
                    _ => Sealing.Key with { Name = "support" },
                };
                if (record.EncryptedPaths.Length > 0)
                {
                    await Sealing.DecryptFailsAsync(() => protector.RevealTextAsync(record with { Key = key }, config.Shape));
                }
            },
            iter: 500);
    }

    // What must be encrypted, found in another way than the product does; everything else must be as it was.
    private static void Compare(JsonElement plain, JsonElement stored, TypeShape shape, bool encrypted, string pointer, List<string> found)
    {
        if (encrypted && plain.ValueKind != JsonValueKind.Null)
        {
            Assert.StartsWith("igc1.", stored.GetString(), StringComparison.Ordinal);
            found.Add(pointer);
            return;
        }

        Assert.Equal(plain.ValueKind, stored.ValueKind);
        switch (plain.ValueKind)
        {
            case JsonValueKind.Object:
                foreach ((JsonProperty left, JsonProperty right) in plain.EnumerateObject().Zip(stored.EnumerateObject()))
                {
                    Assert.Equal(left.Name, right.Name);
                    ShapeMember? member = shape.Members.SingleOrDefault(member => member.Name == left.Name);
                    TypeShape inner = shape.Kind == ShapeKind.Entries ? shape.Element : member?.Type?.Invoke() ?? TypeShape.Value;
                    string segment = string.Concat(left.Name.Select(c => c switch { '~' => "~0", '/' => "~1", '\n' => "~2", _ => $"{c}" }));
                    Compare(left.Value, right.Value, inner, member?.Traits == MemberTraits.Encrypted, $"{pointer}/{segment}", found);
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal(plain.GetArrayLength(), stored.GetArrayLength());
                for (int i = 0; i < plain.GetArrayLength(); i++)
                {
                    Compare(plain[i], stored[i], shape.Element, false, $"{pointer}/{i}", found);
                }

                break;
            default:
                Assert.Equal(plain.GetRawText(), stored.GetRawText());
                break;
        }
    }

    private static Gen<TypeShape> Shape(int depth)
    {
        Gen<TypeShape> value = Gen.Const(TypeShape.Value);
        if (depth == 0)
        {
            return value;
        }

        Gen<TypeShape> inner = Shape(depth - 1);
        Gen<ShapeMember> member = Gen.Select(Name, Gen.Bool, inner, (name, encrypted, type) =>
            new ShapeMember(name, encrypted ? MemberTraits.Encrypted : MemberTraits.None, () => type));
        return Gen.Frequency(
            (1, value),
            (4, member.Array[0, 5].Select(members => TypeShape.Of([.. members.DistinctBy(member => member.Name)]))),
            (2, inner.Select(element => TypeShape.ListOf(() => element))),
            (2, inner.Select(element => TypeShape.DictionaryOf(() => element))));
    }

    private static Gen<string> Json(TypeShape shape) => shape.Kind switch
    {
        ShapeKind.Value => Leaf,
        ShapeKind.Items => Spaced(Json(shape.Element)).Array[0, 3].Select(items => $"[{string.Join(',', items)}]"),
        ShapeKind.Entries => Name.Array[0, 3].SelectMany(names => Object([.. names.Distinct().Select(name => (name, Json(shape.Element)))])),
        _ => Gen.Select(Gen.Bool.Array[shape.Members.Length], Gen.Shuffle(shape.Members), Name).SelectMany((present, members, extra) => Object(
        [
            .. members.Where((_, index) => present[index]).Select(member => (member.Name, Json(member.Type!()))),
            .. shape.Members.Any(member => member.Name == extra) ? [] : new[] { (extra, Leaf) },
        ])),
    };

    private static Gen<string> Object((string Name, Gen<string> Value)[] members)
    {
        Gen<string> text = Gen.Const("");
        foreach ((string name, Gen<string> value) in members)
        {
            Gen<string> member = Spaced(Gen.Select(Gen.Bool, Space, value, (escape, space, json) =>
                $"{(escape ? Escape(name) : Quote(name))}{space}:{space}{json}"));
            text = Gen.Select(text, member, (before, added) => before.Length == 0 ? added : $"{before},{added}");
        }

        return text.Select(json => $"{{{json}}}");
    }

    private static Gen<string> Spaced(Gen<string> json) => Gen.Select(Space, json, Space, (before, text, after) => before + text + after);

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Escape(string text)
    {
        StringBuilder escaped = new("\"");
        foreach (char c in text)
        {
            escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return escaped.Append('"').ToString();
    }
}
