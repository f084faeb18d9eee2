using System.Collections.Immutable;
using System.Composition;
using Igniter.Connectors.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Igniter.Connectors.CodeFixes;

/// <summary>Removes a mark without effect, or puts the one with the intended effect there (IGN0202).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveMarkFix : ConnectorFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleCatalog.IdleMark.Id];

    private protected override IEnumerable<string> GetTitles(Diagnostic diagnostic) =>
        [InsteadOf(diagnostic) is { } instead ? $"Use [{instead}]" : "Remove the attribute"];

    private protected override Task<bool> CanRepairAsync(Mistake mistake, CancellationToken cancellationToken) =>
        Task.FromResult(FindAttribute(mistake) is { Parent: AttributeListSyntax { Parent: not null } });

    private protected override async Task RepairAsync(Mistake mistake, SolutionEditor editor, string title, CancellationToken cancellationToken)
    {
        DocumentEditor document = await editor.GetDocumentEditorAsync(mistake.Document.Id, cancellationToken).ConfigureAwait(false);
        if (FindAttribute(mistake) is not { Parent: AttributeListSyntax { Parent: { } target } list } attribute)
        {
            return;
        }

        if (InsteadOf(mistake.Diagnostic) is { } instead)
        {
            document.ReplaceNode(attribute.Name, Edits.SdkName(instead + "Attribute").WithTriviaFrom(attribute.Name));
        }
        else
        {
            string name = attribute.Name.ToString();
            document.ReplaceNode(target, (current, _) => Remove(current, name));
        }
    }

    private static AttributeSyntax? FindAttribute(Mistake mistake) => mistake.Node.FirstAncestorOrSelf<AttributeSyntax>();

    private static string? InsteadOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(SecretMarkAnalyzer.InsteadProperty, out string? instead) ? instead : null;

    /// <summary>Another attribute of the same declaration may have been removed before.</summary>
    private static SyntaxNode Remove(SyntaxNode target, string name)
    {
        AttributeSyntax? attribute = target.ChildNodes()
            .OfType<AttributeListSyntax>()
            .SelectMany(list => list.Attributes)
            .FirstOrDefault(candidate => candidate.Name.ToString() == name);
        if (attribute?.Parent is not AttributeListSyntax list)
        {
            return target;
        }

        SyntaxNode? rest = target.RemoveNode(list.Attributes.Count == 1 ? list : attribute, SyntaxRemoveOptions.KeepNoTrivia);
        return rest?.WithLeadingTrivia(target.GetLeadingTrivia()) ?? target;
    }
}
