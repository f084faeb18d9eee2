using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Igniter.Connectors.Generators;

/// <summary>Reads how to open a partial type again.</summary>
internal static class DeclarationReader
{
    public static TypeDeclaration Read(INamedTypeSymbol type)
    {
        string containingNamespace = type.ContainingNamespace.IsGlobalNamespace
            ? ""
            : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));

        Stack<string> headers = new();
        Stack<string> names = new();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            headers.Push($"partial {Keyword(current)} {current.Name.ToIdentifier()}{TypeParameters(current)}");
            names.Push(current.MetadataName);
        }

        string path = string.Join(".", names);
        return new(containingNamespace, headers.ToEquatableArray(), type.ContainingNamespace.IsGlobalNamespace ? path : $"{type.ContainingNamespace.ToDisplayString()}.{path}");
    }

    /// <summary>Whether the type and all types around it can be opened again.</summary>
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            bool isPartial = current.DeclaringSyntaxReferences.Any(reference =>
                reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!isPartial)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What everyone who sees the types can see: public in all types around, type arguments included.</summary>
    public static bool IsPublic(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return IsPublic(array.ElementType);
            case INamedTypeSymbol named:
                for (INamedTypeSymbol? current = named; current is not null; current = current.ContainingType)
                {
                    if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.NotApplicable))
                    {
                        return false;
                    }
                }

                return named.TypeArguments.All(IsPublic);
            default:
                return true;
        }
    }

    private static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (false, TypeKind.Struct) => "struct",
        (false, TypeKind.Interface) => "interface",
        _ => "class",
    };

    private static string TypeParameters(INamedTypeSymbol type) =>
        type.TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", type.TypeParameters.Select(parameter => parameter.Name.ToIdentifier()))}>";
}
