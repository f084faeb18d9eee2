namespace Igniter.Connectors.Analyzers.Tests;

public sealed class IGN0103Tests
{
    [Theory]
    [InlineData("ref int {|IGN0103:value|}")]
    [InlineData("in int {|IGN0103:value|}")]
    [InlineData("ref readonly int {|IGN0103:value|}")]
    [InlineData("ReadOnlySpan<char> {|IGN0103:value|}")]
    [InlineData("params string[] {|IGN0103:value|}")]
    [InlineData("ConnectorContext<string> {|IGN0103:value|}")]
    public Task A_parameter_that_is_no_value_is_reported(string parameter) => Rule.VerifyAsync($$"""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task SendAsync(string text, CancellationToken cancellationToken, {{parameter}}) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_pointer_is_reported() => Rule.VerifyBrokenAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public unsafe Task SendAsync(int* {|IGN0103:value|}, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task An_out_parameter_is_reported() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task SendAsync(out int {|IGN0103:value|}, CancellationToken cancellationToken)
            {
                value = 1;
                return Task.CompletedTask;
            }
        }
        """);

    [Fact]
    public Task Values_contexts_and_services_stay_quiet() => Rule.VerifyAsync("""
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public sealed record Config(string Host);

            [Action]
            public Task SendAsync(
                string text, int? number, string[] items, ReadOnlyMemory<byte> bytes, Config config, ConnectorContext<Config> typed, ConnectorContext context,
                [Service] HttpClient http, CancellationToken cancellationToken) => Task.CompletedTask;

            public void Other(ref int value, params string[] items) => value++;
        }
        """);
}
