using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Analyzers;

/// <summary>What rules ask symbols.</summary>
internal static class SymbolQuestions
{
    public static bool Is(this ISymbol? symbol, ISymbol? other) => other is not null && SymbolEqualityComparer.Default.Equals(symbol, other);

    public static AttributeData? FindAttribute(this ISymbol symbol, INamedTypeSymbol? attribute) =>
        attribute is null ? null : symbol.GetAttributes().FirstOrDefault(candidate => candidate.AttributeClass.Is(attribute));

    public static bool Has(this ISymbol symbol, INamedTypeSymbol? attribute) => symbol.FindAttribute(attribute) is not null;

    public static bool DerivesFrom(this ITypeSymbol? type, INamedTypeSymbol? other)
    {
        for (ITypeSymbol? current = type; other is not null && current is not null; current = current.BaseType)
        {
            if (current.OriginalDefinition.Is(other))
            {
                return true;
            }
        }

        return false;
    }

    public static bool Implements(this ITypeSymbol? type, INamedTypeSymbol? contract) =>
        type is not null && contract is not null
        && (type.OriginalDefinition.Is(contract) || type.AllInterfaces.Any(candidate => candidate.OriginalDefinition.Is(contract)));

    /// <summary>The type without <c>Nullable&lt;T&gt;</c> around it.</summary>
    public static ITypeSymbol WithoutNullable(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [ITypeSymbol value] } ? value : type;

    public static bool IsNumber(this ITypeSymbol type) =>
        type.WithoutNullable() is { } value
        && (value.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double
            || (value.ContainingNamespace is { Name: "System" or "Numerics" } && value.Name is "Int128" or "UInt128" or "Half" or "BigInteger"));

    public static bool IsBoolean(this ITypeSymbol type) => type.WithoutNullable().SpecialType == SpecialType.System_Boolean;

    /// <summary>The property, or the one it overrides or inherits, by name.</summary>
    public static IPropertySymbol? FindProperty(this ITypeSymbol? type, string name)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault(property => !property.IsStatic) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The parameter of a positional record that declares the property; null for another property.</summary>
    public static IParameterSymbol? FindPositionalParameter(this IPropertySymbol property) => property.ContainingType is not { IsRecord: true } type
        ? null
        : type.InstanceConstructors
            .SelectMany(constructor => constructor.Parameters)
            .FirstOrDefault(parameter => parameter.Name == property.Name && parameter.Type.Is(property.Type) && Declares(parameter, property));

    private static bool Declares(IParameterSymbol parameter, IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.IsEmpty
        || property.DeclaringSyntaxReferences.Any(declaration => parameter.DeclaringSyntaxReferences.Any(
            reference => reference.SyntaxTree == declaration.SyntaxTree && reference.Span == declaration.Span));

    /// <summary>Where an attribute stands; none for one of another assembly.</summary>
    public static Location LocationOf(this AttributeData attribute, CancellationToken cancellationToken) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).GetLocation() ?? Location.None;

    /// <summary>Where an attribute's argument stands: a named one, or a constructor's by its position; the attribute itself where it isn't written.</summary>
    public static Location LocationOf(this AttributeData attribute, string? name, int position, CancellationToken cancellationToken) =>
        attribute.FindArgument(name, position, cancellationToken)?.Expression.GetLocation() ?? attribute.LocationOf(cancellationToken);

    /// <summary>An attribute's argument: a named one, or a constructor's by its position.</summary>
    public static AttributeArgumentSyntax? FindArgument(this AttributeData attribute, string? name, int position, CancellationToken cancellationToken)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax { ArgumentList.Arguments: var arguments })
        {
            return null;
        }

        return name is not null
            ? arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)
            : arguments.Where(argument => argument.NameEquals is null).ElementAtOrDefault(position);
    }

    public static TypedConstant? FindNamed(this AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>Where the symbol's name stands in the source; null for a symbol of another assembly.</summary>
    public static Location? FindSource(this ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource);
}
