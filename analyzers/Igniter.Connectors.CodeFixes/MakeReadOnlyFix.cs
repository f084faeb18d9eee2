using System.Collections.Immutable;
using System.Composition;
using Igniter.Connectors.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Igniter.Connectors.CodeFixes;

/// <summary>Makes a field or property of a connector readonly that only its constructor writes (IGN0501).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakeReadOnlyFix : ConnectorFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleCatalog.MutableState.Id];

    private protected override IEnumerable<string> GetTitles(Diagnostic diagnostic) => ["Make it readonly"];

    private protected override async Task<bool> CanRepairAsync(Mistake mistake, CancellationToken cancellationToken)
    {
        SyntaxNode[] declared = FindDeclaration(mistake.Node) switch
        {
            FieldDeclarationSyntax field => [.. field.Declaration.Variables],
            PropertyDeclarationSyntax property => [property],
            _ => [],
        };
        foreach (SyntaxNode declaration in declared)
        {
            if (mistake.Model.GetDeclaredSymbol(declaration, cancellationToken) is not { } member
                || await IsWrittenAsync(member, mistake.Document.Project.Solution, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return declared.Length > 0;
    }

    private protected override async Task RepairAsync(Mistake mistake, SolutionEditor editor, string title, CancellationToken cancellationToken)
    {
        DocumentEditor document = await editor.GetDocumentEditorAsync(mistake.Document.Id, cancellationToken).ConfigureAwait(false);
        if (FindDeclaration(mistake.Node) is { } declaration)
        {
            document.ReplaceNode(declaration, (current, _) => current switch
            {
                FieldDeclarationSyntax field => MakeReadOnly(field),
                PropertyDeclarationSyntax { AccessorList: { } accessors } property => property.WithAccessorList(WithoutSetter(accessors)),
                _ => current,
            });
        }
    }

    private static SyntaxNode? FindDeclaration(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } => field,
        PropertyDeclarationSyntax property => property,
        _ => null,
    };

    private static FieldDeclarationSyntax MakeReadOnly(FieldDeclarationSyntax field)
    {
        if (field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword))
        {
            return field;
        }

        SyntaxToken keyword = SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return field.Modifiers.Count > 0
            ? field.AddModifiers(keyword)
            : field.WithDeclaration(field.Declaration.WithoutLeadingTrivia()).WithModifiers([keyword.WithLeadingTrivia(field.Declaration.GetLeadingTrivia())]);
    }

    private static AccessorListSyntax WithoutSetter(AccessorListSyntax accessors) =>
        accessors.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)) is { } setter
            ? accessors.RemoveNode(setter, SyntaxRemoveOptions.KeepNoTrivia) ?? accessors
            : accessors;

    /// <summary>Whether anything but the constructor writes it: then there is state, which no keyword takes away.</summary>
    private static async Task<bool> IsWrittenAsync(ISymbol member, Solution solution, CancellationToken cancellationToken)
    {
        foreach (ReferencedSymbol referenced in await SymbolFinder.FindReferencesAsync(member, solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (ReferenceLocation reference in referenced.Locations)
            {
                if (await reference.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
                    && root.FindNode(reference.Location.SourceSpan, getInnermostNodeForTie: true) is var node
                    && IsWritten(node) && !IsInConstructor(node, member))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsWritten(SyntaxNode node)
    {
        SyntaxNode expression = node;
        while (expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression
            || expression.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax } or TupleExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            expression = expression.Parent;
        }

        return expression.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == expression,
            PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression),
            PostfixUnaryExpressionSyntax postfix => postfix.IsKind(SyntaxKind.PostIncrementExpression) || postfix.IsKind(SyntaxKind.PostDecrementExpression),
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && !argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword),
            RefExpressionSyntax => true,
            _ => false,
        };
    }

    private static bool IsInConstructor(SyntaxNode node, ISymbol member) =>
        node.FirstAncestorOrSelf<SyntaxNode>(candidate => candidate is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            is ConstructorDeclarationSyntax constructor
        && constructor.Identifier.ValueText == member.ContainingType.Name;
}
