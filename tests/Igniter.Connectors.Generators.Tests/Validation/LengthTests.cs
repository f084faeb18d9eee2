namespace Igniter.Connectors.Generators.Tests.Validation;

public sealed class LengthTests
{
    [Fact]
    public void StringLength_names_both_bounds_only_when_there_are_two()
    {
        string[][] errors = ValidatorHarness.Check(
            """
            public sealed class Config
            {
                [StringLength(3)] public string? A { get; set; }
                [StringLength(3, MinimumLength = 2)] public string? B { get; set; }
            }
            """,
            "new Config()",
            """new Config { A = "abc", B = "ab" }""",
            """new Config { A = "abcd", B = "a" }""",
            """new Config { A = "", B = "abcd" }""");

        Assert.Empty(errors[0]);
        Assert.Empty(errors[1]);
        Assert.Equal(
            [
                "a: The field A must be a string with a maximum length of 3.",
                "b: The field B must be a string with a minimum length of 2 and a maximum length of 3.",
            ],
            errors[2]);
        Assert.Equal(["b: The field B must be a string with a minimum length of 2 and a maximum length of 3."], errors[3]);
    }

    [Theory]
    [InlineData("string", "\"ab\"", "\"abc\"")]
    [InlineData("int[]", "new[] { 1, 2 }", "new[] { 1, 2, 3 }")]
    [InlineData("List<int>", "new() { 1, 2 }", "new() { 1, 2, 3 }")]
    [InlineData("IList<int>", "new[] { 1, 2 }", "new[] { 1, 2, 3 }")]
    [InlineData("IReadOnlyList<int>", "new[] { 1, 2 }", "new[] { 1, 2, 3 }")]
    [InlineData("ICollection<int>", "new[] { 1, 2 }", "new[] { 1, 2, 3 }")]
    [InlineData("IEnumerable<int>", "new[] { 1, 2 }", "Enumerable.Range(1, 9).Where(x => x < 4)")]
    [InlineData("HashSet<int>", "new() { 1, 2 }", "new() { 1, 2, 3 }")]
    [InlineData("ImmutableArray<int>", "ImmutableArray.Create(1, 2)", "ImmutableArray.Create(1, 2, 3)")]
    [InlineData("ImmutableArray<int>?", "ImmutableArray.Create(1, 2)", "ImmutableArray.Create(1, 2, 3)")]
    [InlineData("ImmutableList<int>", "ImmutableList.Create(1, 2)", "ImmutableList.Create(1, 2, 3)")]
    [InlineData("Dictionary<string, int>", "new() { [\"a\"] = 1, [\"b\"] = 2 }", "new() { [\"a\"] = 1, [\"b\"] = 2, [\"c\"] = 3 }")]
    [InlineData("IReadOnlyDictionary<string, int>", "new Dictionary<string, int> { [\"a\"] = 1, [\"b\"] = 2 }", "new Dictionary<string, int> { [\"a\"] = 1, [\"b\"] = 2, [\"c\"] = 3 }")]
    [InlineData("byte[]", "new byte[2]", "new byte[3]")]
    public void Length_counts_whatever_can_be_counted(string type, string right, string wrong)
    {
        string[][] errors = ValidatorHarness.Check(
            $"public sealed class Config {{ [MinLength(1), MaxLength(2), Length(1, 2)] public required {type} A {{ get; set; }} }}",
            $"new Config {{ A = {right} }}",
            $"new Config {{ A = {wrong} }}");

        Assert.Empty(errors[0]);
        Assert.Equal(
            [
                "a: The field A must be a string or array type with a maximum length of '2'.",
                "a: The field A must be a string or collection type with a minimum length of '1' and maximum length of '2'.",
            ],
            errors[1]);
    }

    [Fact]
    public void An_immutable_array_that_was_never_made_is_empty()
    {
        string[] errors = ValidatorHarness.CheckOne(
            "public sealed class Config { [MinLength(1)] public ImmutableArray<string> A { get; set; } }",
            "new Config()");

        Assert.Equal(["a: The field A must be a string or array type with a minimum length of '1'."], errors);
    }

    [Fact]
    public void MaxLength_without_a_length_checks_nothing()
    {
        ValidatorHarness harness = ValidatorHarness.Compile("public sealed class Config { [MaxLength] public string? A { get; set; } }");

        Assert.Empty(harness.ChecksOf("A"));
        Assert.Empty(harness.Problems);
    }

    [Theory]
    [InlineData("[StringLength(5)]", "int", "StringLength")]
    [InlineData("[StringLength(5)]", "List<string>", "StringLength")]
    [InlineData("[MinLength(5)]", "int?", "MinLength")]
    [InlineData("[MaxLength(5)]", "Guid", "MaxLength")]
    [InlineData("[Length(1, 5)]", "object?", "Length")]
    [InlineData("[StringLength(-1)]", "string?", "StringLength")]
    [InlineData("[StringLength(1, MinimumLength = 2)]", "string?", "StringLength")]
    [InlineData("[MinLength(-1)]", "string?", "MinLength")]
    [InlineData("[MaxLength(0)]", "string?", "MaxLength")]
    [InlineData("[Length(2, 1)]", "string?", "Length")]
    public void A_length_that_makes_no_sense_is_a_problem_and_not_a_check(string attribute, string type, string name)
    {
        ValidatorHarness harness = ValidatorHarness.Compile($"public sealed class Config {{ {attribute} public {type} A {{ get; set; }} = default!; }}");

        Assert.DoesNotContain(harness.ChecksOf("A"), check => check is LengthCheck);
        Problem problem = Assert.Single(harness.Problems);
        Assert.Equal("IGN0205", problem.Rule);
        Assert.Equal("P:Config.A", problem.Symbol);
        Assert.Equal([name, "A"], problem.Arguments.Take(2));
    }
}
