using System.Text.Json;
using Igniter.Connectors.Descriptors;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class DescriptorTests
{
    [Fact]
    public async Task A_connector_describes_itself()
    {
        await using TestHost host = new();

        ConnectorDescriptor descriptor = host.Manager.GetConnector("demo");

        Assert.Same(descriptor, Assert.Single(host.Manager.Connectors));
        Assert.Equal(
            ("demo", "Demo", "Shows everything", "demo.svg", "tests", "https://example.test/docs"),
            (descriptor.Key, descriptor.Name, descriptor.Description, descriptor.Icon, descriptor.Category, descriptor.DocumentationUrl));
        Assert.Equal([new("tier", "gold"), new("owner", "core")], descriptor.Metadata);
        Assert.Null(descriptor.OAuth);
        Assert.Null(descriptor.Webhook);
        Assert.Equal("object", descriptor.ConfigSchema!.Value.GetProperty("type").GetString());
        Fails(ConnectorErrorCodes.ConnectorNotFound, () => host.Manager.GetConnector("nope"));
    }

    [Fact]
    public async Task Its_fields_are_enough_to_draw_a_form()
    {
        await using TestHost host = new();

        Dictionary<string, ConfigField> fields = host.Manager.GetConnector("demo").ConfigFields.ToDictionary(field => field.Key);

        Assert.Equal(["token", "endpoint", "limit", "note", "account", "others", "mode"], fields.Keys);
        Assert.Equal(["string", "string", "integer", "string", "object", "array", "string"], fields.Values.Select(field => field.Type));
        ConfigField token = fields["token"];
        Assert.Equal(("Bot token", "From the provider", "123:abc"), (token.Label, token.Description, token.Placeholder));
        Assert.True(token.Required);
        Assert.True(token.Secret);
        Assert.Equal(4, token.Constraints["minLength"].GetInt32());
        ConfigField endpoint = fields["endpoint"];
        Assert.Equal(("endpoint", null, null, true, false), (endpoint.Label, endpoint.Description, endpoint.Placeholder, endpoint.Required, endpoint.Secret));
        Assert.Equal(["maxLength", "pattern"], endpoint.Constraints.Keys);
        ConfigField limit = fields["limit"];
        Assert.False(limit.Required);
        Assert.Equal(10, limit.Default!.Value.GetInt32());
        Assert.Equal((1, 100), (limit.Constraints["minimum"].GetInt32(), limit.Constraints["maximum"].GetInt32()));
        Assert.True(fields["note"].Secret);
        Assert.Null(fields["note"].Default);
        Assert.Equal(["Fast", "Careful"], fields["mode"].Options);
        Assert.Empty(limit.Options);
    }

    [Fact]
    public async Task Its_actions_say_what_they_take_and_give()
    {
        await using TestHost host = new();

        IReadOnlyList<ConnectorActionDescriptor> actions = host.Manager.GetConnector("demo").Actions;

        Assert.Equal([("echo", false), ("ping", false), ("count", true)], actions.Select(action => (action.Key, action.IsStream)));
        Assert.Equal("Says it again", actions[0].Description);
        Assert.True(actions[0].InputSchema.GetProperty("properties").TryGetProperty("times", out _));
        Assert.True(actions[0].OutputSchema!.Value.GetProperty("properties").TryGetProperty("text", out _));
        Assert.Equal("object", actions[1].InputSchema.GetProperty("type").GetString());
        Assert.Null(actions[1].OutputSchema);
    }

    [Fact]
    public async Task It_says_where_its_secrets_stand()
    {
        await using TestHost host = new();

        IReadOnlyDictionary<string, IReadOnlyList<string>> redaction = host.Manager.GetConnector("demo").Redaction;

        Assert.Equal(["config", "echo.input", "echo.output"], redaction.Keys);
        Assert.Equal(["token", "note", "account.password", "others[].password"], redaction["config"]);
        Assert.Equal(["text"], redaction["echo.input"]);
        Assert.Equal(["secret"], redaction["echo.output"]);
    }

    [Fact]
    public void A_redaction_map_follows_lists_and_dictionaries_and_stops_at_recursion()
    {
        TypeShape node = null!;
        node = TypeShape.Of(
            new ShapeMember("name"),
            new ShapeMember("key", MemberTraits.Encrypted),
            new ShapeMember("left", MemberTraits.None, () => node),
            new ShapeMember("children", MemberTraits.None, () => TypeShape.ListOf(() => node)),
            new ShapeMember("byName", MemberTraits.None, () => TypeShape.DictionaryOf(() => TypeShape.ListOf(() => Leaf))));

        IReadOnlyDictionary<string, IReadOnlyList<string>> map = RedactionMap.Create(new ConnectorDefinition
        {
            Key = "a",
            Name = "A",
            Create = _ => new object(),
            Config = new TypeContract<object>(() => throw new NotSupportedException(), node, null, "{}"),
        });

        Assert.Equal(["key", "byName.*[].pin"], map["config"]);
    }

    [Fact]
    public async Task OAuth_and_webhook_are_described_as_declared()
    {
        await using TestHost host = new(demo => demo.Configure = d =>
        {
            d.OAuth = new OAuth2Attribute(OAuthProvider.GitHub) { Scopes = ["repo"], TokenEndpoint = "https://x.test/token" };
            d.Webhook = new WebhookDefinition
            {
                Endpoint = new WebhookEndpointAttribute { Signature = WebhookSignature.Stripe },
                Handlers =
                [
                    new WebhookHandlerDefinition<NoValue> { EventType = "invoice.paid", Invoke = (_, _, _) => ValueTask.CompletedTask },
                    new WebhookHandlerDefinition<NoValue> { Invoke = (_, _, _) => ValueTask.CompletedTask },
                ],
            };
        });

        ConnectorDescriptor descriptor = host.Manager.GetConnector("demo");

        Assert.Equal(
            (OAuthProvider.GitHub, OAuthGrant.AuthorizationCode, OAuthPkce.S256, null, "https://x.test/token"),
            (descriptor.OAuth!.Provider, descriptor.OAuth.Grant, descriptor.OAuth.Pkce, descriptor.OAuth.AuthorizationEndpoint, descriptor.OAuth.TokenEndpoint));
        Assert.Equal(["repo"], descriptor.OAuth.Scopes);
        Assert.Equal((WebhookSignature.Stripe, true, true), (descriptor.Webhook!.Signature, descriptor.Webhook.IsVerified, descriptor.Webhook.HandlesAllEvents));
        Assert.Equal(["invoice.paid"], descriptor.Webhook.EventTypes);
    }

    [Fact]
    public async Task A_connector_without_configuration_has_no_fields()
    {
        await using TestHost host = new(demo => demo.Configure = d => d.HasConfig = false);

        ConnectorDescriptor descriptor = host.Manager.GetConnector("demo");

        Assert.Empty(descriptor.ConfigFields);
        Assert.Null(descriptor.ConfigSchema);
        Assert.DoesNotContain("config", descriptor.Redaction.Keys);
    }

    [Fact]
    public async Task A_description_serializes()
    {
        await using TestHost host = new();

        JsonElement json = Json(JsonSerializer.Serialize(host.Manager.Connectors, JsonSerializerOptions.Web));

        Assert.Equal("token", json[0].GetProperty("configFields")[0].GetProperty("key").GetString());
        Assert.Equal("gold", json[0].GetProperty("metadata").GetProperty("tier").GetString());
    }

    private static TypeShape Leaf { get; } = TypeShape.Of(new ShapeMember("pin", MemberTraits.Sensitive));
}
