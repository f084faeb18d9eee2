using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators;

/// <summary>Reads how a connector is made from dependency injection.</summary>
internal static class ConstructorReader
{
    private const string DependencyInjection = "Microsoft.Extensions.DependencyInjection";

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

    private static ParameterModel Read(IParameterSymbol parameter)
    {
        AttributeData? keyed = parameter.FindAttribute(DependencyInjection, "FromKeyedServicesAttribute");
        return new ParameterModel
        {
            Name = parameter.Name.ToIdentifier(),
            TypeName = parameter.Type.ToFullNameNotNull(),
            Source = keyed is not null ? ParameterSource.Service
                : parameter.Type.Is("System.Net.Http", "HttpClient") ? ParameterSource.HttpClient
                : parameter.Type.Is("System", "IServiceProvider") ? ParameterSource.ServiceProvider
                : ParameterSource.Service,
            AllowsNull = parameter.Type.IsReferenceType && parameter.Type.AllowsNull(),
            Default = parameter.HasExplicitDefaultValue ? Literals.Of(parameter.ExplicitDefaultValue, parameter.Type) : null,
            ServiceKey = keyed?.ConstructorArguments is [TypedConstant key] ? KeyOf(key) : null,
        };
    }

    private static string KeyOf(TypedConstant key) =>
        key.Kind == TypedConstantKind.Primitive && key.Value is not null ? Literals.Of(key.Value, key.Type!) : Literals.Of(key);

    private static bool IsPrimary(IMethodSymbol constructor, CancellationToken cancellationToken) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax);
}
