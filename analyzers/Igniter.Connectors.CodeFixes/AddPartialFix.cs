using System.Collections.Immutable;
using System.Composition;
using Igniter.Connectors.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Igniter.Connectors.CodeFixes;

/// <summary>Makes a connector or a record with secrets partial, and the types around it (IGN0001, IGN0004).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddPartialFix : ConnectorFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleCatalog.NotPartial.Id, RuleCatalog.RecordNotPartial.Id];

    private protected override IEnumerable<string> GetTitles(Diagnostic diagnostic) => ["Add 'partial'"];

    private protected override Task<bool> CanRepairAsync(Mistake mistake, CancellationToken cancellationToken) =>
        Task.FromResult(mistake.Node is TypeDeclarationSyntax);

    private protected override async Task RepairAsync(Mistake mistake, SolutionEditor editor, string title, CancellationToken cancellationToken)
    {
        DocumentEditor document = await editor.GetDocumentEditorAsync(mistake.Document.Id, cancellationToken).ConfigureAwait(false);
        Edits.MakePartial(document, mistake.Node);
    }
}
