namespace Igniter.Connectors.Generators.Tests.Validation;

public sealed class RequiredTests
{
    [Fact]
    public void Required_refuses_null_empty_and_white_space()
    {
        string[][] errors = ValidatorHarness.Check(
            """
            public sealed class Config
            {
                [Required] public string? A { get; set; }
                [Required(AllowEmptyStrings = true)] public string? B { get; set; }
                [Required] public int? C { get; set; }
                [Required] public object? D { get; set; }
                [Required] public int E { get; set; }
            }
            """,
            "new Config()",
            """new Config { A = " ", B = " ", C = 0, D = "" }""",
            """new Config { A = "a", B = "", C = 0, D = 5 }""");

        Assert.Equal(["a: The A field is required.", "b: The B field is required.", "c: The C field is required.", "d: The D field is required."], errors[0]);
        Assert.Equal(["a: The A field is required.", "d: The D field is required."], errors[1]);
        Assert.Empty(errors[2]);
    }

    [Fact]
    public void Null_in_what_can_not_be_null_is_one_error_and_the_other_attributes_are_not_asked()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            public sealed class Config
            {
                public string Plain { get; set; } = null!;
                [Required, StringLength(5, MinimumLength = 2)] public string Both { get; set; } = null!;
                [AllowedValues("a")] public string Allowed { get; set; } = null!;
                public List<int> List { get; set; } = null!;
                public string? Nullable { get; set; }
                [System.Diagnostics.CodeAnalysis.MaybeNull, StringLength(3)] public string Maybe { get; set; } = null!;
                [System.Diagnostics.CodeAnalysis.MaybeNull, Required] public List<string> Needed { get; set; } = null!;
            #nullable disable
                public string Oblivious { get; set; }
            #nullable restore
            }
            """,
            "new Config()");

        Assert.Equal(
            [
                "plain: The Plain field is required.",
                "both: The Both field is required.",
                "allowed: The Allowed field is required.",
                "list: The List field is required.",
                "needed: The Needed field is required.",
            ],
            errors);
    }

    [Fact]
    public void A_required_value_is_still_asked_everything_else_and_every_failure_is_reported()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """public sealed class Config { [Required, StringLength(2), MinLength(5), RegularExpression("x")] public string A { get; set; } = "abc"; }""",
            "new Config()");

        Assert.Equal(
            [
                "a: The field A must be a string with a maximum length of 2.",
                "a: The field A must be a string or array type with a minimum length of '5'.",
                "a: The field A must match the regular expression 'x'.",
            ],
            errors);
    }

    [Fact]
    public void An_attribute_derived_from_Required_comes_first_as_Required_does()
    {
        string[][] errors = ValidatorHarness.Check(
            """
            public sealed class NeededAttribute : RequiredAttribute { }
            public sealed class Config
            {
                [MinLength(3), Needed] public string A { get; set; } = "abc";
                [Needed] public string? B { get; set; } = "b";
            }
            """,
            "new Config()",
            """new Config { A = "", B = null }""",
            """new Config { A = "ab" }""");

        Assert.Empty(errors[0]);
        Assert.Equal(["a: The A field is required.", "b: The B field is required."], errors[1]);
        Assert.Equal(["a: The field A must be a string or array type with a minimum length of '3'."], errors[2]);
    }

    [Fact]
    public void A_member_that_is_not_in_JSON_is_asked_what_its_attributes_say_only()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            public sealed class Config
            {
                [JsonIgnore] public string A { get; set; } = null!;
                [JsonIgnore, Required] public string B { get; set; } = null!;
                [JsonIgnore, Range(1, 2)] public int C { get; set; }
                [JsonIgnore, Range(1, 2)] public int? D { get; set; } = 3;
            }
            """,
            "new Config()");

        Assert.Equal(["b: The B field is required.", "c: The field C must be between 1 and 2.", "d: The field D must be between 1 and 2."], errors);
    }

    [Fact]
    public void The_value_itself_must_not_be_null_unless_that_is_allowed()
    {
        ValidatorHarness harness = ValidatorHarness.Compile("public sealed class Config { }", "null");

        Assert.Equal([": The value is required."], harness.Errors(0));
        Assert.False(new ValidatorPlan(harness.Graph).Needs("Config"));
        Assert.Equal("null", ValidatorEmitter.Expression(new(harness.Graph), "Config", isNullable: true));
    }
}
