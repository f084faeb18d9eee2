using System.Collections.Immutable;
using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Analyzers;

/// <summary>Tells where in the source a problem is: at the attribute's argument, the member or the parameter that is wrong.</summary>
/// <param name="compilation">The compilation.</param>
/// <param name="connector">The connector that was read.</param>
/// <param name="symbols">The compilation's symbols.</param>
/// <param name="cancellationToken">Stops the search.</param>
internal sealed class ProblemLocator(Compilation compilation, ConnectorShape connector, KnownSymbols symbols, CancellationToken cancellationToken)
{
    /// <summary>The place to report and the symbol that is wrong; null where the compiler has its own to say.</summary>
    public (Location Location, ISymbol Symbol)? Find(Problem problem)
    {
        ISymbol symbol = FindSymbol(problem);
        Location? location = problem.Rule switch
        {
            "IGN0002" => connector.Attribute.FindArgument(null, 0, cancellationToken)?.Expression.GetLocation(),
            "IGN0005" => FindConfig(symbol),
            "IGN0102" => FindKey(symbol),
            "IGN0205" => FindAttribute(symbol, problem)?.LocationOf(cancellationToken) ?? SourceOf(symbol),
            "IGN0206" => FindAttribute(symbol, problem)?.LocationOf(null, 0, cancellationToken) ?? SourceOf(symbol),
            _ => SourceOf(symbol),
        };
        return location is null ? null : (location, symbol);
    }

    /// <summary>The symbol that a reader named; the connector where it can't be found again, as a file-local type.</summary>
    private ISymbol FindSymbol(Problem problem)
    {
        ISymbol? found = DocumentationCommentId.GetSymbolsForDeclarationId(problem.Symbol, compilation).FirstOrDefault(IsOwn);
        if (problem.Parameter.Length == 0)
        {
            return found ?? connector.Type;
        }

        ImmutableArray<IParameterSymbol> parameters = found switch
        {
            IMethodSymbol method => method.Parameters,
            INamedTypeSymbol type => type.InstanceConstructors.SelectMany(constructor => constructor.Parameters).ToImmutableArray(),
            _ => [],
        };
        return parameters.FirstOrDefault(parameter => parameter.Name == problem.Parameter) ?? found ?? connector.Type;
    }

    private static bool IsOwn(ISymbol symbol) => symbol.FindSource() is not null;

    private Location SourceOf(ISymbol symbol) => symbol.FindSource() ?? connector.Type.FindSource() ?? Location.None;

    /// <summary>The argument that names the configuration, or the nested type.</summary>
    private Location FindConfig(ISymbol symbol) => connector.Attribute.FindArgument("Config", 0, cancellationToken) is { } argument
        ? argument.Expression.GetLocation()
        : SourceOf(connector.Config ?? symbol);

    /// <summary>The argument that gives the key, or the method that it is derived from.</summary>
    private Location FindKey(ISymbol action) =>
        action.FindAttribute(symbols.Action)?.FindArgument(null, 0, cancellationToken)?.Expression.GetLocation() ?? SourceOf(action);

    /// <summary>The validation attribute that the problem's first argument names.</summary>
    private static AttributeData? FindAttribute(ISymbol symbol, Problem problem) => AttributeFinder.Find(symbol).FirstOrDefault(attribute =>
        attribute.AttributeClass is { } type
        && attribute.ApplicationSyntaxReference is not null
        && (type.Name == problem.Arguments[0] || type.Name == problem.Arguments[0] + "Attribute"));
}
