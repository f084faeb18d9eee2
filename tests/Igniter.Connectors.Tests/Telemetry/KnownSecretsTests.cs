using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Tests.Telemetry;

public sealed class KnownSecretsTests
{
    private static readonly TypeShape Login = TypeShape.Of(new ShapeMember("user"), new ShapeMember("headers", MemberTraits.None, () => TypeShape.DictionaryOf(() => TypeShape.Value)));

    private static readonly TypeShape Shape = TypeShape.Of(
        new ShapeMember("token", MemberTraits.Encrypted),
        new ShapeMember("pin", MemberTraits.Sensitive),
        new ShapeMember("login", MemberTraits.Encrypted, () => Login),
        new ShapeMember("open", MemberTraits.None, () => Login),
        new ShapeMember("byName", MemberTraits.Sensitive, () => TypeShape.DictionaryOf(() => TypeShape.Value)),
        new ShapeMember("others", MemberTraits.None, () => TypeShape.ListOf(() => Others!)));

    private static readonly TypeShape Others = TypeShape.Of(new ShapeMember("name"), new ShapeMember("key", MemberTraits.Encrypted));

    [Fact]
    public void S122_known_secrets_go_wherever_they_stand_and_however_they_are_escaped()
    {
        KnownSecrets secrets = new();
        secrets.Add("s3cret+value/&");

        Assert.Equal("No bot [redacted] or x[redacted]y", secrets.RemoveFrom("No bot s3cret+value/& or xs3cret+value/&y"));
        Assert.Equal("/send?key=[redacted]", secrets.RemoveFrom($"/send?key={Uri.EscapeDataString("s3cret+value/&")}"));
        Assert.Equal("{\"a\":\"[redacted]\"}", secrets.RemoveFrom(JsonSerializer.Serialize(new { a = "s3cret+value/&" })));
    }

    [Fact]
    public void S122_what_is_known_in_one_place_stays_hidden_where_more_is_known()
    {
        ConnectorException error = new("OWN", "first-secret and second-secret") { Metadata = new() { Errors = [new("", "second-secret, first-secret")] } };
        foreach (string value in (string[])["first-secret", "second-secret"])
        {
            KnownSecrets secrets = new();
            secrets.Add(value);
            error.Hide(secrets);
        }

        Assert.Equal("[redacted] and [redacted]", error.SafeMessage);
        Assert.Equal("[redacted], [redacted]", error.SafeErrors.Single().Message);
        Assert.Equal("first-secret and second-secret", error.Message);
    }

    [Fact]
    public void S122_one_secret_within_another_leaves_nothing_of_that()
    {
        KnownSecrets secrets = new();
        secrets.Add("abcdef");
        secrets.Add("abcdef-and-more");

        Assert.Equal("[redacted] [redacted]", secrets.RemoveFrom("abcdef-and-more abcdef"));
    }

    [Fact]
    public void Values_too_short_to_tell_anything_leave_text_alone()
    {
        KnownSecrets secrets = new();
        secrets.Add("12345");
        secrets.Add("");
        secrets.Add(null);

        Assert.Equal("12345 items", secrets.RemoveFrom("12345 items"));
    }

    [Fact]
    public void S122_secret_members_are_found_at_any_depth_and_no_others()
    {
        KnownSecrets secrets = new();
        secrets.AddMembers(
            Shape,
            JsonElement.Parse("""
                {
                  "token": "token-1", "pin": 123456789, "login": {"user": "user-1", "headers": {"header-1": "value-1"}}, "open": {"user": "open-1"},
                  "byName": {"name-1": ["list-1"]}, "others": [{"name": "open-2", "key": "key-one"}, "misfit-1"], "unknown": "open-3"
                }
                """));

        Assert.Equal(
            "[redacted] [redacted] [redacted] [redacted] [redacted] [redacted] [redacted] [redacted] [redacted]",
            secrets.RemoveFrom("token-1 123456789 user-1 header-1 value-1 name-1 list-1 key-one misfit-1"));
        Assert.Equal("open-1 open-2 open-3 headers", secrets.RemoveFrom("open-1 open-2 open-3 headers"));
    }

    [Fact]
    public void What_can_not_be_read_hides_nothing_and_stops_nothing()
    {
        KnownSecrets secrets = new();
        secrets.AddMembers(Shape, JsonElement.Parse("""{"\ud800": 1, "token": ["\ud800", "token-1"], "byName": {"\udc00": "value-1"}}"""));

        Assert.Equal("[redacted] [redacted]", secrets.RemoveFrom("token-1 value-1"));
    }

    [Theory]
    [InlineData("token", "token")]
    [InlineData("others[0].key", "others[0].key")]
    [InlineData("login.user", "login.user")]
    [InlineData("login.headers.x-key.y", "login.headers")]
    [InlineData("login.headers['x.key']", "login.headers")]
    [InlineData("open.headers.x-key", "open.headers.x-key")]
    [InlineData("byName['a b'][3].c", "byName")]
    [InlineData("byName.a", "byName")]
    [InlineData("token.a", "token")]
    [InlineData("unknown.a[1]", "unknown.a[1]")]
    [InlineData("['", "['")]
    [InlineData("[0].a", "[0].a")]
    [InlineData("", "")]
    public void S122_a_path_tells_no_free_name_below_a_secret(string path, string expected) => Assert.Equal(expected, SecretCollector.CutPath(path, Shape));
}
