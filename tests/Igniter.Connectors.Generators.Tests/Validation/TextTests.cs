using System.Diagnostics;

namespace Igniter.Connectors.Generators.Tests.Validation;

public sealed class TextTests
{
    [Theory]
    [InlineData("a|ab", "ab", false)]
    [InlineData("ab|a", "ab", true)]
    [InlineData("a", "ba", false)]
    [InlineData("a", "ab", false)]
    [InlineData("a$", "a\n", false)]
    [InlineData("(?<=a)b|ab", "ab", true)]
    [InlineData("a", "", true)]
    public void RegularExpression_matches_the_whole_text_with_its_first_match(string pattern, string text, bool matches)
    {
        string[] errors = ValidatorHarness.CheckOne(
            $"public sealed class Config {{ [RegularExpression({Literals.Of(pattern)})] public string? A {{ get; set; }} }}",
            $"new Config {{ A = {Literals.Of(text)} }}");

        Assert.Equal(matches ? [] : [$"a: The field A must match the regular expression '{pattern}'."], errors);
    }

    [Fact]
    public void RegularExpression_sees_other_values_as_text()
    {
        string[] errors = ValidatorHarness.CheckOne(
            """
            public sealed class Config
            {
                [RegularExpression("1.")] public int A { get; set; } = 12;
                [RegularExpression("1.")] public int? B { get; set; } = 22;
                [RegularExpression("https:.*")] public Uri? C { get; set; } = new("http://x");
            }
            """,
            "new Config()");

        Assert.Equal(["b: The field B must match the regular expression '1.'.", "c: The field C must match the regular expression 'https:.*'."], errors);
    }

