namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0104Tests
{
    [Fact]
    public Task An_action_without_a_token_is_reported_at_the_method() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task {|IGN0104:SendAsync|}(string text) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_token_in_the_context_is_easily_forgotten_so_it_does_not_count() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task {|IGN0104:SendAsync|}(ConnectorContext context) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Actions_with_a_token_overrides_and_other_methods_stay_quiet() => Rule.VerifyAsync("""
        public abstract class Base
        {
            public abstract Task PushAsync();
        }

        [Connector("demo")]
        public sealed partial class DemoConnector : Base
        {
            [Action]
            public Task SendAsync(string text, CancellationToken ct) => Task.CompletedTask;

            [Action]
            public override Task PushAsync() => Task.CompletedTask;

            public Task OtherAsync() => Task.CompletedTask;

            [TestConnection]
            public Task TestAsync() => Task.CompletedTask;
        }
        """);
}
