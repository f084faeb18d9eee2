namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0105Tests
{
    [Theory]
    [InlineData("ConnectAsync")]
    [InlineData("UpdateAsync")]
    [InlineData("GetAsync")]
    [InlineData("DisconnectAsync")]
    [InlineData("RevealConfigAsync")]
    [InlineData("Named")]
    [InlineData("ToString")]
    public Task A_name_that_the_client_has_is_reported_at_the_method(string name) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task {|IGN0105:{{name}}|}(string text, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Two_actions_with_the_same_inputs_are_reported_at_the_second() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed record Config(string Host);

            [Action("one")]
            public Task SendAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

            [Action("two")]
            public Task {|IGN0105:SendAsync|}(string text, Config config, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Free_names_stay_quiet() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task SendAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

            [Action]
            public Task Connect(CancellationToken cancellationToken) => Task.CompletedTask;

            public Task GetAsync() => Task.CompletedTask;
        }
        """);
}
