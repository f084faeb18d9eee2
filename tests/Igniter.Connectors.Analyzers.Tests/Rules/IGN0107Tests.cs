namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0107Tests
{
    [Fact]
    public Task A_member_without_a_contract_is_reported_at_the_member() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed record Config(Endpoint[] Endpoints);

            public sealed record Endpoint
            {
                public Action? {|IGN0107:Handler|} { get; init; }

                public int[,]? {|IGN0107:Grid|} { get; init; }
            }
        }
        """);

    [Fact]
    public Task A_parameter_without_a_contract_is_reported_at_the_parameter() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task SendAsync(Type {|IGN0107:type|}, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_result_without_a_contract_is_reported_at_the_method() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task<System.IO.Stream> {|IGN0107:ReadAsync|}(CancellationToken cancellationToken) => Task.FromResult(System.IO.Stream.Null);
        }
        """);

    [Fact]
    public Task A_payload_without_a_contract_is_reported_at_the_parameter() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Webhook(Signature = WebhookSignature.None)]
            public Task OnEventAsync(Delegate {|IGN0107:payload|}) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_type_that_two_connectors_share_is_reported_once() => Rule.VerifyAsync("""
        public sealed record Shared(IntPtr {|IGN0107:Handle|});

        [Connector("one")]
        public sealed partial class OneConnector
        {
            [Action]
            public Task SendAsync(Shared shared, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        [Connector("two")]
        public sealed partial class TwoConnector
        {
            [Action]
            public Task SendAsync(Shared shared, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task What_JSON_knows_and_what_it_ignores_stays_quiet() => Rule.VerifyAsync("""
        using System.Text.Json;
        using System.Text.Json.Serialization;

        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed record Config(Uri Url, DateTimeOffset At, TimeSpan For, Guid Id, Dictionary<string, List<int?>> Map, JsonElement Any, byte[] Bytes)
            {
                [JsonIgnore]
                public Action? Handler { get; init; }
            }

            [Action]
            public Task<(int A, string B)> SendAsync(DayOfWeek day, CancellationToken cancellationToken) => Task.FromResult((1, ""));
        }
        """);
}
