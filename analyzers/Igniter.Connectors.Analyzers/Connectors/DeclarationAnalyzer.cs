using System.Collections.Concurrent;
using System.Collections.Immutable;
using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers;

/// <summary>Runs the generator's own readers and says where the problems are that they find.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : ConnectorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        RuleCatalog.NotPartial, RuleCatalog.BadKey, RuleCatalog.RecordNotPartial, RuleCatalog.ConfigNotUsable, RuleCatalog.ConnectorNotUsable,
        RuleCatalog.ActionReturnType, RuleCatalog.DuplicateActionKey, RuleCatalog.ParameterNotInput, RuleCatalog.ActionNameClash,
        RuleCatalog.ActionNotCallable, RuleCatalog.NoJsonContract, RuleCatalog.UnfitValidation, RuleCatalog.BadPattern, RuleCatalog.BadHook,
    ];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        // Connectors may share a type: its problem is reported once.
        ConcurrentDictionary<(string, Location), bool> reported = new();
        context.RegisterSymbolAction(
            symbol =>
            {
                if (symbols.FindConnector((INamedTypeSymbol)symbol.Symbol) is { } connector)
                {
                    Analyze(symbol, connector, symbols, reported);
                }
            },
            SymbolKind.NamedType);
    }

    private static void Analyze(
        SymbolAnalysisContext context, ConnectorShape connector, KnownSymbols symbols, ConcurrentDictionary<(string, Location), bool> reported)
    {
        IReadOnlyList<Problem> problems = ConnectorReader.Read(context.Compilation, connector.Type, context.CancellationToken).Problems;
        ProblemLocator locator = new(context.Compilation, connector, symbols, context.CancellationToken);
        foreach (Problem problem in problems)
        {
            if (RuleCatalog.Find(problem.Rule) is not { } rule || IsConsequence(problem, problems))
            {
                continue;
            }

            foreach (Location location in locator.Find(problem))
            {
                if (reported.TryAdd((problem.Rule, location), true))
                {
                    context.ReportDiagnostic(Diagnostic.Create(rule, location, problem.Arguments.ToArray<object>()));
                }
            }
        }
    }

    /// <summary>Two actions of one name have one key first of all.</summary>
    private static bool IsConsequence(Problem problem, IReadOnlyList<Problem> problems) =>
        problem.Rule == RuleCatalog.ActionNameClash.Id
        && problems.Any(other => other.Rule == RuleCatalog.DuplicateActionKey.Id && other.Symbol == problem.Symbol);
}
