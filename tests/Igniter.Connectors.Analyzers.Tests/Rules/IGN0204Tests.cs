namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0204Tests
{
    [Theory]
    [InlineData("string", "\"abc\"")]
    [InlineData("string", "Defaults.Key")]
    [InlineData("string?", "\"a\" + \"b\"")]
    [InlineData("int", "1234")]
    [InlineData("long?", "-5")]
    [InlineData("decimal", "1.5m")]
    public Task A_default_of_an_encrypted_property_is_reported_at_the_value(string type, string value) =>
        VerifyAsync($"[Encrypted] public {type} Key {{ get; init; }} = {{|IGN0204:{value}|}};");

    [Theory]
    [InlineData("[Encrypted] public string Key { get; init; } = \"\";")]
    [InlineData("[Encrypted] public string Key { get; init; } = string.Empty;")]
    [InlineData("[Encrypted] public string Key { get; init; } = null!;")]
    [InlineData("[Encrypted] public required string Key { get; init; }")]
    [InlineData("[Encrypted] public bool Flag { get; init; } = true;")]
    [InlineData("[Encrypted] public DayOfWeek Day { get; init; } = DayOfWeek.Friday;")]
    [InlineData("[Encrypted] public string Key { get; init; } = Environment.MachineName;")]
    [InlineData("[Sensitive] public string Name { get; init; } = \"abc\";")]
    [InlineData("public string Name { get; init; } = \"abc\";")]
    public Task What_gives_no_secret_away_stays_quiet(string property) => VerifyAsync(property);

    [Fact]
    public Task A_positional_default_is_reported_at_the_value() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config(string Host = "a", [Encrypted] string Key = {|IGN0204:"abc"|}, [Encrypted] string? Other = null);
        }
        """);

    private static Task VerifyAsync(string property) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config
            {
                {{property}}
            }
        }

        internal static class Defaults
        {
            public const string Key = "abc";
        }
        """);
}
