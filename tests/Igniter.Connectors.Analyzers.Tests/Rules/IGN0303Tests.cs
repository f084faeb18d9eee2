namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0303Tests
{
    [Fact]
    public Task A_secret_among_the_extra_parameters_is_reported_at_the_item() => Rule.VerifyAsync("""
        [Connector("demo")]
        [OAuth2(OAuthProvider.GitHub, ExtraAuthorizationParameters = ["prompt=consent", {|IGN0303:"client_secret=abc"|}])]
        public sealed partial class DemoConnector;
        """);

    [Fact]
    public Task A_literal_that_is_assigned_or_handed_over_is_reported_at_the_value() => Rule.VerifyWithReferenceAsync(Sdk, """
        public static class Setup
        {
            private const string Secret = "abc";

            public static void Run(string secret)
            {
                OAuthClientOptions options = new() { ClientSecret = {|IGN0303:"abc"|} };
                options.ClientSecret = {|IGN0303:Secret|};
                options.ClientSecret = secret;
                options.ClientSecret = "";
                options.ClientSecret = Environment.GetEnvironmentVariable("SECRET");
                options.ClientId = "abc";
                _ = new OAuthClient("id", {|IGN0303:"abc"|});
                _ = new OAuthClient("id", secret);
                _ = new Other { ClientSecret = "abc" };
            }
        }

        public sealed class Other
        {
            public string? ClientSecret { get; set; }
        }
        """, "Igniter.Connectors.Fake");

    private const string Sdk = """
        public sealed class OAuthClientOptions
        {
            public string? ClientId { get; set; }

            public string? ClientSecret { get; set; }
        }

        public sealed record OAuthClient(string ClientId, string ClientSecret);
        """;
}
