namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0002Tests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Telegram")]
    [InlineData("1st")]
    [InlineData("_demo")]
    [InlineData("de mo")]
    [InlineData("démo")]
    [InlineData("demo.bot")]
    [InlineData("a0123456789012345678901234567890123456789012345678901234567890123")]
    public Task A_key_of_another_form_is_reported_at_the_argument(string key) => VerifyAsync($"{{|IGN0002:\"{key}\"|}}");

    [Theory]
    [InlineData("a")]
    [InlineData("telegram")]
    [InlineData("sub_account-2")]
    [InlineData("a012345678901234567890123456789012345678901234567890123456789012")]
    public Task A_valid_key_stays_quiet(string key) => VerifyAsync($"\"{key}\"");

    [Fact]
    public Task A_constant_and_a_named_argument_are_looked_at() => Rule.VerifyAsync("""
        [Connector(key: {|IGN0002:Keys.Demo|}, Name = "Demo")]
        public sealed partial class DemoConnector;

        public static class Keys
        {
            public const string Demo = "Demo";
        }
        """);

    [Fact]
    public Task Half_an_attribute_is_the_compilers_matter() => Rule.VerifyBrokenAsync("""
        [Connector(]
        public sealed partial class DemoConnector;

        [Connector]
        public sealed partial class OtherConnector;
        """);

    private static Task VerifyAsync(string argument) => Rule.VerifyAsync($$"""
        [Connector({{argument}})]
        public sealed partial class DemoConnector;
        """);
}
