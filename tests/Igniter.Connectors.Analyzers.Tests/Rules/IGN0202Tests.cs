namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0202Tests
{
    [Fact]
    public Task A_mark_on_what_is_neither_stored_nor_shown_is_reported_at_the_attribute() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config
            {
                [{|IGN0202:Encrypted|}] public static string Static { get; } = "";

                [{|IGN0202:Sensitive|}] internal string Internal { get; init; } = "";

                [{|IGN0202:Encrypted|}] public string this[int index] => $"{index}";
            }

            [{|IGN0202:Encrypted|}] public string Name { get; } = "";
        }
        """);

    [Fact]
    public Task A_mark_on_what_JSON_ignores_is_reported_unless_a_record_prints_it() => Rule.VerifyAsync("""
        using System.Text.Json.Serialization;

        [Connector("one")]
        public sealed partial class OneConnector
        {
            public sealed class Config
            {
                [JsonIgnore, {|IGN0202:Encrypted|}] public string Key { get; set; } = "";

                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Encrypted] public string? Other { get; set; }

                [JsonIgnore] public string Token { get; set; } = "";
            }
        }

        [Connector("two")]
        public sealed partial class TwoConnector
        {
            public sealed partial record Config([property: JsonIgnore, Encrypted] string Key = "");
        }
        """);

    [Fact]
    public Task A_mark_on_a_type_that_no_connector_uses_is_reported() => Rule.VerifyAsync("""
        public sealed class Unrelated
        {
            [Display(Name = "Key"), {|IGN0202:Encrypted|}] public string Key { get; set; } = "";
        }

        public sealed partial record Other([{|IGN0202:Sensitive|}] string Text);

        [Connector("demo")]
        public sealed partial class DemoConnector;
        """);

    [Fact]
    public Task A_mark_on_a_parameter_that_is_no_input_is_reported() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task SendAsync([Sensitive] string text, [{|IGN0202:Sensitive|}] CancellationToken cancellationToken) => Helper(text);

            [OnValidate]
            public void Validate([{|IGN0202:Sensitive|}] ConnectorContext context) { }

            private static Task Helper([{|IGN0202:Sensitive|}] string text) => Task.FromResult(text);
        }
        """);

    [Fact]
    public Task Encrypting_what_is_not_stored_is_reported() => Rule.VerifyAsync("""
        public sealed partial record Output([{|IGN0202:Encrypted|}] string Text);

        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task<Output> SendAsync([{|IGN0202:Encrypted|}] string text, CancellationToken cancellationToken) => Task.FromResult(new Output(text));
        }
        """);

    [Fact]
    public Task The_weaker_of_two_marks_is_reported() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed partial record Config([Encrypted, {|IGN0202:Sensitive|}] string Key);
        }
        """);

    [Fact]
    public Task Marks_with_an_effect_stay_quiet() => Rule.VerifyAsync("""
        public sealed partial record Part([property: Encrypted] string Key, [Sensitive] int Number);

        public sealed class Output
        {
            [Sensitive] public string? Text { get; set; }
        }

        public class Settings(string key)
        {
            [Encrypted] public string Key { get; } = key;
        }

        public class Derived(string key, List<Part> parts) : Settings(key)
        {
            public List<Part> Parts { get; } = parts;

            [Encrypted] public Part? Whole { get; init; }
        }

        [Connector("demo", Config = typeof(Derived))]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task<Output> SendAsync([Sensitive] string text, CancellationToken cancellationToken) => Task.FromResult(new Output());

            [Webhook(Signature = WebhookSignature.None)]
            public Task OnEventAsync([Sensitive] string payload) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_library_of_types_without_connectors_stays_quiet() => Rule.VerifyAsync("""
        public sealed partial record Settings([Encrypted] string Key);
        """);
}
