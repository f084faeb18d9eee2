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
        foreach (Problem problem in problems.Select(problem => Specify(problem, connector)))
        {
            if (RuleCatalog.Find(problem.Rule) is not { } rule || IsConsequence(problem, problems, connector))
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

    /// <summary>A configuration without a contract is first of all one that can't be made.</summary>
    private static Problem Specify(Problem problem, ConnectorShape connector) =>
        problem.Rule == RuleCatalog.NoJsonContract.Id
        && connector.Config is { } config
        && problem.Arguments[0] == config.Name
        && problem.Symbol == DocumentationCommentId.CreateDeclarationId(config)
            ? new(RuleCatalog.ConfigNotUsable.Id, problem.Symbol, "", new([config.Name, connector.Type.Name, problem.Arguments[2]]))
            : problem;

    /// <summary>
    /// Two actions of one name have one key first of all; a second verifier is another rule's matter; without the configuration it can't be told what
    /// a parameter of its type is.
    /// </summary>
    private static bool IsConsequence(Problem problem, IReadOnlyList<Problem> problems, ConnectorShape connector) => problem.Rule switch
    {
        "IGN0105" => problems.Any(other => other.Rule == RuleCatalog.DuplicateActionKey.Id && other.Symbol == problem.Symbol),
        "IGN0503" when problem.Arguments is [_, "VerifyWebhook", HookReader.Twice] && connector.Webhooks.Any() => true,
        "IGN0103" or "IGN0107" or "IGN0503" => connector.Config?.TypeKind == TypeKind.Error
            || problems.Any(other => other.Rule == RuleCatalog.ConfigNotUsable.Id),
        _ => false,
    };
}
