namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0106Tests
{
    [Theory]
    [InlineData("public static Task {|IGN0106:SendAsync|}")]
    [InlineData("private Task {|IGN0106:SendAsync|}")]
    [InlineData("private protected Task {|IGN0106:SendAsync|}")]
    [InlineData("protected Task {|IGN0106:SendAsync|}")]
    [InlineData("Task {|IGN0106:SendAsync|}")]
    [InlineData("public Task {|IGN0106:SendAsync|}<T>")]
    public Task A_method_that_cannot_be_called_is_reported_at_its_name(string method) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public partial class DemoConnector
        {
            [Action]
            {{method}}(string text, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    [InlineData("protected internal")]
    [InlineData("public virtual")]
    public Task A_method_that_can_be_called_stays_quiet(string modifiers) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public partial class DemoConnector
        {
            [Action]
            {{modifiers}} Task SendAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);
}
