using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Finds the properties and fields of a type that matter to JSON or validation.</summary>
internal static class ObjectMembers
{
    private const string Serialization = "System.Text.Json.Serialization";

    /// <summary>In the order of declaration, base types first; one that overrides or hides another stands in its place.</summary>
    public static IReadOnlyList<ISymbol> Of(INamedTypeSymbol type)
    {
        if (type.IsTupleType)
        {
            return [.. type.TupleElements.Select(element => element.CorrespondingTupleField ?? element)];
        }

        List<ISymbol> members = [];
        Dictionary<string, int> positions = [];
        foreach (ISymbol member in Hierarchy(type).SelectMany(current => current.GetMembers()).Where(IsCandidate))
        {
            if (!positions.TryGetValue(member.Name, out int position))
            {
                positions.Add(member.Name, members.Count);
                members.Add(member);
            }
            else
            {
                members[position] = member;
            }
        }

        return members;
    }

    public static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    public static bool IsIncluded(ISymbol member) => member.FindAttribute(Serialization, "JsonIncludeAttribute") is not null;

    /// <summary>The member and those that it overrides.</summary>
    public static IEnumerable<ISymbol> WithOverridden(ISymbol member)
    {
        for (ISymbol? current = member; current is not null; current = (current as IPropertySymbol)?.OverriddenProperty)
        {
            yield return current;
        }
    }

    private static IEnumerable<INamedTypeSymbol> Hierarchy(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            return type.AllInterfaces.Reverse().Append(type);
        }

        Stack<INamedTypeSymbol> hierarchy = new();
        for (INamedTypeSymbol? current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
        {
            hierarchy.Push(current);
        }

        return hierarchy;
    }

    private static bool IsCandidate(ISymbol member) => member switch
    {
        { IsStatic: true } => false,
        IPropertySymbol { IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true } property =>
            property.GetMethod is { DeclaredAccessibility: Accessibility.Public } || property.SetMethod is { DeclaredAccessibility: Accessibility.Public }
            || IsIncluded(property),
        IFieldSymbol { IsImplicitlyDeclared: false } field => IsIncluded(field),
        _ => false,
    };
}
