using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>The contexts that <c>[assembly: ConnectorJson]</c> names, and the types that they list by <c>[JsonSerializable]</c>.</summary>
internal sealed class JsonContexts
{
    private readonly Dictionary<ITypeSymbol, string> _contexts = new(SymbolEqualityComparer.Default);
    private readonly SortedSet<string> _used = new(StringComparer.Ordinal);

    public JsonContexts(Compilation compilation)
    {
        IEnumerable<INamedTypeSymbol> contexts = compilation.Assembly.GetAttributes()
            .Where(attribute => attribute.AttributeClass.Is("Igniter.Connectors", "ConnectorJsonAttribute"))
            .SelectMany(attribute => attribute.ConstructorArguments)
            .Select(argument => argument.Value)
            .OfType<INamedTypeSymbol>();

        foreach (INamedTypeSymbol context in contexts)
        {
            foreach (AttributeData attribute in context.GetAttributes())
            {
                if (attribute.AttributeClass.Is("System.Text.Json.Serialization", "JsonSerializableAttribute")
                    && attribute.ConstructorArguments is [{ Value: ITypeSymbol type }])
                {
                    _contexts[type] = context.ToFullName();
                }
            }
        }
    }

    /// <summary>Those that a type was taken from.</summary>
    public IEnumerable<string> Used => _used;

    public bool Lists(ITypeSymbol type)
    {
        if (!_contexts.TryGetValue(type, out string context))
        {
            return false;
        }

        _used.Add(context);
        return true;
    }
}
