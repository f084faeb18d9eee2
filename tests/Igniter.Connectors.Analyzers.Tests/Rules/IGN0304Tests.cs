namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0304Tests
{
    [Fact]
    public Task PKCE_that_is_switched_off_is_reported_at_the_argument() =>
        VerifyAsync("OAuthProvider.GitHub, Pkce = {|IGN0304:OAuthPkce.None|}");

    [Theory]
    [InlineData("OAuthProvider.GitHub")]
    [InlineData("OAuthProvider.GitHub, Pkce = OAuthPkce.S256")]
    public Task PKCE_that_is_left_on_stays_quiet(string arguments) => VerifyAsync(arguments);


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
