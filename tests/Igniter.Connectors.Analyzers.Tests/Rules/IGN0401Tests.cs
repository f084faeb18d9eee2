namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0401Tests
{
    [Fact]
    public Task A_webhook_without_a_word_about_signatures_is_reported_at_the_handler() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Webhook]
            public Task {|IGN0401:OnEventAsync|}(string payload) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Several_handlers_are_reported_once() => Rule.VerifyAsync("""
        [Connector("demo"), WebhookEndpoint(EventTypeHeader = "X-Event")]
        public sealed partial class DemoConnector
        {
            [Webhook("one")]
            public Task {|IGN0401:OnOneAsync|}(string payload) => Task.CompletedTask;

            [Webhook("two")]
            public Task OnTwoAsync(string payload) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_signature_a_verifier_or_a_written_None_stays_quiet() => Rule.VerifyAsync("""
        public sealed partial record Settings([Encrypted] string Secret);

        [Connector("one", Config = typeof(Settings))]
        public sealed partial class OneConnector
        {
            [Webhook(Signature = WebhookSignature.Stripe, Secret = nameof(Settings.Secret))]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }

        [Connector("two")]
        public sealed partial class TwoConnector
        {
            [Webhook(Signature = WebhookSignature.None)]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }

        [Connector("three")]
        public sealed partial class ThreeConnector
        {
            [Webhook]
            public Task OnEventAsync(string payload) => Task.CompletedTask;

            [VerifyWebhook]
            public bool Verify(WebhookRequest request) => request.Body.Length > 0;
        }

        [Connector("four", Config = typeof(Settings))]
        [WebhookEndpoint(Signature = WebhookSignature.GitHub, Secret = nameof(Settings.Secret))]
        public sealed partial class FourConnector
        {
            [Webhook("a")]
            public Task OnAAsync(string payload) => Task.CompletedTask;

            [Webhook]
            public Task OnOtherAsync(string payload) => Task.CompletedTask;
        }

        [Connector("five", Config = typeof(Settings)), HmacSignature(Header = "X-Signature")]
        public sealed partial class FiveConnector
        {
            [Webhook(Secret = nameof(Settings.Secret))]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }

        [Connector("six")]
        public sealed partial class SixConnector;
        """);
}
