using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators;

/// <summary>What readers ask symbols.</summary>
internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type as C# in any context: <c>global::</c> qualified, nullable annotations and escapes included.</summary>
    public static string ToFullName(this ITypeSymbol type) => type.ToDisplayString(FullName);

    /// <summary>The type as C# in any context, without an outer <c>?</c> of a reference type.</summary>
    public static string ToFullNameNotNull(this ITypeSymbol type) =>
        (type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type).ToFullName();

    /// <summary>Whether the type is the named one, whatever its type arguments.</summary>
    public static bool Is(this ITypeSymbol? type, string containingNamespace, string name) =>
        type is INamedTypeSymbol && type.Name == name && type.ContainingType is null && type.ContainingNamespace.Is(containingNamespace);

    /// <summary>Whether it is the namespace of that full name. Asked of most symbols, so it makes no text for that.</summary>
    public static bool Is(this INamespaceSymbol? space, string fullName)
    {
        int end = fullName.Length;
        while (space is { IsGlobalNamespace: false })
        {
            int start = end - space.Name.Length;
            if (start < 0 || string.CompareOrdinal(fullName, start, space.Name, 0, space.Name.Length) != 0)
            {
                return false;
            }

            space = space.ContainingNamespace;
            if (start == 0)
            {
                return space.IsGlobalNamespace;
            }

            if (fullName[start - 1] != '.')
            {
                return false;
            }

            end = start - 1;
        }

        return false;
    }

    /// <summary>Whether the type is one of namespace <c>System</c> itself.</summary>
    public static bool IsOfSystem(this ITypeSymbol type) => type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>The first attribute of that class, or null.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string containingNamespace, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is(containingNamespace, name))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Whether the type can be enumerated as texts: <c>string[]</c>, <c>List&lt;string&gt;</c> and so on.</summary>
    public static bool IsListOfText(this ITypeSymbol type) => type.AllInterfaces.Concat([type])
        .OfType<INamedTypeSymbol>()
        .Any(candidate => candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            && candidate.TypeArguments[0].SpecialType == SpecialType.System_String);

    /// <summary>Whether null is allowed: <c>T?</c> of either sort.</summary>
    public static bool AllowsNull(this ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || (!type.IsValueType && type.NullableAnnotation == NullableAnnotation.Annotated);

    /// <summary>A named argument's value, or null.</summary>
    public static object? NamedArgument(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: not TypedConstantKind.Array } constant
            ? constant.Value
            : null;

    /// <summary>A name as C# identifier, as a type's or a variable's name: <c>class</c> becomes <c>@class</c>.</summary>
    public static string ToIdentifier(this string name)
    {
        bool isKeyword = SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
            || name is "await" or "extension" or "field" or "file" or "partial" or "record" or "required" or "scoped" or "var" or "where" or "yield";
        return isKeyword ? "@" + name : name;
    }

    /// <summary>The expression that makes this attribute again: <c>new global::X(1) { Y = 2 }</c>.</summary>
    public static string ToExpression(this AttributeData attribute)
    {
        string arguments = string.Join(", ", attribute.ConstructorArguments.Select(Literals.Of));
        string creation = $"new {attribute.AttributeClass!.ToFullName()}({arguments})";

        return attribute.NamedArguments.IsEmpty
            ? creation
            : $"{creation} {{ {string.Join(", ", attribute.NamedArguments.Select(pair => $"{pair.Key.ToIdentifier()} = {Literals.Of(pair.Value)}"))} }}";
    }
}
