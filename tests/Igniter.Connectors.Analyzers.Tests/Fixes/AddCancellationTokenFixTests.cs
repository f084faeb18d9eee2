namespace Igniter.Connectors.Analyzers.Tests;

public sealed class AddCancellationTokenFixTests
{
    [Fact]
    public Task A_token_is_added_at_the_end() => Fix.VerifyAsync(
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task {|IGN0104:SendAsync|}(string text) => Task.CompletedTask;
        }
        """,
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task SendAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task All_actions_get_one_that_fits() => Fix.VerifyAsync(
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task {|IGN0104:NoneAsync|}() => Task.CompletedTask;

            [Action]
            public Task {|IGN0104:OptionalAsync|}(string text = "") => Task.CompletedTask;

            [Action]
            public Task {|IGN0104:TakenAsync|}(string cancellationToken) => Task.CompletedTask;

            [Action]
            public Task {|IGN0104:LongAsync|}(
                string text,
                string other) => Task.CompletedTask;

            [Action]
            public async IAsyncEnumerable<int> {|IGN0104:Stream|}()
            {
                await Task.Yield();
                yield return 1;
            }
        }
        """,
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task NoneAsync(CancellationToken cancellationToken) => Task.CompletedTask;

            [Action]
            public Task OptionalAsync(string text = "", CancellationToken cancellationToken = default) => Task.CompletedTask;

            [Action]
            public Task TakenAsync(string cancellationToken, CancellationToken token) => Task.CompletedTask;

            [Action]
            public Task LongAsync(
                string text,
                string other,
                CancellationToken cancellationToken) => Task.CompletedTask;

            [Action]
            public async IAsyncEnumerable<int> Stream([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
            {
                await Task.Yield();
                yield return 1;
            }
        }
        """);

    [Fact]
    public Task What_an_interface_demands_stays() => Fix.VerifyAsync(
        """
        public interface ISender
        {
            Task SendAsync(string text);
        }

        [Connector("demo")]
        public sealed partial class DemoConnector : ISender
        {
            [Action]
            public Task {|IGN0104:SendAsync|}(string text) => Task.CompletedTask;
        }
        """,
        """
        public interface ISender
        {
            Task SendAsync(string text);
        }

        [Connector("demo")]
        public sealed partial class DemoConnector : ISender
        {
            [Action]
            public Task {|IGN0104:SendAsync|}(string text) => Task.CompletedTask;
        }
        """);
}
