namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0005Tests
{
    [Fact]
    public Task An_abstract_configuration_is_reported_at_its_name() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public abstract class {|IGN0005:Config|};
        }
        """);

    [Fact]
    public Task A_named_configuration_is_reported_at_the_argument() => Rule.VerifyAsync("""
        public interface ISettings { string Host { get; } }

        [Connector("demo", Config = {|IGN0005:typeof(ISettings)|})]
        public sealed partial class DemoConnector;
        """);

    [Fact]
    public Task Two_candidates_are_reported_at_the_argument() => Rule.VerifyAsync("""
        public sealed record Settings(string Host);

        [Connector("demo", Config = {|IGN0005:typeof(Settings)|})]
        public sealed partial class DemoConnector
        {
            public sealed record Config(string Host);
        }
        """);

    [Theory]
    [InlineData("string")]
    [InlineData("int?")]
    [InlineData("Uri")]
    [InlineData("string[]")]
    [InlineData("Dictionary<string, string>")]
    public Task What_has_no_properties_is_reported_at_the_argument(string type) => Rule.VerifyAsync($$"""
        [Connector("demo", Config = {|IGN0005:typeof({{type}})|})]
        public sealed partial class DemoConnector;
        """);

    [Fact]
    public Task Several_constructors_are_reported() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed class {|IGN0005:Config|}
            {
                public Config(string host) => Host = host;

                public Config(string host, int port) => Host = $"{host}:{port}";

                public string Host { get; }
            }
        }
        """);

    [Fact]
    public Task A_constructor_that_is_not_public_is_reported() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed class {|IGN0005:Config|}
            {
                private Config() { }

                public string? Host { get; set; }
            }
        }
        """);

    [Fact]
    public Task A_private_configuration_is_reported() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            private sealed record {|IGN0005:Config|}(string Host);
        }
        """);

    [Fact]
    public Task Records_classes_structs_and_no_configuration_stay_quiet() => Rule.VerifyAsync("""
        [Connector("one")]
        public sealed partial class OneConnector
        {
            public sealed record Config(string Host, int Port = 80);
        }

        [Connector("two")]
        public sealed partial class TwoConnector
        {
            public class Config { public required string Host { get; init; } }
        }

        public readonly record struct Settings(string Host);

        [Connector("three", Config = typeof(Settings))]
        public sealed partial class ThreeConnector;

        [Connector("four", Config = typeof(Config))]
        public sealed partial class FourConnector
        {
            public sealed record Config(string Host);
        }

        [Connector("five")]
        public sealed partial class FiveConnector;
        """);
}
