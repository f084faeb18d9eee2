using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Tests.Encryption;

/// <summary>Stored configurations that are not what they should be: of another shape, changed, or moved.</summary>
public sealed class StoredConfigTests
{
    [Fact]
    public async Task S71_a_value_stored_before_its_member_was_encrypted_is_an_error()
    {
        ConfigProtector protector = Sealing.Protector();
        ConnectionRecord record = await protector.StoreAsync("""{"botToken":"x","chatId":"canary"}""", Shapes.Telegram);
        TypeShape later = TypeShape.Of(new("botToken", Shapes.Encrypted), new("chatId", Shapes.Encrypted));

        ConnectorException exception = await Sealing.DecryptFailsAsync(() => protector.RevealTextAsync(record, later));

        Assert.Contains("'chatId'", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        Assert.Equal("""{"botToken":"x","chatId":"canary"}""", await protector.RevealTextAsync(record));
    }

    [Fact]
    public async Task S71_an_envelope_that_is_not_listed_is_not_taken_for_one()
    {
        ConfigProtector protector = Sealing.Protector();
        ConnectionRecord record = await protector.StoreAsync("""{"botToken":"x"}""", Shapes.Telegram);

        await Sealing.DecryptFailsAsync(() => protector.RevealTextAsync(record with { EncryptedPaths = "" }, Shapes.Telegram));
        Assert.Equal(Sealing.Text(record.Config), await protector.RevealTextAsync(record with { EncryptedPaths = "" }));
    }

    [Fact]
    public async Task S71_a_value_that_is_listed_is_decrypted_when_its_member_is_no_longer_encrypted()
    {
        ConfigProtector protector = Sealing.Protector();
        ConnectionRecord record = await protector.StoreAsync("""{"botToken":"x","chatId":"1"}""", Shapes.Telegram);

        Assert.Equal("""{"botToken":"x","chatId":"1"}""", await protector.RevealTextAsync(record, TypeShape.Of(new ShapeMember("botToken"))));
        Assert.Equal("""{"botToken":"x","chatId":"1"}""", await protector.RevealTextAsync(record, TypeShape.ListOf(() => Shapes.Telegram)));
    }

    [Fact]
    public async Task S71_an_outer_value_encrypted_earlier_hides_an_inner_one_encrypted_now()
    {
        ConfigProtector protector = Sealing.Protector();
        TypeShape outer = TypeShape.Of(new ShapeMember("inner", Shapes.Encrypted, () => Shapes.Telegram));
        TypeShape inner = TypeShape.Of(new ShapeMember("inner", Type: () => Shapes.Telegram));
        const string Json = """{"inner":{"botToken":"x"}}""";

        Assert.Equal(Json, await protector.RevealTextAsync(await protector.StoreAsync(Json, outer), inner));
        await Sealing.DecryptFailsAsync(async () => await protector.RevealTextAsync(await protector.StoreAsync(Json, inner), outer));
    }

    [Theory]
    [InlineData("""{"botToken":5}""", "/botToken", "'botToken'")]
    [InlineData("""{"botToken":null}""", "/botToken", "'botToken'")]
    [InlineData("""{"botToken":{}}""", "/botToken", "'botToken'")]
    [InlineData("""{"botToken":""}""", "/botToken", "'botToken'")]
    [InlineData("""{"botToken":"canary"}""", "/botToken", "'botToken'")]
    [InlineData("""{"botToken":"\ud800"}""", "/botToken", "'botToken'")]
    [InlineData("""{"chatId":"canary"}""", "/botToken", "'botToken'")]
    [InlineData("""{"chatId":"canary"}""", "/endpoints/0/a~1b", "'endpoints[0].a/b'")]
    [InlineData("""{"chatId":"canary"}""", "/a~2b/c", "'a?b.c'")]
    [InlineData("""{"chatId":"canary"}""", "\n", "'config'")]
    [InlineData("""{"botToken":"canary","botToken":"canary"}""", "/botToken", "'config'")]
    [InlineData("""{"botToken":"canary" """, "/botToken", "'config'")]
    [InlineData("""canary""", "/botToken", "'config'")]
    [InlineData("""{"\ud800":"canary","botToken":"canary"}""", "/botToken", "the stored '")]
    public async Task S71_S73_a_listed_value_that_is_no_envelope_is_an_error(string json, string list, string field)
    {
        ConnectionRecord record = Sealing.Record(new ProtectedConfig(Sealing.Utf8(json), list, "k1", 1));

        foreach (TypeShape? shape in new[] { null, Shapes.Telegram })
        {
            ConnectorException exception = await Sealing.DecryptFailsAsync(() => Sealing.Protector().RevealTextAsync(record, shape));
            Assert.Contains(field, exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task S67_a_value_copied_into_another_record_or_field_is_refused()
    {
        ConfigProtector protector = Sealing.Protector();
        TypeShape shape = TypeShape.Of(new("a", Shapes.Encrypted), new("b", Shapes.Encrypted));
        ConnectionRecord record = await protector.StoreAsync("""{"a":"1","b":"2"}""", shape);
        using JsonDocument document = JsonDocument.Parse(record.Config);
        string a = document.RootElement.GetProperty("a").GetRawText();
        string b = document.RootElement.GetProperty("b").GetRawText();
        ConnectionRecord swapped = record with { Config = Sealing.Utf8($$"""{"a":{{b}},"b":{{a}}}""") };

        await Sealing.DecryptFailsAsync(() => protector.RevealTextAsync(swapped, shape));
        foreach (ConnectionKey key in new[]
        {
            Sealing.Key with { Scope = "user" },
            Sealing.Key with { Identity = "org_2" },
            Sealing.Key with { Connector = "slack" },
            Sealing.Key with { Name = "support" },
        })
        {
            await Sealing.DecryptFailsAsync(() => protector.RevealTextAsync(record with { Key = key }, shape));
        }
    }

    [Fact]
    public async Task S67_an_item_moved_within_a_list_is_refused()
    {
        ConfigProtector protector = Sealing.Protector();
        ConnectionRecord record = await protector.StoreAsync("""{"children":[{"token":"1"},{"token":"2"}]}""", Shapes.Tree);
        using JsonDocument document = JsonDocument.Parse(record.Config);
        JsonElement items = document.RootElement.GetProperty("children");
        byte[] swapped = Sealing.Utf8($$"""{"children":[{{items[1].GetRawText()}},{{items[0].GetRawText()}}]}""");

        ConnectorException exception = await Sealing.DecryptFailsAsync(
            () => protector.RevealTextAsync(record with { Config = swapped }, Shapes.Tree));
        Assert.Contains("'children[0].token'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S73_whatever_is_wrong_the_message_is_the_same_and_names_connector_field_and_key_id_only()
    {
        ConfigProtector protector = Sealing.Protector();
        ConnectionRecord record = await protector.StoreAsync("""{"botToken":"canary"}""", Shapes.Telegram);
        string stored = Sealing.Text(record.Config);
        string envelope = stored[13..^2];
        byte[][] configs =
        [
            Sealing.Utf8($$"""{"botToken":"{{envelope[..^1]}}"}"""),
            Sealing.Utf8($$"""{"botToken":"{{envelope}}AAAA"}"""),
            Sealing.Utf8($$"""{"botToken":"{{envelope[..40]}}"}"""),
            Sealing.Utf8("""{"botToken":"canary"}"""),
            Sealing.Utf8("""{"botToken":5}"""),
            Sealing.Utf8("{}"),
        ];
        List<ConnectorException> failures = [];
        foreach (byte[] config in configs)
        {
            failures.Add(await Sealing.DecryptFailsAsync(() => protector.RevealTextAsync(record with { Config = config }, Shapes.Telegram)));
        }

        ConnectionRecord moved = record with { Key = Sealing.Key with { Identity = "org_2" } };
        failures.Add(await Sealing.DecryptFailsAsync(() => protector.RevealTextAsync(moved, Shapes.Telegram)));
        failures.Add(await Sealing.DecryptFailsAsync(() => protector.RevealTextAsync(record with { EncryptedPaths = "" }, Shapes.Telegram)));

        string message = Assert.Single(failures.Select(failure => failure.Message).Distinct());
        Assert.Contains("'telegram'", message, StringComparison.Ordinal);
        Assert.Contains("'botToken'", message, StringComparison.Ordinal);
        Assert.Contains($"'{protector.KeyId}'", message, StringComparison.Ordinal);
        Assert.All(failures, failure => Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal));
        Assert.All(failures, failure => Assert.DoesNotContain(envelope[30..40], failure.ToString(), StringComparison.Ordinal));
        Assert.All(failures, failure => Assert.DoesNotContain("org_", failure.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task S76_S79_without_its_secret_a_value_fails_with_its_key_id_and_others_still_work()
    {
        ConnectionRecord old = await Sealing.Protector(Sealing.OtherSecret).StoreAsync("""{"botToken":"x"}""", Shapes.Telegram);
        ConnectionRecord current = await Sealing.Protector().StoreAsync("""{"botToken":"x"}""", Shapes.Telegram);

        ConnectorException exception = await Sealing.DecryptFailsAsync(() => Sealing.Protector().RevealTextAsync(old, Shapes.Telegram));

        Assert.Contains($"unknown key id '{old.KeyId}'", exception.Message, StringComparison.Ordinal);
        Assert.Equal("""{"botToken":"x"}""", await Sealing.Protector().RevealTextAsync(current, Shapes.Telegram));
    }
}
