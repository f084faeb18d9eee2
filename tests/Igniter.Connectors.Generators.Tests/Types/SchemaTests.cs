using System.Text.Json;

namespace Igniter.Connectors.Generators.Tests.Types;

public sealed class SchemaTests
{
    [Fact]
    public void A_form_can_be_drawn_from_a_configurations_schema() => Assert.Equal(
        """
        {"type":"object","properties":{
        "token":{"type":"string","pattern":"^\\d+$","title":"Token","description":"From the bot.","writeOnly":true,"x-placeholder":"123"},
        "chat":{"type":"string","minLength":1,"maxLength":64},
        "length":{"type":"integer","minimum":1,"maximum":4096,"default":4096},
        "mode":{"type":["string","null"],"enum":["Fast","SLOW",null],"default":"SLOW"},
        "total":{"type":"integer","readOnly":true}},
        "required":["token","chat"],"description":"How to send."}
        """.ReplaceLineEndings(""),
        TypeReading.Schema("""
            /// <summary>How to send.</summary>
            public sealed record Config
            {
                /// <summary>From the bot.</summary>
                [Encrypted, RegularExpression(@"^\d+$"), Display(Name = "Token", Prompt = "123")]
                public required string Token { get; init; }

                [StringLength(64, MinimumLength = 1)]
                public required string Chat { get; init; }

                [Range(1, 4096)]
                public int Length { get; init; } = 4096;

                public Mode? Mode { get; init; } = global::Mode.Slow;

                public int Total => Length;
            }

            public enum Mode { Fast, [JsonStringEnumMemberName("SLOW")] Slow }
            """));

    [Theory]
    [InlineData("string", """{"type":"string"}""")]
    [InlineData("string?", """{"type":["string","null"]}""")]
    [InlineData("bool?", """{"type":["boolean","null"]}""")]
    [InlineData("byte", """{"type":"integer","minimum":0}""")]
    [InlineData("decimal", """{"type":"number"}""")]
    [InlineData("Guid", """{"type":"string","format":"uuid"}""")]
    [InlineData("Uri", """{"type":"string","format":"uri"}""")]
    [InlineData("DateTimeOffset?", """{"type":["string","null"],"format":"date-time"}""")]
    [InlineData("DateOnly", """{"type":"string","format":"date"}""")]
    [InlineData("TimeOnly", """{"type":"string","format":"time"}""")]
    [InlineData("byte[]", """{"type":"string","contentEncoding":"base64"}""")]
    [InlineData("object?", "{}")]
    [InlineData("JsonElement", "{}")]
    [InlineData("List<int?>", """{"type":"array","items":{"type":["integer","null"]}}""")]
    [InlineData("string?[]", """{"type":"array","items":{"type":["string","null"]}}""")]
    [InlineData("IReadOnlyDictionary<int, string>?", """{"type":["object","null"],"additionalProperties":{"type":"string"}}""")]
    [InlineData("AttributeTargets", """{"type":"string"}""")]
    public void A_value_has_its_type_and_format(string type, string schema) =>
        Assert.Equal($$$"""{"type":"object","properties":{"value":{{{schema}}}}}""", Unrequired(TypeReading.Schema($"public record Config({type} Value);")));

