namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0402Tests
{
    [Fact]
    public Task A_signature_beside_a_signature_is_reported_at_the_argument() => Rule.VerifyAsync("""
        [Connector("demo"), WebhookEndpoint(Signature = WebhookSignature.Stripe, Secret = nameof(Config.Secret))]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config([Encrypted] string Secret);

            [Webhook("a", Signature = {|IGN0402:WebhookSignature.Stripe|})]
            public Task OnAAsync(string payload) => Task.CompletedTask;

            [Webhook("b", Signature = {|IGN0402:WebhookSignature.GitHub|})]
            public Task OnBAsync(string payload) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_verifier_beside_a_signature_is_reported_at_the_method() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config([Encrypted] string Secret);

            [VerifyWebhook]
            public bool {|IGN0402:Verify|}(WebhookRequest request) => request.Body.Length > 0;

            [Webhook(Signature = WebhookSignature.Stripe, Secret = nameof(Config.Secret))]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_second_verifier_is_reported_at_the_method() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [VerifyWebhook]
            public bool Verify(WebhookRequest request) => request.Body.Length > 0;

            [VerifyWebhook]
            public bool {|IGN0402:VerifyToo|}(WebhookRequest request) => request.Body.Length > 0;

            [Webhook]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task An_HMAC_beside_a_signature_is_reported_at_the_attribute() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config([Encrypted] string Secret);

            [Webhook(Signature = WebhookSignature.Stripe, Secret = nameof(Config.Secret))]
            [{|IGN0402:HmacSignature(Header = "X-Signature")|}]
            public Task OnEventAsync(string payload) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Two_handlers_of_one_event_type_are_reported_at_the_second() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Webhook("a", Signature = WebhookSignature.None)]
            public Task OnAAsync(string payload) => Task.CompletedTask;

            [Webhook({|IGN0402:"a"|})]
            public Task OnAToo(string payload) => Task.CompletedTask;

            [Webhook]
            public Task OnRestAsync(string payload) => Task.CompletedTask;

            [Webhook]
            public Task {|IGN0402:OnRestToo|}(string payload) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task One_of_each_stays_quiet() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [VerifyWebhook]
            public bool Verify(WebhookRequest request) => request.Body.Length > 0;

            [Webhook("a", Signature = WebhookSignature.None)]
            public Task OnAAsync(string payload) => Task.CompletedTask;

            [Webhook("b")]
            public Task OnBAsync(string payload) => Task.CompletedTask;

            [Webhook]
            public Task OnRestAsync(string payload) => Task.CompletedTask;
        }
        """);
}
