namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0102Tests
{
    [Fact]
    public Task A_key_of_an_earlier_action_is_reported_at_the_argument() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action("send")]
            public Task SendAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            [Action({|IGN0102:"send"|}, Description = "Again")]
            public Task SendAgainAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task An_overload_is_reported_at_the_method() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task SendAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

            [Action]
            public Task {|IGN0102:SendAsync|}(int number, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task An_overload_with_the_same_inputs_is_reported_once() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed record Config(string Host);

            [Action]
            public Task SendAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

            [Action]
            public Task {|IGN0102:SendAsync|}(string text, Config config, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Keys_of_their_own_stay_quiet() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task SendAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

            [Action("sendNumber")]
            public Task SendAsync(int number, CancellationToken cancellationToken) => Task.CompletedTask;

            [Action]
            public Task PushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            public Task Send() => Task.CompletedTask;
        }
        """);
}
