using System.Collections.Immutable;
using System.Composition;
using Igniter.Connectors.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Igniter.Connectors.CodeFixes;

/// <summary>Marks a secret as one (IGN0201), and a signature's secret as encrypted (IGN0403).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MarkSecretFix : ConnectorFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleCatalog.UnmarkedSecret.Id, RuleCatalog.BadSignatureSecret.Id];

    private protected override IEnumerable<string> GetTitles(Diagnostic diagnostic) => [$"Add [{MarkOf(diagnostic)}]"];

    private protected override async Task<bool> CanRepairAsync(Mistake mistake, CancellationToken cancellationToken) =>
        await FindPropertyAsync(mistake, cancellationToken).ConfigureAwait(false) is not null;

    private protected override async Task RepairAsync(Mistake mistake, SolutionEditor editor, string title, CancellationToken cancellationToken)
    {
        if (await FindPropertyAsync(mistake, cancellationToken).ConfigureAwait(false) is ({ } document, { } property))
        {
            Edits.Mark(await editor.GetDocumentEditorAsync(document, cancellationToken).ConfigureAwait(false), property, MarkOf(mistake.Diagnostic));
        }
    }

    private static string MarkOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(UnmarkedSecretAnalyzer.MarkProperty, out string? mark) && mark is not null ? mark : "Encrypted";

    /// <summary>The property is where the mistake is, or, for a signature's secret, where the diagnostic says, maybe in another file.</summary>
    private static async Task<(DocumentId, SyntaxNode)?> FindPropertyAsync(Mistake mistake, CancellationToken cancellationToken)
    {
        if (mistake.Diagnostic.Id == RuleCatalog.UnmarkedSecret.Id)
        {
            return Edits.FindProperty(mistake.Node) is { } reported ? (mistake.Document.Id, reported) : null;
        }

        if (mistake.Diagnostic.AdditionalLocations is not [{ SourceTree: { } tree } location, ..]
            || mistake.Document.Project.Solution.GetDocument(tree) is not { } document)
        {
            return null;
        }

        SyntaxNode root = await tree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        return Edits.FindProperty(root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)) is { } property ? (document.Id, property) : null;
    }
}
