using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Igniter.Connectors.CodeFixes;

/// <summary>A fix that repairs one mistake or all of them by the same steps.</summary>
public abstract class ConnectorFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new AllMistakes(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } mistake)
            {
                continue;
            }

            foreach (string title in GetTitles(diagnostic))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, token => RepairAsync(context.Document.Project.Solution, [mistake], title, token), EquivalenceKey(title)),
                    diagnostic);
            }
        }
    }

    /// <summary>The fixes that are offered, best first.</summary>
    private protected abstract IEnumerable<string> GetTitles(Diagnostic diagnostic);

    /// <summary>Whether the mistake can be repaired.</summary>
    private protected abstract Task<bool> CanRepairAsync(Mistake mistake, CancellationToken cancellationToken);

    /// <summary>Repairs the mistake. What stands around it may have been repaired before.</summary>
    private protected abstract Task RepairAsync(Mistake mistake, SolutionEditor editor, string title, CancellationToken cancellationToken);

    /// <summary>Titles mention names and marks, which differ from mistake to mistake.</summary>
    private string EquivalenceKey(string title) => $"{GetType().Name}:{title.Split('\'', '[')[0]}";

    private async Task<Mistake?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || !root.FullSpan.Contains(diagnostic.Location.SourceSpan))
        {
            return null;
        }

        Mistake mistake = new(document, diagnostic, root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model);
        return await CanRepairAsync(mistake, cancellationToken).ConfigureAwait(false) ? mistake : null;
    }

    private async Task<Solution> RepairAsync(Solution solution, IEnumerable<Mistake> mistakes, string title, CancellationToken cancellationToken)
    {
        SolutionEditor editor = new(solution);
        foreach (Mistake mistake in mistakes)
        {
            await RepairAsync(mistake, editor, title, cancellationToken).ConfigureAwait(false);
        }

        return editor.GetChangedSolution();
    }

    private sealed class AllMistakes(ConnectorFix fix) : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            List<Mistake> mistakes = [];
            string? title = null;
            foreach (Document document in DocumentsOf(context))
            {
                ImmutableArray<Diagnostic> diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
                foreach (Diagnostic diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
                {
                    string? offered = fix.GetTitles(diagnostic).FirstOrDefault(each => fix.EquivalenceKey(each) == context.CodeActionEquivalenceKey);
                    if (offered is not null && await fix.FindAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } mistake)
                    {
                        title ??= offered;
                        mistakes.Add(mistake);
                    }
                }
            }

            return title is null
                ? null
                : CodeAction.Create(title, token => fix.RepairAsync(context.Solution, mistakes, title, token), context.CodeActionEquivalenceKey);
        }

        private static IEnumerable<Document> DocumentsOf(FixAllContext context) => context.Scope switch
        {
            FixAllScope.Document when context.Document is { } document => [document],
            FixAllScope.Project => context.Project.Documents,
            FixAllScope.Solution => context.Solution.Projects.SelectMany(project => project.Documents),
            _ => [],
        };
    }
}

/// <summary>A mistake in a document.</summary>
/// <param name="Document">The document.</param>
/// <param name="Diagnostic">What is reported.</param>
/// <param name="Node">The syntax it is reported at.</param>
/// <param name="Model">The document's meaning.</param>
internal sealed record Mistake(Document Document, Diagnostic Diagnostic, SyntaxNode Node, SemanticModel Model);
