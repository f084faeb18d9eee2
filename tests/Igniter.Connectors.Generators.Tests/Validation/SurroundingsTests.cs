namespace Igniter.Connectors.Generators.Tests.Validation;

public sealed class SurroundingsTests
{
    [Theory]
    [InlineData("public sealed partial record Config([StringLength(2)] string A, [property: Range(1, 5)] int B = 1);")]
    [InlineData("public sealed partial record Config([StringLength(2)][property: Display(Name = \"A\")] string A, int B = 1) { [Range(1, 5)] public int B { get; init; } = B; }")]
    [InlineData("public partial record struct Inner; public sealed record Config(string A, [Range(1, 5)] int B = 1) { [StringLength(2)] public string A { get; init; } = A; }")]
    public void A_positional_parameters_attributes_count_for_its_property(string types)
    {
        string[][] errors = ValidatorHarness.Check(types, """new Config("a")""", """new Config("abc", 6)""", "new Config(null!)");

        Assert.Empty(errors[0]);
        Assert.Equal(["a: The field A must be a string with a maximum length of 2.", "b: The field B must be between 1 and 5."], errors[1].Order());
        Assert.Equal(["a: The A field is required."], errors[2]);
    }

    [Fact]
    public void The_same_attribute_on_parameter_and_property_is_one()
    {
        string[] errors = ValidatorHarness.CheckOne("public sealed record Config([StringLength(2)][property: StringLength(2)] string A);", """new Config("abc")""");

        Assert.Single(errors);
    }

    [Fact]
    public void Overridden_members_and_base_types_pass_their_attributes_on()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            [AttributeUsage(AttributeTargets.All, Inherited = false)] public sealed class OwnAttribute : ValidationAttribute { public override bool IsValid(object? value) => false; }
            public sealed class WrongAttribute : ValidationAttribute { public override bool IsValid(object? value) => false; }
            [Wrong, Own] public abstract class Base
            {
                [StringLength(2), Own] public virtual string A { get; set; } = "abc";
                [Range(1, 5)] public int B { get; set; }
                [Range(1, 5)] public virtual int C { get; set; }
            }
            public sealed class Config : Base { public override string A { get; set; } = "abc"; [Range(2, 3)] public override int C { get; set; } }
            """,
            "new Config()");

        Assert.Equal(
            ["a: The field A must be a string with a maximum length of 2.", "b: The field B must be between 1 and 5.", "c: The field C must be between 2 and 3."],
            errors.Order());
    }

    [Fact]
    public void Generated_code_compiles_among_hostile_names()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            namespace System.Hostile { public sealed class Nothing; }
            #pragma warning disable CS8981
            public sealed class Regex { }
            public sealed class ValidationRun { }
            public sealed class ValidationChecks { }
            public sealed class var { }
            public sealed class run { }
            public sealed class value { }
            public sealed class Config
            {
                [Required, StringLength(2), RegularExpression("x"), MinLength(9)] public string @class { get; set; } = "abc";
                [Range(1, 2)] public int? value { get; set; } = 3;
                [Range(1, 2)] public int run { get; set; }
                [Compare("class")] public string? member1 { get; set; }
                public List<run> @event { get; set; } = [];
                [CustomValidation(typeof(Config), nameof(@static))] public int index { get; set; }
                public static ValidationResult? @static(int value) => new("no");
            }
            """,
            "new Config()");

        Assert.Equal(
            [
                "class: The field class must be a string with a maximum length of 2.",
                "class: The field class must match the regular expression 'x'.",
                "class: The field class must be a string or array type with a minimum length of '9'.",
                "value: The field value must be between 1 and 2.",
                "run: The field run must be between 1 and 2.",
                "member1: 'member1' and 'class' do not match.",
                "index: no",
            ],
            errors);
    }

    [Fact]
    public void Models_are_equal_when_the_source_says_the_same()
    {
        const string Types = """
            [JsonDerivedType(typeof(More))] public class Part { [Length(1, 2)] public List<string>? Items { get; set; } }
            public sealed class More : Part { [Url] public string? Link { get; set; } }
            public sealed class Config
            {
                [Required, RegularExpression("x"), AllowedValues("a", null), Compare("B")] public string? A { get; set; }
                [Range(1, 2), CustomValidation(typeof(Config), nameof(Check))] public int B { get; set; }
                [FileExtensions] public string? C { get; set; }
                public Part? Part { get; set; }
                public static ValidationResult? Check(int value) => null;
            }
            """;

        Assert.Equal(ValidatorHarness.Compile(Types).Graph, ValidatorHarness.Compile(Types).Graph);
    }
}
