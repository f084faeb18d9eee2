using System.Collections.Immutable;
using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers;

/// <summary>Finds types that must be partial: connectors (IGN0001), records with secrets (IGN0004), and the types around them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartialAnalyzer : ConnectorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleCatalog.NotPartial, RuleCatalog.RecordNotPartial];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, (INamedTypeSymbol)symbol.Symbol, symbols), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol type, KnownSymbols symbols)
    {
        if (FindClosed(type, context.CancellationToken) is not { } declaration)
        {
            return;
        }

        if (Within(type).Select(symbols.FindConnector).FirstOrDefault(candidate => candidate is not null) is { } connector)
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.NotPartial, declaration.Identifier.GetLocation(), type.Name, connector.Key ?? connector.Type.Name));
            return;
        }

        foreach (INamedTypeSymbol record in Within(type))
        {
            if (RecordReader.FindShown(record, context.CancellationToken) is { } secret && symbols.Borders.Value[record] != Border.None)
            {
                context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.RecordNotPartial, declaration.Identifier.GetLocation(), type.Name, secret.Name));
                return;
            }
        }
    }

    /// <summary>The declaration of a type that isn't partial.</summary>
    private static TypeDeclarationSyntax? FindClosed(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        TypeDeclarationSyntax? declaration = type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken))
            .OfType<TypeDeclarationSyntax>()
            .FirstOrDefault();
        return declaration?.Modifiers.Any(SyntaxKind.PartialKeyword) == false ? declaration : null;
    }

    private static IEnumerable<INamedTypeSymbol> Within(INamedTypeSymbol type) => type.GetTypeMembers().SelectMany(Within).Prepend(type);
}
