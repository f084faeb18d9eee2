namespace Igniter.Connectors.Generators.Tests.Types;

public sealed class MemberTests
{
    [Fact]
    public void Members_stand_in_the_order_of_declaration_with_those_of_base_types_first()
    {
        TypeReading reading = TypeReading.Of("""
            public record Config(int B, int A) : Middle(0) { public int C { get; set; } public override int Z { get; set; } }
            public record Middle(int M) : Root { public new int Hidden { get; set; } }
            public record Root { public virtual int Z { get; set; } public int Hidden { get; set; } public static int Shared { get; set; } public int this[int i] => i; }
            """);

        Assert.Equal(["Z", "Hidden", "M", "B", "A", "C"], reading.Graph["Config"].Members.Select(member => member.Name));
    }

    [Theory]
    [InlineData("public string Value { get; set; } = \"\";", false, false)]
    [InlineData("public string? Value { get; set; }", true, false)]
    [InlineData("public required string Value { get; set; }", false, true)]
    [InlineData("public required string? Value { get; init; }", true, true)]
    [InlineData("[JsonRequired] public int Value { get; set; }", false, true)]
    [InlineData("public int? Value { get; set; }", true, false)]
    [InlineData("\n#nullable disable\npublic string Value { get; set; }", true, false)]
    public void A_member_is_nullable_and_required_as_it_is_declared(string declaration, bool isNullable, bool isRequired)
    {
        MemberModel member = TypeReading.Member(declaration);

        Assert.Equal((isNullable, isRequired), (member.IsNullable, member.IsRequired));
    }

    [Theory]
    [InlineData("string Value", true)]
    [InlineData("string? Value", false)]
    [InlineData("int Value", true)]
    [InlineData("int? Value", false)]
    [InlineData("int Value = 3", false)]
    [InlineData("string Value = \"a\"", false)]
    public void A_parameter_is_required_unless_it_is_nullable_or_has_a_default(string parameter, bool isRequired) =>
        Assert.Equal(isRequired, TypeReading.Of($"public record Config({parameter});").Graph["Config"].Members[0].IsRequired);

    [Theory]
    [InlineData("public record Config([Encrypted] string Value);")]
    [InlineData("public record Config([property: Encrypted] string Value);")]
    [InlineData("public record Config : Base { public override string? Value { get; set; } } public record Base { [Encrypted] public virtual string? Value { get; set; } }")]
    [InlineData("public record Config : Base; public record Base { [Encrypted] public string? Value { get; set; } }")]
    [InlineData("public record Config : Base<string>; public record Base<T> { [Encrypted] public T? Value { get; set; } }")]
    [InlineData("public class Config([Encrypted] string value) { public string Value { get; } = value; }")]
    public void A_member_is_encrypted_wherever_the_attribute_stands(string source) =>
        Assert.True(Assert.Single(TypeReading.Of(source).Graph["Config"].Members).IsEncrypted);

    [Theory]
    [InlineData("[Sensitive]")]
    [InlineData("[Personal]")]
    public void A_classification_of_data_is_sensitive(string attribute) => Assert.True(TypeReading.Member(attribute + " public string? Value { get; set; }", """
        public class PersonalAttribute() : Base(new("a", "b"));
        public class Base(Microsoft.Extensions.Compliance.Classification.DataClassification c)
            : Microsoft.Extensions.Compliance.Classification.DataClassificationAttribute(c);
        """).IsSensitive);

