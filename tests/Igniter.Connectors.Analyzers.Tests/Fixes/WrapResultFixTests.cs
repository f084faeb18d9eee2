namespace Igniter.Connectors.Analyzers.Tests;

public sealed class WrapResultFixTests
{
    [Fact]
    public Task A_value_is_wrapped() => Fix.VerifyAsync(
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public string {|IGN0101:Read|}(string text, CancellationToken cancellationToken) => text;
        }
        """,
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task<string> Read(string text, CancellationToken cancellationToken) => Task.FromResult(text);
        }
        """);

    [Fact]
    public Task All_results_are_wrapped_as_they_need_it() => Fix.VerifyAsync(
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public int? {|IGN0101:Count|}(string text, CancellationToken cancellationToken)
            {
                if (text.Length == 0)
                {
                    return null;
                }

                Func<int> inner = () => { return 1; };
                return text.Length + inner();
            }

            [Action]
            public void {|IGN0101:Send|}(string text, CancellationToken cancellationToken)
            {
                if (text.Length == 0)
                {
                    return;
                }

                Console.WriteLine(text);
            }

            [Action]
            public void {|IGN0101:Fail|}(CancellationToken cancellationToken)
            {
                throw new InvalidOperationException();
            }

            [Action]
            public void {|IGN0101:Push|}(string text, CancellationToken cancellationToken) => Console.WriteLine(text);

            [Action]
            public async void {|IGN0101:Wait|}(CancellationToken cancellationToken) => await Task.Delay(1, cancellationToken);

            [Action]
            public IEnumerable<int> {|IGN0101:Numbers|}([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
            {
                yield return 1;
            }

            [Action]
            public string {|IGN0101:Never|}(CancellationToken cancellationToken) => throw new InvalidOperationException();
        }
        """,
        """
        [Connector("demo")]
        public sealed partial class DemoConnector
        {
            [Action]
            public Task<int?> Count(string text, CancellationToken cancellationToken)
            {
                if (text.Length == 0)
                {
                    return Task.FromResult<int?>(null);
                }

                Func<int> inner = () => { return 1; };
                return Task.FromResult<int?>(text.Length + inner());
            }

            [Action]
            public Task Send(string text, CancellationToken cancellationToken)
            {
                if (text.Length == 0)
                {
                    return Task.CompletedTask;
                }

                Console.WriteLine(text);
                return Task.CompletedTask;
            }

            [Action]
            public Task Fail(CancellationToken cancellationToken)
            {
                throw new InvalidOperationException();
            }

            [Action]
            public Task Push(string text, CancellationToken cancellationToken)
            {
                Console.WriteLine(text);
                return Task.CompletedTask;
            }

            [Action]
            public async Task Wait(CancellationToken cancellationToken) => await Task.Delay(1, cancellationToken);

            [Action]
            public async IAsyncEnumerable<int> Numbers([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
            {
                yield return 1;
            }

            [Action]
            public Task<string> Never(CancellationToken cancellationToken) => throw new InvalidOperationException();
        }
        """);
}