    [Fact]
    public void A_text_made_to_backtrack_for_ever_is_matched_at_once()
    {
        long start = Stopwatch.GetTimestamp();
        string[] errors = ValidatorHarness.CheckOne(
            """public sealed class Config { [RegularExpression("(a+)+b", MatchTimeoutInMilliseconds = -1)] public string? A { get; set; } }""",
            "new Config { A = new string('a', 5_000) }");

        Assert.Single(errors);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_pattern_that_must_backtrack_gives_up_after_its_time_and_does_not_match()
    {
        ValidatorHarness harness = ValidatorHarness.Compile(
            """public sealed class Config { [RegularExpression("(?=a)(a+)+b", MatchTimeoutInMilliseconds = 50)] public string? A { get; set; } }""",
            "new Config { A = new string('a', 60) }");

        Assert.Equal(50, Assert.IsType<PatternCheck>(Assert.Single(harness.ChecksOf("A"))).TimeoutMilliseconds);
        Assert.Single(harness.Errors(0));
    }

    [Fact]
    public void A_pattern_whose_automaton_is_too_large_is_matched_the_usual_way()
    {
        string[][] errors = ValidatorHarness.Check(
            """public sealed class Config { [RegularExpression("^(a|b|c){1,20000}$")] public string? A { get; set; } }""",
            """new Config { A = "abc" }""",
            """new Config { A = "abcd" }""");

        Assert.Empty(errors[0]);
        Assert.Single(errors[1]);
    }

    [Fact]
    public void Equal_patterns_share_one_expression()
    {
        ValidatorHarness harness = ValidatorHarness.Compile(
            """
            public sealed class Config
            {
                [RegularExpression("a")] public string? A { get; set; }
                [RegularExpression("a")] public string? B { get; set; }
                [RegularExpression("b")] public string? C { get; set; }
            }
            """);

        Assert.Equal(2, harness.Code.Split("CreateRegex(").Length - 1);
    }

    [Theory]
    [InlineData("[RegularExpression(\"(\")]", "string?")]
    [InlineData("[RegularExpression(\"\")]", "string?")]
    public void A_pattern_that_does_not_parse_is_a_problem_of_its_own(string attribute, string type)
    {
        ValidatorHarness harness = ValidatorHarness.Compile($"public sealed class Config {{ {attribute} public {type} A {{ get; set; }} }}");

        Assert.Empty(harness.ChecksOf("A"));
        Assert.Equal("IGN0206", Assert.Single(harness.Problems).Rule);
    }

    [Theory]
    [InlineData("a+b*?c{2,3}", true)]
    [InlineData("^\\d+:[\\w-]{20,}$", true)]
    [InlineData("(?:a)(?<name>b)(?'other'c)(?i:d)(?#(?=)e", true)]
    [InlineData("[(?=]", true)]
    [InlineData("[]()?=]", true)]
    [InlineData("[^]\\]]", true)]
    [InlineData("[a-z-[aeiou]]\\(?=", true)]
    [InlineData("\\\\(?:1)", true)]
    [InlineData("(?=a)", false)]
    [InlineData("(?!a)", false)]
    [InlineData("(?<=a)", false)]
    [InlineData("(?<!a)", false)]
    [InlineData("(?>a)", false)]
    [InlineData("(a)\\1", false)]
    [InlineData("(?<n>a)\\k<n>", false)]
    [InlineData("(?(a)b|c)", false)]
    [InlineData("(?<a>.)(?<b-a>.)", false)]
    [InlineData("\\Ga", false)]
    [InlineData("[a-z-[aeiou]](?=a)", false)]
    [InlineData("(?x)a # (?=b", false)]
    public void What_needs_no_backtracking_is_told_from_the_pattern(string pattern, bool isLinear)
    {
        Assert.Equal(isLinear, LinearPattern.IsLinear(pattern));

        _ = new System.Text.RegularExpressions.Regex(pattern);
        if (isLinear)
        {
            _ = new System.Text.RegularExpressions.Regex(pattern, System.Text.RegularExpressions.RegexOptions.NonBacktracking);
        }
    }

    [Fact]
    public void Well_known_formats_are_judged_by_the_framework()
    {
        string[][] errors = ValidatorHarness.Check(
            """
            public sealed class Config
            {
                [Url] public string? A { get; set; }
                [Url] public Uri? B { get; set; }
                [EmailAddress] public string? C { get; set; }
                [Phone] public string? D { get; set; }
                [CreditCard] public string? E { get; set; }
                [Base64String] public string? F { get; set; }
                [FileExtensions] public string? G { get; set; }
                [DataType(DataType.Password)] public string? H { get; set; }
            }
            """,
            "new Config()",
            """
            new Config
            {
                A = "https://example.com", B = new("ftp://example.com"), C = "a@b", D = "+49 30 1234", E = "4111 1111 1111 1111", F = "AAAA", G = "a.png", H = "x"
            }
            """,
            """new Config { A = "example", B = new("mailto:a@b"), C = "a", D = "a", E = "1", F = "A", G = "a" }""");

        Assert.Empty(errors[0]);
        Assert.Empty(errors[1]);
        Assert.Equal(
            [
                "a: The A field is not a valid fully-qualified http, https, or ftp URL.",
                "b: The B field is not a valid fully-qualified http, https, or ftp URL.",
                "c: The C field is not a valid e-mail address.",
                "d: The D field is not a valid phone number.",
                "e: The E field is not a valid credit card number.",
                "f: The F field is not a valid Base64 encoding.",
                "g: The G field only accepts files with the following extensions: .png, .jpg, .jpeg, .gif",
            ],
            errors[2]);
    }

    [Theory]
    [InlineData("[Url]", "int")]
    [InlineData("[EmailAddress]", "Uri?")]
    [InlineData("[Phone]", "long")]
    [InlineData("[CreditCard]", "long")]
    [InlineData("[Base64String]", "byte[]?")]
    [InlineData("[RegularExpression(\"a\")]", "List<string>?")]
    public void A_format_of_what_is_no_text_is_a_problem_and_not_a_check(string attribute, string type)
    {
        ValidatorHarness harness = ValidatorHarness.Compile($"public sealed class Config {{ {attribute} public {type} A {{ get; set; }} }}");

        Assert.Empty(harness.ChecksOf("A"));
        Assert.Equal("IGN0205", Assert.Single(harness.Problems).Rule);
    }
}
