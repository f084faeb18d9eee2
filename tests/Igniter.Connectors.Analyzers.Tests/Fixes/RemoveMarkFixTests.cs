namespace Igniter.Connectors.Analyzers.Tests;

public sealed class RemoveMarkFixTests
{
    [Fact]
    public Task A_mark_without_effect_is_removed() => Fix.VerifyAsync(
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            /// <summary>The name.</summary>
            [{|IGN0202:Encrypted|}]
            public string Name { get; } = "";
        }
        """,
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            /// <summary>The name.</summary>
            public string Name { get; } = "";
        }
        """);

    [Fact]
    public Task All_marks_without_effect_are_removed_or_replaced() => Fix.VerifyAsync(
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [{|IGN0202:Encrypted|}, {|IGN0202:Sensitive|}] public string Name { get; } = "";

            [Display(Name = "Kind"), {|IGN0202:Sensitive|}]
            public string Kind { get; } = "";

            [Action]
            public Task SendAsync(
                [Sensitive] string text,
                [{|IGN0202:Sensitive|}] CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """,
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            public string Name { get; } = "";

            [Display(Name = "Kind")]
            public string Kind { get; } = "";

            [Action]
            public Task SendAsync(
                [Sensitive] string text,
                CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Encryption_of_an_input_becomes_sensitivity() => Fix.VerifyAsync(
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task SendAsync([{|IGN0202:Encrypted|}] string text, [{|IGN0202:Encrypted|}] string other, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """,
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task SendAsync([Sensitive] string text, [Sensitive] string other, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);
}
