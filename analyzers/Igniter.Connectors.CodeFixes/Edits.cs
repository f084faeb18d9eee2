using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Igniter.Connectors.CodeFixes;

/// <summary>Changes that several fixes make. Each does nothing where it is done already.</summary>
internal static class Edits
{
    /// <summary>Makes a type, and the types around it, partial.</summary>
    public static void MakePartial(SyntaxEditor editor, SyntaxNode within)
    {
        foreach (TypeDeclarationSyntax type in within.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            editor.ReplaceNode(type, (current, _) => AddPartial((TypeDeclarationSyntax)current));
        }
    }

    /// <summary>Puts a mark of the SDK on a property, or a positional record's parameter, and makes the record partial that has to hide it.</summary>
    public static void Mark(SyntaxEditor editor, SyntaxNode property, string mark)
    {
        editor.ReplaceNode(property, (current, generator) => IsMarked(current, mark) ? current : AddAttribute(current, mark));
        if (property.FirstAncestorOrSelf<TypeDeclarationSyntax>() is RecordDeclarationSyntax record)
        {
            MakePartial(editor, record);
        }
    }

    /// <summary>The property, or the positional parameter, that a place belongs to.</summary>
    public static SyntaxNode? FindProperty(SyntaxNode? node) =>
        node?.FirstAncestorOrSelf<SyntaxNode>(candidate => candidate is PropertyDeclarationSyntax or ParameterSyntax);

    /// <summary>A name of the SDK, as short as the usings allow.</summary>
    public static NameSyntax SdkName(string name) =>
        SyntaxFactory.ParseName($"global::Igniter.Connectors.{name}").WithAdditionalAnnotations(Simplifier.Annotation);

    private static TypeDeclarationSyntax AddPartial(TypeDeclarationSyntax type)
    {
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return type;
        }

        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.AddModifiers(partial)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers([partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)]);
    }

    private static bool IsMarked(SyntaxNode property, string mark) => AttributesOf(property)
        .SelectMany(list => list.Attributes)
        .Any(attribute => attribute.Name.ToString().EndsWith(mark, StringComparison.Ordinal));

    private static SyntaxList<AttributeListSyntax> AttributesOf(SyntaxNode property) => property switch
    {
        PropertyDeclarationSyntax declaration => declaration.AttributeLists,
        ParameterSyntax parameter => parameter.AttributeLists,
        _ => [],
    };

    private static SyntaxNode AddAttribute(SyntaxNode property, string mark)
    {
        AttributeListSyntax list = SyntaxFactory.AttributeList([SyntaxFactory.Attribute(SdkName(mark + "Attribute"))])
            .WithLeadingTrivia(property.GetLeadingTrivia());
        return property switch
        {
            PropertyDeclarationSyntax declaration => declaration.WithoutLeadingTrivia()
                .WithAttributeLists([list.WithTrailingTrivia(SyntaxFactory.ElasticLineFeed), .. declaration.WithoutLeadingTrivia().AttributeLists])
                .WithAdditionalAnnotations(Formatter.Annotation),
            ParameterSyntax parameter => parameter.WithoutLeadingTrivia()
                .WithAttributeLists([list.WithTrailingTrivia(SyntaxFactory.Space), .. parameter.WithoutLeadingTrivia().AttributeLists]),
            _ => property,
        };
    }
}
