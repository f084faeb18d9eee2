using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Tests.Engine;

/// <summary>What the compiler would emit for the types of <see cref="DemoConnector"/>.</summary>
internal static class DemoContracts
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { MakeOptional } },
    };

    private static readonly TypeShape AccountShape = TypeShape.Of(
        new ShapeMember("name", MemberTraits.Required),
        new ShapeMember("password", MemberTraits.Encrypted));

    public static TypeContract<DemoConfig> Config { get; } = new(
        Json<DemoConfig>,
        TypeShape.Of(
            new ShapeMember("token", MemberTraits.Required | MemberTraits.Encrypted),
            new ShapeMember("endpoint", MemberTraits.Required),
            new ShapeMember("limit"),
            new ShapeMember("note", MemberTraits.Sensitive),
            new ShapeMember("account", MemberTraits.None, () => AccountShape),
            new ShapeMember("others", MemberTraits.None, () => TypeShape.ListOf(() => AccountShape)),
            new ShapeMember("mode")),
        CheckConfig,
        """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "properties": {
            "token": { "type": "string", "title": "Bot token", "description": "From the provider", "x-placeholder": "123:abc", "writeOnly": true, "minLength": 4 },
            "endpoint": { "type": "string", "pattern": "^https:", "maxLength": 100 },
            "limit": { "type": "integer", "minimum": 1, "maximum": 100, "default": 10 },
            "note": { "type": ["string", "null"], "writeOnly": true },
            "account": { "anyOf": [ { "$ref": "#/$defs/Account" }, { "type": "null" } ] },
            "others": { "type": "array", "items": { "$ref": "#/$defs/Account" } },
            "mode": { "$ref": "#/$defs/Mode" }
          },
          "required": [ "token", "endpoint" ],
          "$defs": {
            "Account": { "type": "object", "properties": { "name": { "type": "string" }, "password": { "type": ["string", "null"], "writeOnly": true } } },
            "Mode": { "enum": [ "Fast", "Careful" ] }
          }
        }
        """);

    public static TypeContract<EchoInput> EchoInput { get; } = new(
        Json<EchoInput>,
        TypeShape.Of(new ShapeMember("text", MemberTraits.Required | MemberTraits.Sensitive), new ShapeMember("times")),
        CheckEchoInput,
        """{"type":"object","properties":{"text":{"type":"string"},"times":{"type":"integer"}},"required":["text"]}""");

    public static TypeContract<EchoOutput> EchoOutput { get; } = new(
        Json<EchoOutput>,
        TypeShape.Of(new ShapeMember("text"), new ShapeMember("secret", MemberTraits.Sensitive)),
        CheckEchoOutput,
        """{"type":"object","properties":{"text":{"type":"string"},"secret":{"type":["string","null"]}}}""");

    public static TypeContract<CountInput> CountInput { get; } = new(
        Json<CountInput>, TypeShape.Of(new ShapeMember("to")), null, """{"type":"object","properties":{"to":{"type":"integer"}}}""");

    public static TypeContract<CountItem> CountItem { get; } = new(
        Json<CountItem>, TypeShape.Of(new ShapeMember("value")), CheckCountItem, """{"type":"object"}""");

    private static void CheckConfig(DemoConfig value, ref ValidationRun run)
    {
        if (value.Token is null)
        {
            run.Add("token", "The Token field is required.");
        }

        if (string.IsNullOrEmpty(value.Endpoint))
        {
            run.Add("endpoint", "The Endpoint field is required.");
        }

        if (value.Limit is < 1 or > 100)
        {
            run.Add("limit", "The field Limit must be between 1 and 100.");
        }

        for (int i = 0; i < value.Others.Count; i++)
        {
            if (value.Others[i].Name is not { Length: > 1 } && run.Enter("others") && run.Enter(i))
            {
                run.Add("name", "The field Name is too short.");
                run.Leave();
                run.Leave();
            }
        }
    }

    private static void CheckEchoInput(EchoInput value, ref ValidationRun run)
    {
        if (value.Times is < 1 or > 5)
        {
            run.Add("times", "The field Times must be between 1 and 5.");
        }
    }

    private static void CheckEchoOutput(EchoOutput value, ref ValidationRun run)
    {
        if (value.Text is null)
        {
            run.Add("text", "The Text field is required.");
        }
    }

    private static void CheckCountItem(CountItem value, ref ValidationRun run)
    {
        if (value.Value > 99)
        {
            run.Add("value", "The field Value must be below 100.");
        }
    }

    private static JsonTypeInfo<T> Json<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>The runtime finds missing members itself, so that all errors are reported together.</summary>
    private static void MakeOptional(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            property.IsRequired = false;
        }
    }
}
