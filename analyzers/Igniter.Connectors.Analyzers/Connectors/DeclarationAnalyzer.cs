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
        RuleCatalog.BadKey, RuleCatalog.ConfigNotUsable, RuleCatalog.ConnectorNotUsable, RuleCatalog.ActionReturnType, RuleCatalog.DuplicateActionKey,
        RuleCatalog.ParameterNotInput, RuleCatalog.ActionNameClash, RuleCatalog.ActionNotCallable, RuleCatalog.NoJsonContract,
        RuleCatalog.UnfitValidation, RuleCatalog.BadPattern, RuleCatalog.BadHook,
    ];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        ConcurrentDictionary<ISymbol, ImmutableArray<Finding>> findings = new(SymbolEqualityComparer.Default);

        // Connectors may share a type: its problem is reported once.
        ConcurrentDictionary<Location, bool> contracts = new();
        INamedTypeSymbol? validation = symbols.Type("System.ComponentModel.DataAnnotations.ValidationAttribute");
        context.RegisterSymbolAction(
            symbol =>
            {
                INamedTypeSymbol type = (INamedTypeSymbol)symbol.Symbol;
                if (symbols.FindConnector(type) is { } connector)
                {
                    foreach (Finding finding in Read(connector).Where(finding => !finding.IsValidation || finding.Owner.Is(type)))
                    {
                        if (finding.Rule.Id != RuleCatalog.NoJsonContract.Id || contracts.TryAdd(finding.Location, true))
                        {
                            symbol.ReportDiagnostic(finding.ToDiagnostic());
                        }
                    }
                }
                else if (IsValidated(type, validation) && symbols.Borders.Value.FindConnector(type) is { } user)
                {
                    // Reported with the type, since an editor shows at once only what belongs to the file that is open.
                    foreach (Finding finding in Read(user).Where(finding => finding.IsValidation && finding.Owner.Is(type)))
                    {
                        symbol.ReportDiagnostic(finding.ToDiagnostic());
                    }
                }

                ImmutableArray<Finding> Read(ConnectorShape shape) => findings.GetOrAdd(
                    shape.Type, _ => [.. DeclarationAnalyzer.Read(shape, symbols, symbol.Compilation, symbol.CancellationToken)]);
            },
            SymbolKind.NamedType);
    }

    private static bool IsValidated(INamedTypeSymbol type, INamedTypeSymbol? validation) =>
        type.DeclaringSyntaxReferences.Length > 0
        && type.GetMembers().OfType<IPropertySymbol>().Cast<ISymbol>().Prepend(type).Any(
            member => AttributeFinder.Find(member).Any(attribute => attribute.AttributeClass.DerivesFrom(validation)));

    private static IEnumerable<Finding> Read(ConnectorShape connector, KnownSymbols symbols, Compilation compilation, CancellationToken cancellationToken)
    {
        IReadOnlyList<Problem> problems = ConnectorReader.Read(compilation, connector.Type, cancellationToken).Problems;
        ProblemLocator locator = new(compilation, connector, symbols, cancellationToken);
        foreach (Problem problem in problems.Select(problem => Specify(problem, connector)))
        {
            if (RuleCatalog.Find(problem.Rule) is { } rule && rule.Id != RuleCatalog.NotPartial.Id && !IsConsequence(problem, problems, connector)
                && locator.Find(problem) is ({ } location, { } symbol))
            {
                yield return new(rule, location, symbol as INamedTypeSymbol ?? symbol.ContainingType, problem.Arguments);
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
            || problems.Any(other => Specify(other, connector).Rule == RuleCatalog.ConfigNotUsable.Id),
        _ => false,
    };

    /// <summary>A problem and its place.</summary>
    /// <param name="Rule">The rule.</param>
    /// <param name="Location">The place.</param>
    /// <param name="Owner">The type that it is in.</param>
    /// <param name="Arguments">The message's arguments.</param>
    private sealed record Finding(DiagnosticDescriptor Rule, Location Location, INamedTypeSymbol Owner, EquatableArray<string> Arguments)
    {
        public bool IsValidation => Rule.Id is "IGN0205" or "IGN0206";

        public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, Arguments.ToArray<object>());
    }
}
