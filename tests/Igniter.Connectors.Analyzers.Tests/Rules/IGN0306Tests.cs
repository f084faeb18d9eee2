namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0306Tests
{
    [Fact]
    public Task OAuth_of_a_connector_without_it_is_reported() => Rule.VerifyBrokenAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task<string?> ReadAsync(ConnectorContext context, CancellationToken cancellationToken)
            {
                var oauth = {|IGN0306:context.OAuth|};
                oauth = context?{|IGN0306:.OAuth|};
                oauth = this.OAuth;
                return Task.FromResult({|IGN0306:context.OAuth|}?.AccessToken);
            }
        }
        """);

    [Fact]
    public Task OAuth_of_a_connector_that_declares_it_stays_quiet() => Rule.VerifyBrokenAsync("""
        [Connector("demo"), OAuth2(OAuthProvider.GitHub)]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task<string?> ReadAsync(ConnectorContext context, CancellationToken cancellationToken) =>
                Task.FromResult(context.OAuth?.TokenType);
        }

        public static class Other
        {
            public static object? Read(ConnectorContext context) => context.OAuth;
        }
        """);
}
