namespace Igniter.Connectors.Analyzers.Tests;

public sealed class MarkSecretFixTests
{
    [Fact]
    public Task A_property_of_a_configuration_is_encrypted_and_its_record_made_partial() => Fix.VerifyAsync(
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed record Config
            {
                /// <summary>The token.</summary>
                public required string {|IGN0201:Token|} { get; init; }
            }
        }
        """,
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config
            {
                /// <summary>The token.</summary>
                [Encrypted]
                public required string Token { get; init; }
            }
        }
        """);

    [Fact]
    public Task All_secrets_are_marked_each_as_it_must_be() => Fix.VerifyAsync(
        """
        public sealed record Input(string Text, string {|IGN0201:ApiKey|});

        public sealed class Output
        {
            [Display(Name = "Token")]
            public string? {|IGN0201:Token|} { get; set; }
        }

        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config([StringLength(20)] string {|IGN0201:Password|}, string {|IGN0201:Secret|})
            {
                public string? {|IGN0201:PrivateKey|} { get; init; }

                public string {|IGN0201:DoubleSecret|} => Secret + Secret;
            }

            [Action]
            public Task<Output> SendAsync(Input input, CancellationToken cancellationToken) => Task.FromResult(new Output());
        }
        """,
        """
        public sealed partial record Input(string Text, [Sensitive] string ApiKey);

        public sealed class Output
        {
            [Sensitive]
            [Display(Name = "Token")]
            public string? Token { get; set; }
        }

        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config([Encrypted][StringLength(20)] string Password, [Encrypted] string Secret)
            {
                [Encrypted]
                public string? PrivateKey { get; init; }

                [Sensitive]
                public string DoubleSecret => Secret + Secret;
            }

            [Action]
            public Task<Output> SendAsync(Input input, CancellationToken cancellationToken) => Task.FromResult(new Output());
        }
        """);

    [Fact]
    public Task A_signatures_secret_is_encrypted() => Fix.VerifyAsync(
        """
        public record Settings(string First)
        {
            public string? Other { get; init; }
        }

        [Connector("one", Config = typeof(Settings))]
        public sealed partial class OneConnector
        {
            [Webhook(Signature = WebhookSignature.Stripe, Secret = {|IGN0403:nameof(Settings.First)|})]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }

        [Connector("two", Config = typeof(Settings))]
        public sealed partial class TwoConnector
        {
            [Webhook(Signature = WebhookSignature.Stripe, Secret = {|IGN0403:nameof(Settings.Other)|})]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }

        [Connector("three", Config = typeof(Settings))]
        public sealed partial class ThreeConnector
        {
            [Webhook(Signature = WebhookSignature.Stripe, Secret = {|IGN0403:"Missing"|})]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }
        """,
        """
        public partial record Settings([Encrypted] string First)
        {
            [Encrypted]
            public string? Other { get; init; }
        }

        [Connector("one", Config = typeof(Settings))]
        public sealed partial class OneConnector
        {
            [Webhook(Signature = WebhookSignature.Stripe, Secret = nameof(Settings.First))]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }

        [Connector("two", Config = typeof(Settings))]
        public sealed partial class TwoConnector
        {
            [Webhook(Signature = WebhookSignature.Stripe, Secret = nameof(Settings.Other))]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }

        [Connector("three", Config = typeof(Settings))]
        public sealed partial class ThreeConnector
        {
            [Webhook(Signature = WebhookSignature.Stripe, Secret = {|IGN0403:"Missing"|})]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }
        """);
}
