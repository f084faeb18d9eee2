namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0206Tests
{
    [Theory]
    [InlineData("(")]
    [InlineData("[a-")]
    [InlineData("*")]
    [InlineData("\\\\p{Nope}")]
    [InlineData("a{2,1}")]
    public Task A_pattern_that_does_not_parse_is_reported_at_the_pattern(string pattern) =>
        VerifyAsync($"{{|IGN0206:\"{pattern}\"|}}");

    [Theory]
    [InlineData("^[a-z]+$")]
    [InlineData("\\\\d{2,}")]
    [InlineData("(?<year>\\\\d{4})")]
    public Task A_pattern_that_parses_stays_quiet(string pattern) => VerifyAsync($"\"{pattern}\"");

    private static Task VerifyAsync(string pattern) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config([RegularExpression({{pattern}}, ErrorMessage = "no")] string Host);

            [Action]
            public Task SendAsync([RegularExpression({{pattern}})] string text, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);
}
