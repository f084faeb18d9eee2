using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators;

/// <summary>Finds the attributes that count for a member, wherever C# lets one write them.</summary>
internal static class AttributeFinder
{
    /// <summary>A member's own attributes, those of the positional parameter that declares it, and those it inherits.</summary>
    public static IReadOnlyList<AttributeData> Find(ISymbol member)
    {
        List<AttributeData> found = [.. member.GetAttributes()];
        switch (member)
        {
            case IPropertySymbol property:
                Add(found, PositionalParameterOf(property)?.GetAttributes() ?? [], isInherited: false);
                for (IPropertySymbol? overridden = property.OverriddenProperty; overridden is not null; overridden = overridden.OverriddenProperty)
                {
                    Add(found, overridden.GetAttributes(), isInherited: true);
                    Add(found, PositionalParameterOf(overridden)?.GetAttributes() ?? [], isInherited: true);
                }

                break;
            case INamedTypeSymbol type:
                for (INamedTypeSymbol? baseType = type.BaseType; baseType is not null; baseType = baseType.BaseType)
                {
                    Add(found, baseType.GetAttributes(), isInherited: true);
                }

                break;
        }

        return found;
    }

    private static void Add(List<AttributeData> found, IEnumerable<AttributeData> more, bool isInherited)
    {
        foreach (AttributeData attribute in more)
        {
            bool isCovered = !Usage(attribute, "AllowMultiple", unset: false)
                && found.Any(other => SymbolEqualityComparer.Default.Equals(other.AttributeClass, attribute.AttributeClass));
            if (!isCovered && (!isInherited || Usage(attribute, "Inherited", unset: true)))
            {
                found.Add(attribute);
            }
        }
    }

    private static bool Usage(AttributeData attribute, string name, bool unset)
    {
        for (INamedTypeSymbol? type = attribute.AttributeClass; type is not null; type = type.BaseType)
        {
            if (type.FindAttribute("System", "AttributeUsageAttribute") is { } usage)
            {
                return usage.NamedArgument(name) as bool? ?? unset;
            }
        }

        return unset;
    }

    private static IParameterSymbol? PositionalParameterOf(IPropertySymbol property)
    {
        if (!property.ContainingType.IsRecord)
        {
            return null;
        }

        IEnumerable<IParameterSymbol> parameters = property.ContainingType.InstanceConstructors
            .Where(IsPrimary)
            .SelectMany(constructor => constructor.Parameters);

        return parameters.FirstOrDefault(parameter =>
            parameter.Name == property.Name && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type));
    }

    /// <summary>A record from another assembly doesn't say which constructor is its primary one; one with parameters named as properties is taken for it.</summary>
    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.IsEmpty
            ? !constructor.IsImplicitlyDeclared || !constructor.ContainingType.DeclaringSyntaxReferences.Any()
            : constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);
}
