using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers;

/// <summary>Finds <c>[RegularExpression]</c> patterns on what crosses a connector's border that take exponential time (IGN0207).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SlowPatternAnalyzer : ConnectorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleCatalog.SlowPattern];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        INamedTypeSymbol? attribute = symbols.Type("System.ComponentModel.DataAnnotations.RegularExpressionAttribute");
        context.RegisterSyntaxNodeAction(node => Analyze(node, attribute, symbols), SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, INamedTypeSymbol? attribute, KnownSymbols symbols)
    {
        if (context.Node is not AttributeSyntax { ArgumentList.Arguments: [{ NameEquals: null } argument, ..], Parent.Parent: { } target } syntax
            || !syntax.Name.ToString().Contains("RegularExpression")
            || context.SemanticModel.GetConstantValue(argument.Expression, context.CancellationToken).Value is not string pattern
            || SlowPattern.Find(pattern) is not { } loop
            || !context.SemanticModel.GetSymbolInfo(syntax, context.CancellationToken).Symbol?.ContainingType.DerivesFrom(attribute) == true
            || !CrossesBorder(context.SemanticModel.GetDeclaredSymbol(target, context.CancellationToken), symbols))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.SlowPattern, argument.Expression.GetLocation(), loop));
    }

    private static bool CrossesBorder(ISymbol? symbol, KnownSymbols symbols) => symbol switch
    {
        IPropertySymbol property => symbols.Borders.Value[property.ContainingType] != Border.None,
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } =>
            symbols.Borders.Value[constructor.ContainingType] != Border.None,
        IParameterSymbol { ContainingSymbol: IMethodSymbol method } => method.Has(symbols.Action) || method.Has(symbols.Webhook),
        _ => false,
    };
}
