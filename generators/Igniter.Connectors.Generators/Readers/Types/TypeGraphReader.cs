using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads the types that cross a connector's border as JSON.</summary>
internal sealed class TypeGraphReader(ReaderContext context)
{
    public IReadOnlyList<Problem> Problems => context.Problems;

    /// <summary>Adds a type that gets a contract. Gives the id of the <see cref="RootModel"/>, or null with the problems recorded.</summary>
    public string? AddRoot(ITypeSymbol type) => throw new NotImplementedException(type.Name);

    /// <summary>
    /// Adds the input class of an action: <c>Kind = Object</c>, <c>IsInput</c>, one member for each parameter in their order, a root. The id is the
    /// name of the class, nested in <c>IgniterGenerated</c>.
    /// </summary>
    public string? AddInput(string id, IEnumerable<IParameterSymbol> parameters) => throw new NotImplementedException(id);

    public TypeGraph Build() => throw new NotImplementedException();
}
