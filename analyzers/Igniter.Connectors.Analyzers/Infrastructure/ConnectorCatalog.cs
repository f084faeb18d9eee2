using System.Collections.Immutable;
using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Analyzers;

/// <summary>The connectors that an assembly sees: its own, and the public ones of its references.</summary>
internal sealed class ConnectorCatalog
{
    private const string Exported = "Igniter.Connectors.Descriptors.ExportedConnectorAttribute";

    private readonly HashSet<ISymbol> _excluded = new(SymbolEqualityComparer.Default);

    public ConnectorCatalog(Compilation compilation, KnownSymbols symbols)
    {
        Own = [.. TypesIn(compilation.Assembly.GlobalNamespace).Select(symbols.FindConnector).OfType<ConnectorShape>()];
        Referenced = [.. ReadReferences(compilation, symbols.Type(Exported))];

        foreach (AttributeData attribute in compilation.Assembly.GetAttributes())
        {
            if (attribute.AttributeClass.Is(symbols.ExcludeConnector) && attribute.ConstructorArguments is [{ Value: ITypeSymbol type }, ..])
            {
                _excluded.Add(type);
            }
        }
    }

    /// <summary>The assembly's own.</summary>
    public ImmutableArray<ConnectorShape> Own { get; }

    /// <summary>Those of other assemblies.</summary>
    public ImmutableArray<ReferencedConnector> Referenced { get; }

    /// <summary>Whether the assembly leaves a connector out.</summary>
    public bool IsExcluded(INamedTypeSymbol connector) => _excluded.Contains(connector);

    /// <summary>Whether a connector stands before another one, so that of two that clash the later one is to blame.</summary>
    public static bool Precedes(ConnectorShape connector, ConnectorShape other)
    {
        Location? first = connector.Type.FindSource();
        Location? second = other.Type.FindSource();
        if (first is null || second is null)
        {
            return second is not null;
        }

        int byFile = string.CompareOrdinal(first.SourceTree?.FilePath, second.SourceTree?.FilePath);
        return byFile != 0 ? byFile < 0 : first.SourceSpan.Start < second.SourceSpan.Start;
    }

    private static IEnumerable<ReferencedConnector> ReadReferences(Compilation compilation, INamedTypeSymbol? exported)
    {
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            bool knowsSdk = assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "Igniter.Connectors"));
            foreach (AttributeData attribute in knowsSdk ? assembly.GetAttributes() : [])
            {
                if (attribute.AttributeClass.Is(exported)
                    && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol type }, { Value: string key }]
                    && DeclarationReader.IsPublic(type))
                {
                    yield return new(type, key);
                }
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner and not { Name: "IgniterGenerated" })
            {
                if (inner is INamedTypeSymbol type)
                {
                    yield return type;
                }

                foreach (INamedTypeSymbol nested in TypesIn(inner))
                {
                    yield return nested;
                }
            }
        }
    }
}

/// <summary>A connector of another assembly.</summary>
/// <param name="Type">The class.</param>
/// <param name="Key">Its key.</param>
internal sealed record ReferencedConnector(INamedTypeSymbol Type, string Key);
