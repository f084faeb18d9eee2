namespace Igniter.Connectors.Analyzers.Tests;

public sealed class AddPartialFixTests
{
    [Fact]
    public Task A_connector_and_the_types_around_it_become_partial() => Fix.VerifyAsync(
        """
        /// <summary>Holds it.</summary>
        class {|IGN0001:Outer|}
        {
            // One instance.
            [Connector("demo")]
            public sealed class {|IGN0001:DemoConnector|};
        }
        """,
        """
        /// <summary>Holds it.</summary>
        partial class Outer
        {
            // One instance.
            [Connector("demo")]
            public sealed partial class DemoConnector;
        }
        """);

    [Fact]
    public Task All_of_a_project_become_partial() => Fix.VerifyAsync(
        """
        [Connector("one")]
        public class {|IGN0001:OneConnector|}
        {
            public sealed record {|IGN0004:Config|}([Encrypted] string Key);
        }

        [Connector("two")]
        class {|IGN0001:TwoConnector|}
        {
            public record struct {|IGN0004:Config|}([Encrypted] string Key);
        }
        """,
        """
        [Connector("one")]
        public partial class OneConnector
        {
            public sealed partial record Config([Encrypted] string Key);
        }

        [Connector("two")]
        partial class TwoConnector
        {
            public partial record struct Config([Encrypted] string Key);
        }
        """);
}
