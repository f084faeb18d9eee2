using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators;

/// <summary>Chooses the constructor that makes an object from JSON, by the rules of System.Text.Json; a positional record struct uses its own, too.</summary>
internal static class JsonConstructorReader
{
    private const string Serialization = "System.Text.Json.Serialization";

    /// <summary>Gives null with the reason when none can be chosen.</summary>
    public static IMethodSymbol? Choose(INamedTypeSymbol type, ReaderContext context, out string? refusal)
    {
        refusal = null;
        ImmutableArray<IMethodSymbol> constructors = type.InstanceConstructors;
        IMethodSymbol? chosen = constructors.FirstOrDefault(constructor => constructor.FindAttribute(Serialization, "JsonConstructorAttribute") is not null);
        if (chosen is not null)
        {
            return chosen;
        }

        if (type.IsValueType)
        {
            return constructors.FirstOrDefault(constructor => IsPositional(constructor, context))
                ?? constructors.FirstOrDefault(constructor => constructor.Parameters.IsEmpty);
        }

        IMethodSymbol[] candidates = [.. constructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public)];
        chosen = candidates.FirstOrDefault(constructor => constructor.Parameters.IsEmpty) ?? (candidates.Length == 1 ? candidates[0] : null);
        refusal = chosen is not null ? null
            : candidates.Length == 0 ? "it has no public constructor: add one, or mark one with [JsonConstructor]"
            : "it has several constructors: mark one with [JsonConstructor]";
        return chosen;
    }

    /// <summary>The parameter that a member's value is handed to: of the same name but for case, and of the same type.</summary>
    public static IParameterSymbol? FindParameter(IMethodSymbol? constructor, string name, ITypeSymbol type) => constructor?.Parameters.FirstOrDefault(
        parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(parameter.Type, type));

    public static bool SetsRequiredMembers(IMethodSymbol? constructor) =>
        constructor?.FindAttribute("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute") is not null;

    public static ConstructionModel Read(IMethodSymbol constructor, string typeId, ReaderContext context)
    {
        bool isOutOfReach = !context.IsAccessible(constructor) || (!SetsRequiredMembers(constructor) && HasRequiredMembers(constructor.ContainingType));
        bool isDefault = constructor.ContainingType.IsValueType && constructor.IsImplicitlyDeclared && constructor.Parameters.IsEmpty;

        return new(
            constructor.Parameters.Select(Read).ToEquatableArray(),
            isOutOfReach && !isDefault ? AccessorReader.OfMethod("New_" + typeId, constructor) : null,
            isDefault);
    }

    private static ConstructorParameterModel Read(IParameterSymbol parameter) => new(
        parameter.Name,
        parameter.Type.ToFullName(),
        parameter.HasExplicitDefaultValue ? Literals.Of(parameter.ExplicitDefaultValue, parameter.Type) : null);

    private static bool IsPositional(IMethodSymbol constructor, ReaderContext context) =>
        !constructor.Parameters.IsEmpty
        && (constructor.ContainingType.Is("System.Collections.Generic", "KeyValuePair")
            || constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(context.CancellationToken) is RecordDeclarationSyntax));

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }
}
