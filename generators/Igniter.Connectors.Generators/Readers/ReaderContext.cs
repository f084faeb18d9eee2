using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>What the readers of one connector share. Lives only while the connector is read.</summary>
/// <param name="compilation">The compilation.</param>
/// <param name="connector">The connector class; generated code stands in it, so what it can reach is accessible.</param>
/// <param name="cancellationToken">Stops the reading.</param>
internal sealed class ReaderContext(Compilation compilation, INamedTypeSymbol connector, CancellationToken cancellationToken)
{
    private readonly List<Problem> _problems = [];

    public Compilation Compilation => compilation;

    public INamedTypeSymbol Connector => connector;

    public CancellationToken CancellationToken => cancellationToken;

    public IReadOnlyList<Problem> Problems => _problems;

    public void Report(Problem problem)
    {
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    /// <summary>Whether generated code can name the symbol.</summary>
    public bool IsAccessible(ISymbol symbol) => compilation.IsSymbolAccessibleWithin(symbol, connector);
}