    [Theory]
    [InlineData("public int Value { get; set; } = 25;", "25")]
    [InlineData("public int? Value { get; init; } = -25;", "-25")]
    [InlineData("public double Value { get; set; } = 2.50;", "2.5")]
    [InlineData("public double Value { get; set; } = double.NaN;", null)]
    [InlineData("public decimal Value { get; set; } = 2.50m;", "2.50")]
    [InlineData("public string Value { get; set; } = \"a\\\"\\u2028\";", "\"a\\\"\\u2028\"")]
    [InlineData("public string Value { get; set; } = string.Empty;", "\"\"")]
    [InlineData("public string Value { get; set; } = nameof(Config);", "\"Config\"")]
    [InlineData("public char Value { get; set; } = 'a';", "\"a\"")]
    [InlineData("public bool Value { get; set; } = true;", "true")]
    [InlineData("public Mode Value { get; set; } = Mode.Slow;", "\"SLOW\"")]
    [InlineData("public Mode? Value { get; set; } = (Mode)7;", null)]
    [InlineData("public string? Value { get; set; } = null;", null)]
    [InlineData("public int Value { get; set; } = default;", "0")]
    [InlineData("public int Value { get; set; } = Environment.ProcessorCount;", null)]
    [InlineData("[JsonConverter(typeof(JsonNumberEnumConverter<Mode>))] public Mode Value { get; set; } = Mode.Slow;", null)]
    [InlineData("[Encrypted] public string Value { get; set; } = \"secret\";", null)]
    [InlineData("[Sensitive] public string Value { get; set; } = \"secret\";", null)]
    public void A_default_is_a_constant_initializer_of_what_is_no_secret(string declaration, string? json) =>
        Assert.Equal(json, TypeReading.Member(declaration, "public enum Mode { Fast, [JsonStringEnumMemberName(\"SLOW\")] Slow }").DefaultJson);

    [Fact]
    public void A_parameters_default_counts() =>
        Assert.Equal("5", TypeReading.Of("public record Config(int Value = 5);").Graph["Config"].Members[0].DefaultJson);

    [Theory]
    [InlineData("[Description(\"Text.\")] public int Value { get; set; }", "Text.")]
    [InlineData("[Display(Description = \"Text.\")] public int Value { get; set; }", "Text.")]
    [InlineData("\n/// <summary>\n/// First <see cref=\"Config\"/>,\n/// then <c>x</c>.\n/// </summary>\npublic int Value { get; set; }", "First Config, then x.")]
    [InlineData("\n/// <summary>Not this.</summary>\n[Description(\"Text.\")] public int Value { get; set; }", "Text.")]
    [InlineData("public int Value { get; set; }", null)]
    public void A_description_comes_from_attributes_or_documentation(string declaration, string? description) =>
        Assert.Equal(description, TypeReading.Member(declaration).Description);

    [Fact]
    public void A_positional_member_is_described_by_its_parameter() => Assert.Equal(
        "How many.", TypeReading.Of("/// <summary>A.</summary>\n/// <param name=\"Value\">How many.</param>\npublic record Config(int Value);").Graph["Config"].Members[0].Description);

    [Fact]
    public void An_override_is_described_by_what_it_overrides() => Assert.Equal("Text.", TypeReading.Of("""
        public class Config : Base { public override int Value { get; set; } }
        public class Base
        {
            /// <summary>Text.</summary>
            public virtual int Value { get; set; }
        }
        """).Graph["Config"].Members[0].Description);

    [Fact]
    public void Texts_for_people_are_taken_unless_they_are_keys_of_a_resource()
    {
        MemberModel member = TypeReading.Member("[Display(Name = \"Bot token\", Prompt = \"123\")] public int Value { get; set; }");
        MemberModel localized = TypeReading.Member("[Display(Name = nameof(Resource.Key), ResourceType = typeof(Resource))] public int Value { get; set; }",
            "public static class Resource { public static string Key => \"\"; }");

        Assert.Equal(("Bot token", "123"), (member.DisplayName, member.Placeholder));
        Assert.Null(localized.DisplayName);
    }

    [Fact]
    public void Types_that_differ_in_annotations_only_share_a_contract()
    {
        TypeReading reading = TypeReading.Of("public record Config(List<string> A, List<string?> B, List<string> C);");
        TypeModel[] lists = [.. reading.Graph.Types.Where(type => type.Kind == TypeModelKind.List)];

        Assert.Equal([("ListOfString", false, true), ("ListOfString2", true, false)], lists.Select(list => (list.Id, list.ElementIsNullable, list.Json.IsEmitted)));
    }

    [Fact]
    public void What_the_compiler_would_warn_about_is_noted() => Assert.Equal(
        ["ACME001", "CS0612", "CS0618"],
        TypeReading.Of("""
            #pragma warning disable CS0612, CS0618, ACME001
            public class Config { [Obsolete] public int A { get; set; } [Obsolete("a")] public int B { get; set; } public Trial? C { get; set; } }
            [System.Diagnostics.CodeAnalysis.Experimental("ACME001")] public class Trial;
            """).Graph.Warnings);
}
