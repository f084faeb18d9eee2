using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Tests.Encryption;

public sealed class ConfigProtectorTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S70_every_encrypted_value_at_any_depth_is_an_envelope_and_nothing_else_changes()
    {
        const string Json = """
            { "name": "root", "token": "canary-1", "children": [ {"token":"canary-2"}, { "name":"x","token" : {"deep":["canary-3"]} }, {"token":null} ],
              "byName": {"a/b~c":{"token":["canary-4",5]}, "0": {"token":true, "name":"canary?no"}} , "unknown": 1.50 }
            """;
        ConfigProtector protector = Sealing.Protector();
        ProtectedConfig config = await protector.ProtectAsync(Sealing.Utf8(Json), Shapes.Tree, Sealing.Key, Token);

        string stored = Sealing.Text(config.Config);
        Assert.DoesNotContain("canary-", stored, StringComparison.Ordinal);
        Assert.Equal("/token\n/children/0/token\n/children/1/token\n/byName/a~1b~0c/token\n/byName/0/token", config.EncryptedPaths);
        Assert.Equal((5, protector.KeyId), (config.Count, config.KeyId));
        Assert.Contains("\"unknown\": 1.50 }", stored, StringComparison.Ordinal);
        Assert.Contains("{\"token\":null}", stored, StringComparison.Ordinal);
        Assert.Equal(Json, await protector.RevealTextAsync(Sealing.Record(config), Shapes.Tree));
        Assert.Equal(Json, await protector.RevealTextAsync(Sealing.Record(config)));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"igc1.0123456789abcdef.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"")]
    [InlineData("\"aaaa:bbbb:cccc\"")]
    [InlineData("\"null\"")]
    [InlineData("\"\\u00e9\\ud83d\\ude00\"")]
    [InlineData("\"é😀\u2028\uE000\uFFFF\"")]
    [InlineData("\"\\u0000\"")]
    [InlineData("-1.5e+300")]
    [InlineData("12345678901234567890123")]
    [InlineData("false")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"botToken\":\"inner\",\"a\":[null]}")]
    public async Task S69_S72_any_value_is_encrypted_and_comes_back_exactly(string value)
    {
        string json = $$"""{"botToken":{{value}},"chatId":"1"}""";
        ConfigProtector protector = Sealing.Protector();
        ConnectionRecord record = await protector.StoreAsync(json, Shapes.Telegram);

        Assert.Equal("/botToken", record.EncryptedPaths);
        Assert.StartsWith($$"""{"botToken":"igc1.{{protector.KeyId}}.""", Sealing.Text(record.Config), StringComparison.Ordinal);
        Assert.Equal(json, await protector.RevealTextAsync(record, Shapes.Telegram));
    }

    [Theory]
    [InlineData(MemberTraits.Encrypted)]
    [InlineData(MemberTraits.Encrypted | MemberTraits.Required)]
    [InlineData(MemberTraits.Encrypted | MemberTraits.Sensitive)]
    [InlineData(MemberTraits.Encrypted | MemberTraits.Required | MemberTraits.Sensitive)]
    public async Task S70_a_value_is_encrypted_whatever_else_is_special_about_it(MemberTraits traits)
    {
        ConfigProtector protector = Sealing.Protector();
        ConnectionRecord record = await protector.StoreAsync("""{"token":"canary"}""", TypeShape.Of(new ShapeMember("token", traits)));

        Assert.Equal("/token", record.EncryptedPaths);
        Assert.DoesNotContain("canary", Sealing.Text(record.Config), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S69_an_envelope_of_ours_given_as_value_is_encrypted_again()
    {
        ConfigProtector protector = Sealing.Protector();
        ConnectionRecord first = await protector.StoreAsync("""{"botToken":"x"}""", Shapes.Telegram);
        ConnectionRecord second = await protector.StoreAsync(Sealing.Text(first.Config), Shapes.Telegram);

        Assert.Equal(Sealing.Text(first.Config), await protector.RevealTextAsync(second, Shapes.Telegram));
    }

    [Fact]
    public async Task S72_null_stays_null_and_a_mebibyte_comes_back()
    {
        ConfigProtector protector = Sealing.Protector();
        ConnectionRecord nothing = await protector.StoreAsync("""{"botToken":null}""", Shapes.Telegram);
        string large = $$"""{"botToken":"{{new string('x', 1 << 20)}}"}""";

        Assert.Equal("""{"botToken":null}""", Sealing.Text(nothing.Config));
        Assert.Equal(("", ""), (nothing.EncryptedPaths, nothing.KeyId));
        Assert.Equal("""{"botToken":null}""", await protector.RevealTextAsync(nothing, Shapes.Telegram));
        Assert.Equal(large, await protector.RevealTextAsync(await protector.StoreAsync(large, Shapes.Telegram), Shapes.Telegram));
    }

    [Theory]
    [InlineData("""{"botToken":"a\ud800b"}""", "'botToken'")]
    [InlineData("""{"botToken":{"a":["\udc00\ud800"]}}""", "'botToken'")]
    [InlineData("""{"botToken":{"\ud800":1}}""", "'botToken'")]
    [InlineData("""{"botToken":["\ufffd"]}""", "'botToken'")]
    [InlineData("""{"botToken":{"a":"\ufffd"}}""", "'botToken'")]
    [InlineData("{\"botToken\":\"\uFFFD\"}", "'botToken'")]
    [InlineData("""{"\ud800":"x","botToken":"x"}""", "'config'")]
    [InlineData("""{"botToken":"x"} trailing""", "'config'")]
    [InlineData("""{"botToken":"x",}""", "'config'")]
    [InlineData("""{"botToken":"x" /* comment */}""", "'config'")]
    [InlineData("""{"botToken":"x" """, "'config'")]
    [InlineData("\uFEFF{}", "'config'")]
    [InlineData("", "'config'")]
    [InlineData("""["canary"]""", "'config'")]
    [InlineData(""" "canary" """, "'config'")]
    public async Task S72_text_that_is_broken_or_has_another_shape_is_a_clean_error(string json, string field)
    {
        ConnectorException exception = await Sealing.EncryptFailsAsync(() => Sealing.Protector().StoreAsync(json, Shapes.Telegram));

        Assert.Contains(field, exception.Message, StringComparison.Ordinal);
        Assert.Equal("telegram", exception.Metadata.Connector);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"inner":[{"botToken":"canary"}]}""", "/inner")]
    [InlineData("""{"inner":"canary"}""", "/inner")]
    [InlineData("""{"list":{"botToken":"canary"}}""", "/list")]
    [InlineData("""{"list":[["canary"],{"botToken":"canary"},"canary",null]}""", "/list/0\n/list/1/botToken\n/list/2")]
    public async Task A_value_of_another_shape_than_expected_is_encrypted_whole_rather_than_stored_in_plain_text(string json, string paths)
    {
        TypeShape shape = TypeShape.Of(
            new ShapeMember("inner", Type: () => Shapes.Telegram), new ShapeMember("list", Type: () => TypeShape.ListOf(() => Shapes.Telegram)));
        ConnectionRecord record = await Sealing.Protector().StoreAsync(json, shape);

        Assert.Equal(paths, record.EncryptedPaths);
        Assert.DoesNotContain("canary", Sealing.Text(record.Config), StringComparison.Ordinal);
        Assert.Equal(json, await Sealing.Protector().RevealTextAsync(record, shape));
        Assert.Equal(json, Sealing.Text(await Sealing.Protector().RevealAsync(record.Config, shape, Sealing.Key, Token)));
    }

    [Fact]
    public async Task S72_half_a_surrogate_pair_that_the_serializer_replaced_is_a_clean_error() =>
        await Sealing.EncryptFailsAsync(
            () => Sealing.Protector().StoreAsync(JsonSerializer.Serialize(new { botToken = "secret \ud83d" }), Shapes.Telegram));

    [Fact]
    public async Task S72_invalid_utf8_is_a_clean_error()
    {
        byte[] json = [.. "{\"botToken\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8];

        await Sealing.EncryptFailsAsync(async () => await Sealing.Protector().ProtectAsync(json, Shapes.Telegram, Sealing.Key, Token));
    }

    [Fact]
    public async Task Names_are_matched_as_they_read_not_as_they_are_written()
    {
        const string Json = """{"\u0062ot\u0054oken":"canary","BotToken":"plain","botToken ":"plain"}""";
        ConnectionRecord record = await Sealing.Protector().StoreAsync(Json, Shapes.Telegram);

        Assert.DoesNotContain("canary", Sealing.Text(record.Config), StringComparison.Ordinal);
        Assert.Equal("/botToken", record.EncryptedPaths);
        Assert.Equal(Json, await Sealing.Protector().RevealTextAsync(record, Shapes.Telegram));
    }

    [Fact]
    public async Task Names_with_separators_and_line_feeds_of_a_dictionary_keep_their_values_apart()
    {
        TypeShape shape = TypeShape.DictionaryOf(() => Shapes.Telegram);
        string[] names =
        [
            "", "/", "~", "~1", "~0", "~2", "\n", "\n/", "a\n/botToken",
            "a/botToken", "0", "00", "\"", "\\", "\r\n", "é", "e\u0301", new string('n', 500),
        ];
        string json = JsonSerializer.Serialize(names.ToDictionary(name => name, name => new { botToken = $"of {name}", chatId = "1" }));
        ConnectionRecord record = await Sealing.Protector().StoreAsync(json, shape);

        Assert.Equal(names.Length, record.EncryptedPaths.Split('\n').Distinct().Count());
        Assert.DoesNotContain("of ", Sealing.Text(record.Config), StringComparison.Ordinal);
        Assert.Equal(json, await Sealing.Protector().RevealTextAsync(record, shape));
        Assert.Equal(json, await Sealing.Protector().RevealTextAsync(record));
    }

    [Fact]
    public async Task A_stored_text_that_a_database_wrote_anew_is_still_read()
    {
        const string Json = """{"token":[1,2],"name":"n","byName":{"x":{"token":"y"}}}""";
        ConnectionRecord record = await Sealing.Protector().StoreAsync(Json, Shapes.Tree);
        Dictionary<string, JsonElement> members = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(record.Config.Span)!;
        byte[] reordered = JsonSerializer.SerializeToUtf8Bytes(members.Reverse().ToDictionary(), Indented);

        string revealed = await Sealing.Protector().RevealTextAsync(record with { Config = reordered }, Shapes.Tree);

        using JsonDocument document = JsonDocument.Parse(revealed);
        Assert.Equal(2, document.RootElement.GetProperty("token").GetArrayLength());
        Assert.Equal("y", document.RootElement.GetProperty("byName").GetProperty("x").GetProperty("token").GetString());
    }

    [Fact]
    public async Task A_record_without_configuration_has_none()
    {
        Assert.True((await Sealing.Protector().RevealAsync(Sealing.Record(new ProtectedConfig(default, "", "", 0)), null, Token)).IsEmpty);
    }

    [Fact]
    public async Task A_configuration_without_a_record_is_revealed_by_its_shape()
    {
        ConfigProtector protector = Sealing.Protector();
        const string Json = """{"token":"a","children":[{"token":null},{"token":[1]}]}""";
        ProtectedConfig config = await protector.ProtectAsync(Sealing.Utf8(Json), Shapes.Tree, Sealing.Key, Token);

        Assert.Equal(Json, Sealing.Text(await protector.RevealAsync(config.Config, Shapes.Tree, Sealing.Key, Token)));
        await Sealing.DecryptFailsAsync(async () => await protector.RevealAsync(Sealing.Utf8(Json), Shapes.Tree, Sealing.Key, Token));
        await Sealing.DecryptFailsAsync(async () => await protector.RevealAsync(Sealing.Utf8("""{"token":5}"""), Shapes.Tree, Sealing.Key, Token));
        await Sealing.DecryptFailsAsync(async () => await protector.RevealAsync(Sealing.Utf8("""{"token":"""), Shapes.Tree, Sealing.Key, Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("igc1.0123456789abcdef.AAAA")]
    [InlineData("é😀\0\n")]
    public async Task S70_S72_single_values_come_back_exactly_and_only_as_what_they_are(string value)
    {
        ConfigProtector protector = Sealing.Protector();
        string envelope = await protector.ProtectValueAsync(value, Sealing.Key, ConfigProtector.TokensField, Token);

        Assert.Equal(value, await protector.RevealValueAsync(envelope, Sealing.Key, ConfigProtector.TokensField, protector.KeyId, Token));
        ConnectorException exception = await Sealing.DecryptFailsAsync(
            async () => await protector.RevealValueAsync(envelope, Sealing.Key, ConfigProtector.WebhookSecretField, "", Token));
        Assert.Contains("'webhookSecret'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S72_a_single_value_with_half_a_surrogate_pair_is_a_clean_error() =>
        await Sealing.EncryptFailsAsync(async () => await Sealing.Protector().ProtectValueAsync("a\ud800", Sealing.Key, "tokens", Token));

    [Fact]
    public async Task S80_a_value_in_flight_while_the_secret_changes_still_reads()
    {
        ConfigProtector after = Sealing.Protector(Sealing.Secret, Sealing.OtherSecret);
        string envelope = await Sealing.Protector(Sealing.OtherSecret).ProtectValueAsync("verifier", Sealing.Key, "oauthState", Token);

        Assert.Equal("verifier", await after.RevealValueAsync(envelope, Sealing.Key, "oauthState", "", Token));
    }
}
