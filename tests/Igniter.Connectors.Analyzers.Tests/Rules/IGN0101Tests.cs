namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0101Tests
{
    [Theory]
    [InlineData("string", "\"a\"")]
    [InlineData("int?", "1")]
    [InlineData("IEnumerable<int>", "[]")]
    public Task A_result_that_is_no_task_is_reported_at_the_method(string type, string value) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public {{type}} {|IGN0101:Read|}(string id, CancellationToken cancellationToken) => {{value}};
        }
        """);

    [Fact]
    public Task No_result_is_reported_also_when_async() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public void {|IGN0101:Send|}(CancellationToken cancellationToken) { }

            [Action]
            public async void {|IGN0101:Push|}(CancellationToken cancellationToken) => await Task.Delay(1, cancellationToken);
        }
        """);

    [Fact]
    public Task Tasks_and_streams_stay_quiet() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task AAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            [Action]
            public Task<int> BAsync(CancellationToken cancellationToken) => Task.FromResult(1);

            [Action]
            public ValueTask CAsync(CancellationToken cancellationToken) => default;

            [Action]
            public ValueTask<string?> DAsync(CancellationToken cancellationToken) => default;

            [Action]
            public async IAsyncEnumerable<int> E([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
            {
                await Task.Delay(1, cancellationToken);
                yield return 1;
            }

            public string NoAction() => "";
        }
        """);
}
