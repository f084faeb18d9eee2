namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0007Tests
{
    [Fact]
    public Task A_member_of_the_scope_is_reported_at_the_class() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class {|IGN0007:EqualsConnector|};
        """);

    [Fact]
    public Task The_later_of_two_connectors_with_one_client_name_is_reported() => Rule.VerifyAsync("""
        namespace One
        {
            [Connector("one")]
            public sealed partial class DemoConnector;
        }

        namespace Two
        {
            [Connector("two")]
            internal sealed partial class {|IGN0007:Demo|};
        }
        """);

    [Fact]
    public Task A_client_name_of_a_reference_is_reported_here() => Rule.VerifyWithReferenceAsync(
        """
        using Igniter.Connectors.Descriptors;

        [assembly: ExportedConnector(typeof(Library.DemoConnector), "library")]

        namespace Library
        {
            public sealed class DemoConnector;
        }
        """,
        """
        [Connector("own")]
        public sealed partial class {|IGN0007:DemoConnector|};
        """);

    [Fact]
    public Task A_type_that_is_named_as_the_client_is_reported_at_the_class() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class {|IGN0007:DemoConnector|};

        internal static class DemoUnscopedClient;

        [Connector("other")]
        public sealed partial class OtherConnector
        {
            public sealed class OtherScopedClient;
        }
        """);

    [Fact]
    public Task Names_of_their_own_stay_quiet() => Rule.VerifyAsync("""
        namespace One
        {
            [Connector("one")]
            public sealed partial class DemoConnector;

            [Connector("two")]
            public sealed partial class DemoTwoConnector;

            [Connector("three")]
            public sealed partial class Connector;
        }
        """);
}
