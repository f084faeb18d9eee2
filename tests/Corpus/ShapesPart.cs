using Igniter.Connectors;

namespace Corpus.Shapes;

internal static partial class Outer
{
    internal sealed partial class @eventConnector
    {
        [Action]
        public Task<int> SecondFileAsync(int a, int b = 2) => Task.FromResult(a + b);
    }
}
