namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0301Tests
{
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \"")]
    [InlineData("\"/oauth/token\"")]
    [InlineData("\"example.com/token\"")]
    [InlineData("\"http://example.com/token\"")]
    [InlineData("\"ftp://example.com/token\"")]
    [InlineData("\"http://{Shop}.example.com/token\"")]
    [InlineData("\"https://\"")]
    [InlineData("\"https://example.com/token#x\"")]
    public Task An_endpoint_that_is_no_absolute_https_URL_is_reported_at_the_argument(string endpoint) =>
        VerifyAsync($"AuthorizationEndpoint = \"https://a.example\", TokenEndpoint = {{|IGN0301:{endpoint}|}}");

    [Theory]
    [InlineData("UserInfoEndpoint")]
    [InlineData("RevocationEndpoint")]
    [InlineData("RefreshEndpoint")]
    public Task Optional_endpoints_are_looked_at(string name) =>
        VerifyAsync($"OAuthProvider.GitHub, {name} = {{|IGN0301:\"http://a.example\"|}}");

    [Fact]
    public Task Missing_endpoints_are_reported_at_the_attribute() => Rule.VerifyAsync("""
        [Connector("one"), {|IGN0301:OAuth2|}]
        public sealed partial class OneConnector;

        [Connector("two"), {|IGN0301:OAuth2(TokenEndpoint = "https://a.example")|}]
        public sealed partial class TwoConnector;

        [Connector("three"), {|IGN0301:OAuth2(Grant = OAuthGrant.ClientCredentials)|}]
        public sealed partial class ThreeConnector;
        """);

    [Theory]
    [InlineData("AuthorizationEndpoint = \"https://a.example/authorize?tenant=x\", TokenEndpoint = \"https://a.example/token\"")]
    [InlineData("AuthorizationEndpoint = \"http://localhost:8080/a\", TokenEndpoint = \"http://127.0.0.1/t\", UserInfoEndpoint = \"http://[::1]/u\"")]
    [InlineData("AuthorizationEndpoint = \"https://{Shop}.a.example/a\", TokenEndpoint = \"https://a.example/{Region}/t\"")]
    [InlineData("Grant = OAuthGrant.ClientCredentials, TokenEndpoint = \"HTTPS://a.example\"")]
    [InlineData("OAuthProvider.GitHub")]
    public Task Absolute_https_URLs_loopback_and_presets_stay_quiet(string arguments) => VerifyAsync(arguments);


    private static Task VerifyAsync(string arguments) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        [OAuth2({{arguments}})]
        public sealed partial class DemoConnector
        {
            public sealed record Config
            {
                [RegularExpression("^[a-z]+$")] public string? Shop { get; init; }

                public DayOfWeek? Region { get; init; }

                public string? Free { get; init; }
            }
        }
        """);
}
