using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>The types of a compilation that its connectors' configurations, inputs, results and payloads may be made of.</summary>
internal sealed class ConnectorTypes
{
    private readonly HashSet<ISymbol> _types = new(SymbolEqualityComparer.Default);
    private readonly IAssemblySymbol _assembly;
    private readonly CancellationToken _cancellationToken;

    private ConnectorTypes(IAssemblySymbol assembly, CancellationToken cancellationToken)
    {
        _assembly = assembly;
        _cancellationToken = cancellationToken;
    }

    public static ConnectorTypes Find(Compilation compilation, CancellationToken cancellationToken)
    {
        ConnectorTypes types = new(compilation.Assembly, cancellationToken);
        types.AddConnectors(compilation.Assembly.GlobalNamespace);
        return types;
    }

    /// <summary>Whether a property or a parameter belongs to one of them, or to a connector itself.</summary>
    public bool Contains(ISymbol member) => member.ContainingType is { } type && _types.Contains(type.OriginalDefinition);

    private void AddConnectors(INamespaceOrTypeSymbol container)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        foreach (INamespaceOrTypeSymbol member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type && type.FindAttribute("Igniter.Connectors", "ConnectorAttribute") is { } connector)
            {
                Add(type);
                Add(connector.NamedArgument("Config") as ITypeSymbol);
                foreach (INamedTypeSymbol nested in type.GetTypeMembers("Config"))
                {
                    Add(nested);
                }
            }

            AddConnectors(member);
        }
    }

    private void Add(ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Add(array.ElementType);
                break;
            case INamedTypeSymbol named:
                foreach (ITypeSymbol argument in named.TypeArguments)
                {
                    Add(argument);
                }

                if (SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, _assembly) && _types.Add(named.OriginalDefinition))
                {
                    AddPartsOf(named);
                }

                break;
        }
    }

    private void AddPartsOf(INamedTypeSymbol type)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        Add(type.BaseType);
        foreach (AttributeData derived in type.GetAttributes().Where(
            attribute => attribute.AttributeClass.Is("System.Text.Json.Serialization", "JsonDerivedTypeAttribute")))
        {
            Add(derived.ConstructorArguments.FirstOrDefault().Value as ITypeSymbol);
        }

        foreach (ISymbol member in type.GetMembers())
        {
            switch (member)
            {
                case IPropertySymbol property:
                    Add(property.Type);
                    break;
                case IFieldSymbol field:
                    Add(field.Type);
                    break;
                case IMethodSymbol method:
                    Add(method.ReturnType);
                    foreach (IParameterSymbol parameter in method.Parameters)
                    {
                        Add(parameter.Type);
                    }

                    break;
            }
        }
    }
}
