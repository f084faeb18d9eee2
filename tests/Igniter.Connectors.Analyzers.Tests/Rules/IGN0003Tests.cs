namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0003Tests
{
    [Fact]
    public Task The_later_of_two_connectors_with_one_key_is_reported_at_the_argument() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class OneConnector;

        [Connector({|IGN0003:"demo"|}, Name = "Two")]
        public sealed partial class TwoConnector;
        """);

    [Fact]
    public Task The_later_of_two_files_is_reported() => Rule.VerifyAsync(
        """
        namespace One;

        [Connector("demo")]
        public sealed partial class OneConnector;
        """,
        """
        namespace Two;

        [Connector({|IGN0003:"demo"|})]
        public sealed partial class TwoConnector;
        """);

    [Fact]
    public Task A_key_of_a_reference_is_reported_here() => Rule.VerifyWithReferenceAsync(Reference, """
        [Connector({|IGN0003:"demo"|})]
        public sealed partial class OwnConnector;
        """);

    [Fact]
    public Task What_is_left_out_clashes_with_nothing() => Rule.VerifyWithReferenceAsync(Reference, """
        [assembly: ExcludeConnector(typeof(Library.LibraryConnector))]

        [Connector("demo")]
        public sealed partial class OwnConnector;
        """);

    [Fact]
    public Task Own_connectors_can_be_left_out_as_well() => Rule.VerifyAsync("""
        [assembly: ExcludeConnector(typeof(OneConnector))]

        [Connector("demo")]
        public sealed partial class OneConnector;

        [Connector("demo")]
        public sealed partial class TwoConnector;
        """);

    [Fact]
    public Task Two_references_with_one_key_are_reported_where_they_are_registered() => Rule.VerifyWithReferenceAsync(
        """
        using Igniter.Connectors.Descriptors;

        [assembly: ExportedConnector(typeof(Library.OneConnector), "demo")]
        [assembly: ExportedConnector(typeof(Library.TwoConnector), "demo")]

        namespace Library
        {
            public sealed class OneConnector;

            public sealed class TwoConnector;
        }
        """,
        """
        public static class Program
        {
            public static void Run(Builder builder) => builder.{|IGN0003:AddConnectors|}();
        }

        public sealed class Builder
        {
            public Builder AddConnectors() => this;
        }
        """);

    private const string Reference = """
        using Igniter.Connectors.Descriptors;

        [assembly: ExportedConnector(typeof(Library.LibraryConnector), "demo")]

        namespace Library
        {
            public sealed class LibraryConnector;
        }
        """;
}
