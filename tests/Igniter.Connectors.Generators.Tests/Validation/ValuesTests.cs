namespace Igniter.Connectors.Generators.Tests.Validation;

public sealed class ValuesTests
{
    [Fact]
    public void Null_is_a_value_like_others_to_allowed_and_denied_values()
    {
        string[][] errors = ValidatorHarness.Check(
            """
            public sealed class Config
            {
                [AllowedValues("a", "b")] public string? A { get; set; }
                [AllowedValues("a", null)] public string? B { get; set; }
                [DeniedValues("a")] public string? C { get; set; }
                [DeniedValues("a", null)] public string? D { get; set; }
                [AllowedValues(1, 2)] public int? E { get; set; }
            }
            """,
            "new Config()",
            """new Config { A = "b", B = "a", C = "a", D = "a", E = 2 }""");

        Assert.Equal(
            [
                "a: The A field does not equal any of the values specified in AllowedValuesAttribute.",
                "d: The D field equals one of the values specified in DeniedValuesAttribute.",
                "e: The E field does not equal any of the values specified in AllowedValuesAttribute.",
            ],
            errors[0]);
        Assert.Equal(
            [
                "c: The C field equals one of the values specified in DeniedValuesAttribute.",
                "d: The D field equals one of the values specified in DeniedValuesAttribute.",
            ],
            errors[1]);
    }

    [Theory]
    [InlineData("string", "\"a\\\"\\n{0}\"", "\"a\\\"\\n{0}\"", "\"b\"")]
    [InlineData("char", "'a'", "'a'", "'b'")]
    [InlineData("bool", "true", "true", "false")]
    [InlineData("byte", "1, -1", "1", "255")]
    [InlineData("int", "1", "1", "2")]
    [InlineData("long", "1, 5000000000", "5000000000", "2")]
    [InlineData("decimal", "0.1", "0.1m", "0.2m")]
    [InlineData("double", "1, double.NaN", "1", "2")]
    [InlineData("float", "0.5f", "0.5f", "0.6f")]
    [InlineData("Int128", "1", "1", "Int128.MaxValue")]
    [InlineData("Half", "0.5", "(Half)0.5", "(Half)2")]
    [InlineData("DayOfWeek", "DayOfWeek.Monday", "DayOfWeek.Monday", "DayOfWeek.Friday")]
    public void Values_are_compared_as_the_members_type(string type, string values, string right, string wrong)
    {
        string[][] errors = ValidatorHarness.Check(
            $$"""
            public sealed class Config
            {
                [AllowedValues({{values}})] public required {{type}} A { get; set; }
                [AllowedValues({{values}}, null)] public {{type}}? B { get; set; }
            }
            """,
            $"new Config {{ A = {right} }}",
            $"new Config {{ A = {right}, B = {right} }}",
            $"new Config {{ A = {wrong}, B = {wrong} }}");

        Assert.Empty(errors[0]);
        Assert.Empty(errors[1]);
        Assert.Equal(2, errors[2].Length);
    }

    [Theory]
    [InlineData("[AllowedValues(1)]", "string?")]
    [InlineData("[AllowedValues(\"a\")]", "Guid")]
    [InlineData("[DeniedValues(\"a\")]", "List<string>?")]
    [InlineData("[AllowedValues(1.5)]", "int")]
    [InlineData("[AllowedValues(1)]", "DayOfWeek")]
    public void Values_that_the_type_does_not_have_are_a_problem_and_not_a_check(string attribute, string type)
    {
        ValidatorHarness harness = ValidatorHarness.Compile($"public sealed class Config {{ {attribute} public {type} A {{ get; set; }} }}");

        Assert.DoesNotContain(harness.ChecksOf("A"), check => check is ValuesCheck);
        Assert.Equal("IGN0205", Assert.Single(harness.Problems).Rule);
    }

    [Fact]
    public void Schemas_get_values_as_JSON()
    {
        ValidatorHarness harness = ValidatorHarness.Compile(
            """
            public enum Color { Red, [JsonStringEnumMemberName("deep-blue")] Blue }
            public sealed class Config
            {
                [AllowedValues("a\"b", null)] public string? A { get; set; }
                [AllowedValues(1, 2)] public decimal B { get; set; }
                [AllowedValues(Color.Red, Color.Blue)] public Color C { get; set; }
                [AllowedValues(true)] public bool D { get; set; }
            }
            """);

        Assert.Equal(["\"a\\\"b\"", "null"], JsonOf("A"));
        Assert.Equal(["1", "2"], JsonOf("B"));
        Assert.Equal(["\"Red\"", "\"deep-blue\""], JsonOf("C"));
        Assert.Equal(["true"], JsonOf("D"));

        IEnumerable<string?> JsonOf(string member) => harness.ChecksOf(member).OfType<ValuesCheck>().Single().Values.Select(value => value.Json);
    }

    [Fact]
    public void Compare_names_the_other_member_for_people()
    {
        string[][] errors = ValidatorHarness.Check(
            """
            public class Base { [Display(Name = "first one")] public string? First { get; set; } }
            public sealed class Config : Base
            {
                [Compare("First")] public string? Second { get; set; }
                [Compare(nameof(Number))] public int? Same { get; set; }
                public int Number { get; set; }
            }
            """,
            "new Config { Same = 0 }",
            """new Config { First = "a" , Second = "a", Number = 2, Same = 2 }""",
            """new Config { First = "a" , Number = 2 }""");

        Assert.Empty(errors[0]);
        Assert.Empty(errors[1]);
        Assert.Equal(["second: 'Second' and 'first one' do not match.", "same: 'Same' and 'Number' do not match."], errors[2]);
    }

    [Fact]
    public void Compare_with_what_is_not_there_is_a_problem_and_not_a_check()
    {
        ValidatorHarness harness = ValidatorHarness.Compile("""public sealed class Config { [Compare("Other")] public string? A { get; set; } }""");

        Assert.Empty(harness.ChecksOf("A"));
        Assert.Equal("IGN0205", Assert.Single(harness.Problems).Rule);
    }

    [Fact]
    public void An_undefined_value_of_an_enum_is_an_error_unless_its_values_combine()
    {
        string[][] errors = ValidatorHarness.Check(
            """
            public enum Color { Red, Blue }
            [Flags] public enum Rights { None, Read, Write }
            public sealed class Config
            {
                public Color A { get; set; }
                public Color? B { get; set; }
                public Rights C { get; set; }
                [EnumDataType(typeof(Color))] public Color D { get; set; }
                [EnumDataType(typeof(Color))] public string? E { get; set; }
                public List<Color> F { get; set; } = [];
                public Dictionary<string, Color?> G { get; set; } = [];
            }
            """,
            "new Config { C = Rights.Read | Rights.Write, E = \"Blue\", F = [Color.Red], G = { [\"x\"] = null } }",
            "new Config { A = (Color)2, B = (Color)2, D = (Color)2, E = \"Green\", F = [Color.Red, (Color)7], G = { [\"x\"] = (Color)8 } }");

        Assert.Empty(errors[0]);
        Assert.Equal(
            [
                "a: The field A is invalid.",
                "b: The field B is invalid.",
                "d: The field D is invalid.",
                "e: The field E is invalid.",
                "f[1]: The value is invalid.",
                "g.x: The value is invalid.",
            ],
            errors[1]);
    }
}
