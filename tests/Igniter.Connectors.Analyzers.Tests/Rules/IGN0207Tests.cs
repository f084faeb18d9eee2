namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0207Tests
{
    [Theory]
    [InlineData(@"^(a+)+$")]
    [InlineData(@"(a*)*")]
    [InlineData(@"(?:.*)*x")]
    [InlineData(@"(\w+\s?)+$")]
    [InlineData(@"([a-zA-Z]+)*")]
    [InlineData(@"(\d+\.?)+")]
    [InlineData(@"(.*,)*")]
    [InlineData(@"(x+x+)+y")]
    [InlineData(@"^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData(@"(\w+\d+)+")]
    [InlineData(@"(?:[^""\\]+|\\.)*""")]
    [InlineData(@"(?<word>[a-z]+){2,}")]
    [InlineData(@"(?i)([a-z]+|[A-Z]+)*")]
    [InlineData(@"(?i:(k+|K)+)")]
    [InlineData(@"([\p{L}]+|é+)*")]
    [InlineData(@"([а-я]+[б-г]*)+")]
    [InlineData(@"(?x) ( a+  # letters
        )+")]
    [InlineData(@"(?=(a+)+b)a")]
    [InlineData(@"((a{2,})?)+")]
    public Task Nested_repetitions_over_sets_that_overlap_are_reported_at_the_pattern(string pattern) => VerifyAsync(pattern, isSlow: true);

    [Theory]
    [InlineData(@"^[a-z]+$")]
    [InlineData(@"^\d+:[\w-]{20,}$")]
    [InlineData(@"^(\w+,)+\w+$")]
    [InlineData(@"^([a-z]+-)*[a-z]+$")]
    [InlineData(@"^(\w+@\w+\.)+$")]
    [InlineData(@"^(a+b)*$")]
    [InlineData(@"(?:[a-z]+\s)+")]
    [InlineData(@"([a-y-[aeiou]]+[aeiou])+")]
    [InlineData(@"(?>a+)+")]
    [InlineData(@"(a{1,3}){1,5}")]
    [InlineData(@"(ab|cd+e)*")]
    [InlineData(@"\d+\d+")]
    [InlineData(@"(\w+\b\s*)+")]
    [InlineData(@"(a+)\1")]
    [InlineData(@"[(a+)+]")]
    [InlineData(@"\(a+\)+")]
    [InlineData(@"(?#(a+)a")]
    [InlineData(@"(?:[^""\\]|\\.)*""")]
    [InlineData(@"(?x) a+ # (a+)+
        b")]
    [InlineData(@"([[\]a]+;)+")]
    [InlineData(@"(\x41+\u0042)+")]
    [InlineData(@"(a+$|b)*c{3}")]
    public Task Repetitions_that_something_separates_stay_quiet(string pattern) => VerifyAsync(pattern, isSlow: false);

    [Fact]
    public Task Parameters_count_and_types_that_no_connector_uses_do_not() => Rule.VerifyAsync("""
        public sealed class Unrelated
        {
            [RegularExpression("(a+)+")] public string? Text { get; set; }
        }

        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task SendAsync([RegularExpression({|IGN0207:"(a+)+"|})] string text, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public void A_huge_pattern_is_judged_or_left_soon()
    {
        string alternatives = string.Join('|', Enumerable.Range(0, 300).Select(i => $"{(char)('a' + (i % 26))}+{i}"));

        Assert.Null(SlowPattern.Find($"({alternatives})*;"));
    }

    private static Task VerifyAsync(string pattern, bool isSlow)
    {
        string literal = "@\"" + pattern.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        return Rule.VerifyAsync($$"""
            [Connector("demo")]
            public sealed partial class DemoConnector
            {
                public sealed partial record Config([RegularExpression({{(isSlow ? $"{{|IGN0207:{literal}|}}" : literal)}})] string Host);
            }
            """);
    }
}
