namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0305Tests
{
    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    [InlineData("response_type")]
    [InlineData("state")]
    [InlineData("code_challenge")]
    [InlineData("code_challenge_method")]
    [InlineData("scope")]
    [InlineData("nonce")]
    public Task A_parameter_of_the_protocol_is_reported_at_the_item(string name) =>
        VerifyAsync($"OAuthProvider.GitHub, ExtraAuthorizationParameters = [\"prompt=consent\", {{|IGN0305:\"{name}=x\"|}}]");

    [Theory]
    [InlineData("new[] { \"a=b\", {|IGN0305:\"state=x\"|} }")]
    [InlineData("new string[] { {|IGN0305:\"state=x\"|} }")]
    public Task Arrays_are_looked_at_however_they_are_written(string parameters) =>
        VerifyAsync($"OAuthProvider.GitHub, ExtraAuthorizationParameters = {parameters}");

    [Theory]
    [InlineData("[\"prompt=consent\", \"access_type=offline\", \"states=x\"]")]
    [InlineData("[]")]
    [InlineData("null")]
    public Task Other_parameters_stay_quiet(string parameters) =>
        VerifyAsync($"OAuthProvider.GitHub, ExtraAuthorizationParameters = {parameters}");


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
