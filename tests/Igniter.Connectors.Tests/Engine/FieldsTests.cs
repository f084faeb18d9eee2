using System.Text.Json;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class FieldsTests
{
    private static readonly DemoConfig Full = Config with
    {
        Account = new DemoAccount { Name = "main", Password = "canary-account" },
        Others = [new DemoAccount { Name = "first", Password = "canary-first" }, new DemoAccount { Name = "second" }],
    };

    [Fact]
    public async Task Fields_stand_in_the_order_of_declaration_with_their_values()
    {
        await using TestHost host = new();

        IReadOnlyDictionary<string, ConnectionField> fields = (await host.Client().ConnectAsync(Full, cancellationToken: Token)).Connection.Fields;

        Assert.Equal(["token", "endpoint", "limit", "note", "account", "others", "mode"], fields.Keys);
        Assert.Equal("https://example.test", fields["endpoint"].Value!.Value.GetString());
        Assert.Equal(10, fields["limit"].Value!.Value.GetInt32());
        Assert.Equal("Fast", fields["mode"].Value!.Value.GetString());
        Assert.False(fields["endpoint"].Secret);
    }

    [Fact]
    public async Task S121_secrets_say_only_whether_they_hold_a_value()
    {
        await using TestHost host = new();

        Connection connection = (await host.Client().ConnectAsync(Full with { Note = null }, cancellationToken: Token)).Connection;

        Assert.Equal(new ConnectionField(Secret: true, HasValue: true, Value: null), connection.Fields["token"]);
        Assert.Equal(new ConnectionField(Secret: true, HasValue: false, Value: null), connection.Fields["note"]);
        Assert.Equal("""{"name":"main","password":"***"}""", connection.Fields["account"].Value!.Value.GetRawText());
        Assert.Equal(
            """[{"name":"first","password":"***"},{"name":"second","password":null}]""", connection.Fields["others"].Value!.Value.GetRawText());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("12345678")]
    [InlineData("a much longer secret than the others are")]
    public async Task S121_Lesson_28_a_mask_shows_nothing_of_a_secret_not_even_its_length(string secret)
    {
        await using TestHost host = new();
        DemoConfig config = Full with { Token = secret, Note = secret, Account = new DemoAccount { Name = "main", Password = secret } };

        Connection connection = (await host.Client().ConnectAsync(config, cancellationToken: Token)).Connection;

        Assert.Equal(
            """{"name":"main","password":"***"}""", connection.Fields["account"].Value!.Value.GetRawText());
        Assert.Null(connection.Fields["token"].Value);
        Assert.Null(connection.Fields["note"].Value);
    }

    [Fact]
    public async Task What_is_stored_encrypted_is_secret_whatever_the_type_says_today()
    {
        await using TestHost host = new();
        await host.ConnectedAsync();

        await host.StoreAsync("""{"token":"e1","endpoint":"e2","account":{"name":"e3","was":"canary"}}""", "/token\n/endpoint\n/account/name");

        IReadOnlyDictionary<string, ConnectionField> fields = (await host.Client().GetAsync(Token))!.Fields;
        Assert.Equal(new ConnectionField(Secret: true, HasValue: true, Value: null), fields["endpoint"]);
        Assert.Equal("""{"name":"***"}""", fields["account"].Value!.Value.GetRawText());
    }

    [Fact]
    public async Task S120_connections_and_results_show_no_secret_as_JSON_or_text()
    {
        await using TestHost host = new();
        ConnectionResult result = await host.Client().ConnectAsync(Full, cancellationToken: Token);
        ConnectionList list = await host.Scope().ListAsync(cancellationToken: Token);

        string[] texts =
        [
            JsonSerializer.Serialize(result),
            JsonSerializer.Serialize(result, JsonSerializerOptions.Web),
            JsonSerializer.Serialize(list),
            JsonSerializer.Serialize(await host.Client().DisconnectAsync(Token)),
            result.ToString(),
            result.Connection.ToString(),
            list.ToString()!,
        ];

        Assert.All(texts, text => Assert.DoesNotContain("canary", text));
        JsonElement json = Json(texts[1]).GetProperty("connection");
        Assert.Equal("demo", json.GetProperty("connector").GetString());
        Assert.Equal("Active", json.GetProperty("status").GetString());
        Assert.Equal("org_1", json.GetProperty("identity").GetString());
        Assert.True(json.GetProperty("fields").GetProperty("token").GetProperty("hasValue").GetBoolean());
        Assert.Equal(JsonValueKind.Array, Json(texts[2]).ValueKind);
    }
}
