using System.Collections.Immutable;
using System.Composition;
using Igniter.Connectors.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace Igniter.Connectors.CodeFixes;

/// <summary>Leaves one of two connectors with one key out (IGN0003).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ExcludeConnectorFix : ConnectorFix
{
    private const string OtherTitle = "Leave out the other connector ";
    private const string OwnTitle = "Leave out ";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleCatalog.DuplicateKey.Id];

    private protected override IEnumerable<string> GetTitles(Diagnostic diagnostic) =>
    [
        $"{OtherTitle}'{NameOf(diagnostic, ConnectorNamesAnalyzer.OtherProperty)}'",
        $"{OwnTitle}'{NameOf(diagnostic, ConnectorNamesAnalyzer.OwnProperty)}'",
    ];

    private protected override Task<bool> CanRepairAsync(Mistake mistake, CancellationToken cancellationToken) => Task.FromResult(
        Find(mistake, ConnectorNamesAnalyzer.OtherProperty) is not null && Find(mistake, ConnectorNamesAnalyzer.OwnProperty) is not null);

    private protected override async Task RepairAsync(Mistake mistake, SolutionEditor editor, string title, CancellationToken cancellationToken)
    {
        string property = title.StartsWith(OtherTitle, StringComparison.Ordinal) ? ConnectorNamesAnalyzer.OtherProperty : ConnectorNamesAnalyzer.OwnProperty;
        if (Find(mistake, property) is not { } connector)
        {
            return;
        }

        DocumentEditor document = await editor.GetDocumentEditorAsync(mistake.Document.Id, cancellationToken).ConfigureAwait(false);
        TypeSyntax type = SyntaxFactory.ParseTypeName(connector.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
            .WithAdditionalAnnotations(Simplifier.Annotation);
        AttributeSyntax exclude = SyntaxFactory.Attribute(Edits.SdkName("ExcludeConnectorAttribute"))
            .AddArgumentListArguments(SyntaxFactory.AttributeArgument(SyntaxFactory.TypeOfExpression(type)));
        AttributeListSyntax list = SyntaxFactory.AttributeList([exclude])
            .WithTarget(SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(SyntaxKind.AssemblyKeyword))
                .WithColonToken(SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space)))
            .WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
        document.ReplaceNode(document.OriginalRoot, (current, _) => Add((CompilationUnitSyntax)current, list));
    }

    /// <summary>Behind the usings and other such attributes; before them goes what stands at the head of the file.</summary>
    private static CompilationUnitSyntax Add(CompilationUnitSyntax unit, AttributeListSyntax list)
    {
        if (unit.AttributeLists.Any(existing => existing.IsEquivalentTo(list, topLevel: false)))
        {
            return unit;
        }

        if (unit.AttributeLists.Count > 0)
        {
            return unit.AddAttributeLists(list.WithTrailingTrivia(unit.AttributeLists.Last().GetTrailingTrivia()));
        }

        if (unit.Usings.Count > 0)
        {
            SyntaxTriviaList end = unit.Usings.Last().GetTrailingTrivia();
            return unit.AddAttributeLists(list.WithLeadingTrivia(end).WithTrailingTrivia(end));
        }

        SyntaxTriviaList head = unit.GetLeadingTrivia();
        return unit.WithLeadingTrivia(SyntaxFactory.ElasticLineFeed).AddAttributeLists(list.WithLeadingTrivia(head));
    }

    private static INamedTypeSymbol? Find(Mistake mistake, string property) =>
        mistake.Diagnostic.Properties.TryGetValue(property, out string? id) && id is not null
            ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, mistake.Model.Compilation) as INamedTypeSymbol
            : null;

    private static string NameOf(Diagnostic diagnostic, string property) =>
        diagnostic.Properties.TryGetValue(property, out string? id) && id is { Length: > 2 } ? id.Substring(2) : "";
}
