using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads what is declared on assemblies: scopes, connectors of references, connectors to leave out.</summary>
internal static class RegistryReader
{
    private const string Sdk = "Igniter.Connectors";

    public static CompilationModel Read(Compilation compilation, CancellationToken cancellationToken)
    {
        ImmutableArray<AttributeData> attributes = compilation.Assembly.GetAttributes();
        ImmutableArray<IAssemblySymbol> assemblies = compilation.SourceModule.ReferencedAssemblySymbols;
        return new CompilationModel(
            assemblies.Any(static assembly => ReferenceMemory.RoleOf(assembly) == ReferenceRole.Runtime),
            ReadScopes(attributes),
            ReadReferences(compilation, assemblies, cancellationToken),
            TypeArguments(attributes, Sdk, "ExcludeConnectorAttribute")
                .Select(type => type.ToFullNameNotNull())
                .OrderBy(name => name, StringComparer.Ordinal)
                .ToEquatableArray());
    }

    /// <summary>A connector of this assembly as its registration sees it; nothing for one that can't run.</summary>
    public static IEnumerable<SeenConnectorModel> ReadOwn(ConnectorModel connector) =>
        connector.CanRun ? [new(connector.FullName, connector.Key, connector.Warnings)] : [];

    /// <summary>Puts together what is declared on assemblies and the assembly's own connectors; nothing without the run-time library.</summary>
    public static IEnumerable<RegistryModel> Combine(CompilationModel compilation, ImmutableArray<SeenConnectorModel> own) => !compilation.HasRuntime
        ? []
        : [new RegistryModel
        {
            Scopes = compilation.Scopes,
            Connectors = own.Concat(compilation.Referenced)
                .Select(connector => connector.FullName)
                .Except(compilation.Excluded)
                .OrderBy(name => name, StringComparer.Ordinal)
                .ToEquatableArray(),
            Exports = own.OrderBy(connector => connector.FullName, StringComparer.Ordinal).ToEquatableArray(),
            Warnings = own.Concat(compilation.Referenced).SelectMany(connector => connector.Warnings).Distinct().OrderBy(id => id, StringComparer.Ordinal).ToEquatableArray(),
        }];

    private static EquatableArray<ScopeModel> ReadScopes(ImmutableArray<AttributeData> attributes) => attributes
        .Where(attribute => attribute.AttributeClass.Is(Sdk, "ConnectorScopeAttribute"))
        .Select(attribute => new ScopeModel(
            attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "",
            attribute.NamedArgument("RequiresIdentity") as bool? ?? true))
        .Where(scope => Names.IsKey(scope.Key))
        .OrderBy(scope => scope.Key, StringComparer.Ordinal)
        .GroupBy(scope => Names.ToPascalCase(scope.Key))
        .Select(group => group.First())
        .ToEquatableArray();

    private static EquatableArray<SeenConnectorModel> ReadReferences(
        Compilation compilation, ImmutableArray<IAssemblySymbol> assemblies, CancellationToken cancellationToken)
    {
        List<SeenConnectorModel> connectors = [];
        foreach (IAssemblySymbol assembly in assemblies)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ReferenceMemory.RoleOf(assembly) == ReferenceRole.User && IsGlobal(compilation.GetMetadataReference(assembly)))
            {
                connectors.AddRange(TypeArguments(assembly.GetAttributes(), "Igniter.Connectors.Descriptors", "ExportedConnectorAttribute")
                    .Where(DeclarationReader.IsPublic)
                    .Select(type => new SeenConnectorModel(type.ToFullNameNotNull(), "", TypeAttributes.Read(type).Warnings.ToEquatableArray())));
            }
        }

        return connectors.Distinct().OrderBy(connector => connector.FullName, StringComparer.Ordinal).ToEquatableArray();
    }

    private static bool IsGlobal(MetadataReference? reference) => reference is not null
        && (reference.Properties.Aliases.IsDefaultOrEmpty || reference.Properties.Aliases.Contains(MetadataReferenceProperties.GlobalAlias));

    private static IEnumerable<INamedTypeSymbol> TypeArguments(ImmutableArray<AttributeData> attributes, string containingNamespace, string name) => attributes
        .Where(attribute => attribute.AttributeClass.Is(containingNamespace, name))
        .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value)
        .OfType<INamedTypeSymbol>();
}
