namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0302Tests
{
    [Theory]
    [InlineData("https://{Missing}.a.example/t")]
    [InlineData("https://{shop}.a.example/t")]
    [InlineData("https://{}.a.example/t")]
    [InlineData("https://{Free}.a.example/t")]
    [InlineData("{Free}/t")]
    public Task A_placeholder_that_names_no_restricted_property_is_reported_at_the_argument(string endpoint) =>
        VerifyAsync($"AuthorizationEndpoint = \"https://a.example\", TokenEndpoint = {{|IGN0302:\"{endpoint}\"|}}");

    [Theory]
    [InlineData("https://{Shop}.a.example/t")]
    [InlineData("https://a.example/{Region}/{Shop}")]
    [InlineData("{Shop}/t")]
    public Task A_pattern_or_an_enum_restricts_it(string endpoint) =>
        VerifyAsync($"AuthorizationEndpoint = \"https://a.example\", TokenEndpoint = \"{endpoint}\"");

    [Fact]
    public Task Positional_properties_are_found_and_a_connector_without_configuration_has_none() => Rule.VerifyAsync("""
        [Connector("one")]
        [OAuth2(OAuthProvider.Shopify, TokenEndpoint = "https://{Shop}.a.example")]
        public sealed partial class OneConnector
        {
            public sealed record Config([RegularExpression("^[a-z]+$")] string Shop);
        }

        [Connector("two")]
        [OAuth2(OAuthProvider.Shopify, TokenEndpoint = {|IGN0302:"https://{Shop}.a.example"|})]
        public sealed partial class TwoConnector;
        """);


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