    [Theory]
    [InlineData("[Range(0.5, double.MaxValue, MinimumIsExclusive = true)] public double Value { get; set; }", """{"type":"number","exclusiveMinimum":0.5,"maximum":1.7976931348623157E+308}""")]
    [InlineData("[MinLength(2), MaxLength(3)] public List<int> Value { get; set; } = [];", """{"type":"array","items":{"type":"integer"},"minItems":2,"maxItems":3}""")]
    [InlineData("[Length(1, 2)] public Dictionary<string, int> Value { get; set; } = [];", """{"type":"object","additionalProperties":{"type":"integer"},"minProperties":1,"maxProperties":2}""")]
    [InlineData("[EmailAddress] public string? Value { get; set; }", """{"type":["string","null"],"format":"email"}""")]
    [InlineData("[Url] public string? Value { get; set; }", """{"type":["string","null"],"format":"uri"}""")]
    [InlineData("[AllowedValues(\"a\", \"b\")] public string? Value { get; set; }", """{"type":["string","null"],"enum":["a","b",null]}""")]
    [InlineData("[DeniedValues(1)] public int Value { get; set; }", """{"type":"integer","not":{"enum":[1]}}""")]
    [InlineData("[RegularExpression(\"a|b\")] public string? Value { get; set; }", """{"type":["string","null"],"pattern":"^(?:a|b)$"}""")]
    [InlineData("[JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] public int Value { get; set; }", """{"type":["integer","string"]}""")]
    [InlineData("[JsonConverter(typeof(JsonNumberEnumConverter<DayOfWeek>))] public DayOfWeek Value { get; set; }", "{}")]
    public void A_validation_attribute_is_a_constraint(string member, string schema) =>
        Assert.Equal($$$"""{"type":"object","properties":{"value":{{{schema}}}}}""", TypeReading.Schema($"public class Config {{ {member} }}"));

    [Fact]
    public void A_required_member_that_may_be_null_in_csharp_may_not_be_in_json() => Assert.Equal(
        """{"type":"object","properties":{"value":{"type":"string","minLength":1},"number":{"type":"integer"}},"required":["value","number"]}""",
        TypeReading.Schema("public class Config { [Required] public string? Value { get; set; } [Required] public int? Number { get; set; } }"));

    [Fact]
    public void A_type_stands_in_its_place_when_it_is_met_once_and_under_defs_otherwise() => Assert.Equal(
        """
        {"type":"object","properties":{
        "once":{"type":"object","properties":{"number":{"type":"integer"}},"description":"Met once."},
        "first":{"$ref":"#/$defs/Twice"},
        "second":{"anyOf":[{"$ref":"#/$defs/Twice"},{"type":"null"}],"description":"The second."},
        "self":{"anyOf":[{"$ref":"#"},{"type":"null"}]}},
        "$defs":{"Twice":{"type":"object","properties":{"next":{"anyOf":[{"$ref":"#/$defs/Twice"},{"type":"null"}]}},"description":"Met twice."}}}
        """.ReplaceLineEndings(""),
        TypeReading.Schema("""
            public class Config
            {
                public Once Once { get; set; } = new();
                public Twice First { get; set; } = new();
                [Description("The second.")] public Twice? Second { get; set; }
                public Config? Self { get; set; }
            }

            /// <summary>Met once.</summary>
            public class Once { public int Number { get; set; } }

            /// <summary>Met twice.</summary>
            public class Twice { public Twice? Next { get; set; } }
            """));

    [Fact]
    public void A_polymorphic_type_is_one_of_its_derived_types() => Assert.Equal(
        """
        {"anyOf":[
        {"type":"object","properties":{"kind":{"const":"circle"},"radius":{"type":"number"}},"required":["kind","radius"]},
        {"type":"object","properties":{"kind":{"const":2},"inner":{"$ref":"#/$defs/Shape"}},"required":["kind","inner"]}]}
        """.ReplaceLineEndings(""),
        Definition(TypeReading.Schema("""
            public record Config(Shape Shape);
            [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind"), JsonDerivedType(typeof(Circle), "circle"), JsonDerivedType(typeof(Framed), 2)]
            public abstract record Shape;
            public record Circle(double Radius) : Shape;
            public record Framed(Shape Inner) : Shape;
            """)));

    [Fact]
    public void A_strict_type_has_no_other_members() => Assert.Equal(
        """{"type":"object","properties":{},"additionalProperties":false}""",
        TypeReading.Schema("[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] public class Config;"));

    private static string Definition(string schema) => JsonElement.Parse(schema).GetProperty("$defs").EnumerateObject().Single().Value.GetRawText();

    private static string Unrequired(string schema) => schema.Replace(",\"required\":[\"value\"]", "", StringComparison.Ordinal);
}
