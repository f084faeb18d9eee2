using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators;

/// <summary>Reads how a connector is made from dependency injection.</summary>
internal static class ConstructorReader
{
    private const string DependencyInjection = "Microsoft.Extensions.DependencyInjection";

    /// <summary>
    /// The parameters of the primary constructor, or of the longest one, a public one and one that can be filled before others; null where there
    /// is none that can be called.
    /// </summary>
    public static EquatableArray<ParameterModel>? Read(ReaderContext reader)
    {
        INamedTypeSymbol connector = reader.Connector;
        IMethodSymbol? constructor = connector.InstanceConstructors
            .Where(candidate => candidate.Parameters.All(CanBePassed))
            .OrderByDescending(candidate => IsPrimary(candidate, reader.CancellationToken))
            .ThenByDescending(candidate => candidate.DeclaredAccessibility)
            .ThenByDescending(candidate => candidate.Parameters.All(IsService))
            .ThenByDescending(candidate => candidate.Parameters.Length)
            .FirstOrDefault();
        if (constructor is null)
        {
            reader.Report(Problem.At(Rules.ClassNotUsable, connector, connector.Name, "it has no constructor without parameters by reference"));
            return null;
        }

        if (constructor.Parameters.FirstOrDefault(parameter => !IsService(parameter)) is { } unknown)
        {
            reader.Report(Problem.At(
                Rules.ClassNotUsable,
                unknown,
                connector.Name,
                $"dependency injection has no '{unknown.Type.ToDisplayString()}' for its parameter '{unknown.Name}'; take options or a service, or give it a default"));
        }

        if (constructor.FindAttribute("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute") is null && FindRequired(connector) is { } required)
        {
            reader.Report(Problem.At(
                Rules.ClassNotUsable,
                SymbolEqualityComparer.Default.Equals(required.ContainingType, connector) ? required : connector,
                connector.Name,
                $"nobody sets its required member '{required.Name}'; take it as parameter of the constructor"));
            return null;
        }

        return constructor.Parameters.Select(Read).ToEquatableArray();
    }

    private static ISymbol? FindRequired(INamedTypeSymbol connector)
    {
        ISymbol? required = null;
        for (INamedTypeSymbol? type = connector; type is not null && required is null; type = type.BaseType)
        {
            required = type.GetMembers().FirstOrDefault(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
        }

        return required;
    }

    private static bool CanBePassed(IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType && parameter.Type is not (IPointerTypeSymbol or IFunctionPointerTypeSymbol);

    /// <summary>Whether it can come from dependency injection, where texts and values aren't registered.</summary>
    private static bool IsService(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue
        || parameter.Type.AllowsNull()
        || parameter.FindAttribute(DependencyInjection, "FromKeyedServicesAttribute") is not null
        || !(parameter.Type.IsValueType || parameter.Type.SpecialType == SpecialType.System_String);

    private static ParameterModel Read(IParameterSymbol parameter) => ServiceReader.Read(parameter) switch
    {
        { ServiceKey: null } service when parameter.Type.Is("System.Net.Http", "HttpClient") => service with { Source = ParameterSource.HttpClient },
        { ServiceKey: null } service when parameter.Type.Is("System.Net.Http", "IHttpClientFactory") => service with { Source = ParameterSource.HttpClientFactory },
        { ServiceKey: null } service when parameter.Type.Is("System", "IServiceProvider") => service with { Source = ParameterSource.ServiceProvider },
        ParameterModel service => service,
    };

    private static bool IsPrimary(IMethodSymbol constructor, CancellationToken cancellationToken) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax);
}
