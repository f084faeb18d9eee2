using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators;

/// <summary>Reads how a connector is made from dependency injection.</summary>
internal static class ConstructorReader
{
    /// <summary>The parameters of the primary constructor, or of the longest one, a public one before others.</summary>
    public static EquatableArray<ParameterModel> Read(INamedTypeSymbol connector, CancellationToken cancellationToken)
    {
        IMethodSymbol? constructor = connector.InstanceConstructors
            .Where(candidate => candidate.Parameters.All(parameter => parameter.RefKind == RefKind.None))
            .OrderByDescending(candidate => IsPrimary(candidate, cancellationToken))
            .ThenByDescending(candidate => candidate.DeclaredAccessibility)
            .ThenByDescending(candidate => candidate.Parameters.Length)
            .FirstOrDefault();

        return constructor?.Parameters.Select(Read).ToEquatableArray() ?? default;
    }

    private static ParameterModel Read(IParameterSymbol parameter) => ServiceReader.Read(parameter) switch
    {
        { ServiceKey: null } service when parameter.Type.Is("System.Net.Http", "HttpClient") => service with { Source = ParameterSource.HttpClient },
        { ServiceKey: null } service when parameter.Type.Is("System", "IServiceProvider") => service with { Source = ParameterSource.ServiceProvider },
        ParameterModel service => service,
    };

    private static bool IsPrimary(IMethodSymbol constructor, CancellationToken cancellationToken) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax);
}
