namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0004Tests
{
    [Fact]
    public Task A_record_with_a_secret_that_is_not_partial_is_reported_at_its_name() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed record {|IGN0004:Config|}([Encrypted] string Key);
        }
        """);

    [Fact]
    public Task Inputs_outputs_payloads_and_what_is_in_them_count() => Rule.VerifyAsync("""
        public sealed record {|IGN0004:Input|} { [Sensitive] public string? Text { get; set; } }

        public sealed record {|IGN0004:Output|} { [Sensitive] public string? Text { get; set; } }

        public sealed record Payload(List<Part> Parts);

        public record struct {|IGN0004:Part|}([Sensitive] string Text);

        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task<Output> SendAsync(Input input, CancellationToken cancellationToken) => Task.FromResult(new Output());

            [Webhook(Signature = WebhookSignature.None)]
            public Task OnEventAsync(Payload payload) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_type_around_the_record_is_reported_as_well() => Rule.VerifyAsync("""
        public static class {|IGN0004:Types|}
        {
            public sealed partial record Settings([Encrypted] string Key);
        }

        [Connector("demo", Config = typeof(Types.Settings))]
        public sealed partial class DemoConnector;
        """);

    [Fact]
    public Task Partial_records_classes_and_records_that_print_themselves_stay_quiet() => Rule.VerifyAsync("""
        public sealed partial record Input([Sensitive] string Text);

        public sealed class Output { [Sensitive] public string? Text { get; set; } }

        public sealed record Other(string Text);

        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed record Config([Encrypted] string Key)
            {
                public override string ToString() => "***";
            }

            [Action]
            public Task<Output> SendAsync(Input input, Other other, CancellationToken cancellationToken) => Task.FromResult(new Output());
        }
        """);
}
