namespace Igniter.Connectors.Analyzers.Tests;

public sealed class ExcludeConnectorFixTests
{
    [Fact]
    public Task The_other_connector_is_left_out() => Fix.VerifyAsync(
        """
        namespace One
        {
            [Connector("demo")]
            public sealed partial class OneConnector;
        }

        namespace Two
        {
            [Connector({|IGN0003:"demo"|})]
            public sealed partial class TwoConnector;
        }
        """,
        """
        [assembly: ExcludeConnector(typeof(One.OneConnector))]

        namespace One
        {
            [Connector("demo")]
            public sealed partial class OneConnector;
        }

        namespace Two
        {
            [Connector("demo")]
            public sealed partial class TwoConnector;
        }
        """);

    [Fact]
    public Task This_connector_is_left_out() => Fix.VerifyAsync(
        """
        namespace One
        {
            [Connector("demo")]
            public sealed partial class OneConnector;
        }

        namespace Two
        {
            [Connector({|IGN0003:"demo"|})]
            public sealed partial class TwoConnector;
        }
        """,
        """
        [assembly: ExcludeConnector(typeof(Two.TwoConnector))]

        namespace One
        {
            [Connector("demo")]
            public sealed partial class OneConnector;
        }

        namespace Two
        {
            [Connector("demo")]
            public sealed partial class TwoConnector;
        }
        """, index: 1);

    [Fact]
    public Task All_of_a_key_are_left_out_but_one() => Fix.VerifyAsync(
        """
        // The head of the file.
        using System.Text;

        [assembly: ConnectorScope("user")]

        [Connector("demo")]
        public sealed partial class OneConnector;

        [Connector({|IGN0003:"demo"|})]
        public sealed partial class TwoConnector;

        [Connector({|IGN0003:"demo"|})]
        public sealed partial class ThreeConnector;
        """,
        """
        // The head of the file.
        using System.Text;

        [assembly: ConnectorScope("user")]
        [assembly: ExcludeConnector(typeof(TwoConnector))]
        [assembly: ExcludeConnector(typeof(ThreeConnector))]

        [Connector("demo")]
        public sealed partial class OneConnector;

        [Connector("demo")]
        public sealed partial class TwoConnector;

        [Connector("demo")]
        public sealed partial class ThreeConnector;
        """, index: 1);
}
