namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0403Tests
{
    [Theory]
    [InlineData("\"Missing\"")]
    [InlineData("\"secret\"")]
    [InlineData("nameof(Config.Plain)")]
    [InlineData("nameof(Config.Shown)")]
    [InlineData("nameof(Config.Number)")]
    public Task A_secret_that_is_no_encrypted_text_is_reported_at_the_argument(string secret) =>
        VerifyAsync($"Signature = WebhookSignature.Stripe, Secret = {{|IGN0403:{secret}|}}");

    [Fact]
    public Task A_signature_without_a_secret_is_reported_at_the_signature() =>
        VerifyAsync("Signature = {|IGN0403:WebhookSignature.Stripe|}");

    [Theory]
    [InlineData("Signature = WebhookSignature.Stripe, Secret = nameof(Config.Secret)")]
    [InlineData("Signature = WebhookSignature.Stripe, Secret = nameof(Config.Optional)")]
    [InlineData("Signature = WebhookSignature.None")]
    public Task An_encrypted_text_stays_quiet(string arguments) => VerifyAsync(arguments);

    [Fact]
    public Task An_endpoint_and_an_HMAC_are_looked_at() => Rule.VerifyAsync("""
        public sealed partial record Settings([Encrypted] string Secret, string Plain);

        [Connector("one", Config = typeof(Settings))]
        [WebhookEndpoint(Signature = WebhookSignature.Stripe, Secret = {|IGN0403:nameof(Settings.Plain)|})]
        public sealed partial class OneConnector
        {
            [Webhook("a")]
            public Task OnAAsync(string payload) => Task.CompletedTask;
        }

        [Connector("two", Config = typeof(Settings)), {|IGN0403:HmacSignature(Header = "X-Signature")|}]
        public sealed partial class TwoConnector
        {
            [Webhook]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }

        [Connector("three"), WebhookEndpoint(Signature = WebhookSignature.Stripe, Secret = {|IGN0403:"Secret"|})]
        public sealed partial class ThreeConnector
        {
            [Webhook]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }
        """);

    private static Task VerifyAsync(string arguments) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config([Encrypted] string Secret, [Encrypted] string? Optional, string Plain, [Sensitive] string Shown, [Encrypted] int Number);

            [Webhook({{arguments}})]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }
        """);
}
