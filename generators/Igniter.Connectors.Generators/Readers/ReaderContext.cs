using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>What the readers of one connector share. Lives only while the connector is read.</summary>
/// <param name="compilation">The compilation.</param>
/// <param name="connector">The connector class; generated code stands in it, so what it can reach is accessible.</param>
/// <param name="cancellationToken">Stops the reading.</param>
internal sealed class ReaderContext(Compilation compilation, INamedTypeSymbol connector, CancellationToken cancellationToken)
{
    private const string Sdk = "Igniter.Connectors";

    private readonly List<Problem> _problems = [];
    private Dictionary<string, List<IMethodSymbol>>? _marked;

    public Compilation Compilation => compilation;

    public INamedTypeSymbol Connector => connector;

    public CancellationToken CancellationToken => cancellationToken;

    public DocumentationReader Documentation { get; } = new(cancellationToken);

    public IReadOnlyList<Problem> Problems => _problems;

    public void Report(Problem problem)
    {
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    /// <summary>The connector's methods with that attribute of the SDK, in the order of declaration.</summary>
    public IReadOnlyList<IMethodSymbol> MethodsWith(string attribute) =>
        (_marked ??= FindMarked()).TryGetValue(attribute, out List<IMethodSymbol> methods) ? methods : [];

    /// <summary>Whether generated code can name the symbol.</summary>
    public bool IsAccessible(ISymbol symbol) => IsPublic(symbol) || compilation.IsSymbolAccessibleWithin(symbol, connector);

    /// <summary>Spares most symbols the compiler's check, which goes through all references.</summary>
    private static bool IsPublic(ISymbol symbol) => symbol is INamedTypeSymbol type
        ? DeclarationReader.IsPublic(type)
        : symbol.DeclaredAccessibility == Accessibility.Public && DeclarationReader.IsPublic(symbol.ContainingType);

    private Dictionary<string, List<IMethodSymbol>> FindMarked()
    {
        Dictionary<string, List<IMethodSymbol>> marked = new(StringComparer.Ordinal);
        foreach (IMethodSymbol method in connector.GetMembers().OfType<IMethodSymbol>())
        {
            foreach (AttributeData attribute in method.GetAttributes())
            {
                if (attribute.AttributeClass is { } type && type.Is(Sdk, type.Name))
                {
                    List<IMethodSymbol> methods = marked.TryGetValue(type.Name, out List<IMethodSymbol> known) ? known : marked[type.Name] = [];
                    if (!methods.Contains(method, SymbolEqualityComparer.Default))
                    {
                        methods.Add(method);
                    }
                }
            }
        }

        return marked;
    }
}
