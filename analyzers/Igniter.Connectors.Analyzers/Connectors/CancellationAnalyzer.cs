using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers;

/// <summary>Finds actions that can't be cancelled (IGN0104).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancellationAnalyzer : ConnectorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleCatalog.NoCancellationToken];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (symbols.FindConnector((INamedTypeSymbol)symbol.Symbol) is { } connector)
                {
                    Analyze(symbol, connector, symbols);
                }
            },
            SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, ConnectorShape connector, KnownSymbols symbols)
    {
        foreach (IMethodSymbol action in connector.Actions)
        {
            // An override takes what the method it overrides takes.
            if (!action.IsOverride
                && !action.Parameters.Any(parameter => parameter.Type.Is(symbols.CancellationToken))
                && action.FindSource() is { } location)
            {
                context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.NoCancellationToken, location, action.Name));
            }
        }
    }
}
