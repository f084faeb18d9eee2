namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0001Tests
{
    [Fact]
    public Task A_class_that_is_not_partial_is_reported_at_its_name() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed class {|IGN0001:DemoConnector|};
        """);

    [Fact]
    public Task A_type_around_it_that_is_not_partial_is_reported_at_its_name() => Rule.VerifyAsync("""
        public static class {|IGN0001:Outer|}
        {
            public partial class Middle
            {
                [Connector("demo")]
                public sealed partial class DemoConnector;
            }
        }
        """);

    [Fact]
    public Task Each_type_that_is_not_partial_is_reported_once() => Rule.VerifyAsync("""
        public static class {|IGN0001:Outer|}
        {
            [Connector("one")]
            public sealed class {|IGN0001:OneConnector|};

            [Connector("two")]
            public sealed partial class TwoConnector;
        }
        """);

    [Fact]
    public Task Partial_classes_and_other_classes_stay_quiet() => Rule.VerifyAsync("""
        public static partial class Outer
        {
            [Connector("demo")]
            public sealed partial class DemoConnector;

            public sealed class NoConnector;
        }
        """);
}
