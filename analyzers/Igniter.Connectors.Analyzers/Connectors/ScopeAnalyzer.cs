using System.Collections.Immutable;
using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers;

/// <summary>Looks at each <c>[assembly: ConnectorScope]</c> (IGN0008).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ScopeAnalyzer : ConnectorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleCatalog.BadScope];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols) =>
        context.RegisterSyntaxNodeAction(node => Analyze(node, symbols), SyntaxKind.Attribute);

    private static void Analyze(SyntaxNodeAnalysisContext context, KnownSymbols symbols)
    {
        if (context.Node is not AttributeSyntax { Parent.Parent: CompilationUnitSyntax, ArgumentList.Arguments: [{ } argument, ..] } syntax)
        {
            return;
        }

        AttributeData[] scopes = context.Compilation.Assembly.GetAttributes()
            .Where(attribute => attribute.AttributeClass.Is(symbols.ConnectorScopeMark))
            .OrderBy(attribute => attribute.ApplicationSyntaxReference?.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(attribute => attribute.ApplicationSyntaxReference?.Span.Start)
            .ToArray();
        int index = Array.FindIndex(scopes, attribute =>
            attribute.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == syntax.SyntaxTree && reference.Span == syntax.Span);

        if (index >= 0 && KeyOf(scopes[index]) is { } key && WhyBad(key, scopes.Take(index), symbols) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.BadScope, argument.Expression.GetLocation(), key, reason));
        }
    }

    private static string? KeyOf(AttributeData scope) => scope.ConstructorArguments is [{ Value: string key }] ? key : null;

    private static string? WhyBad(string key, IEnumerable<AttributeData> earlier, KnownSymbols symbols)
    {
        if (Names.ToPascalCase(key) is not { } method)
        {
            return "it starts with a-z, goes on with a-z, 0-9, '_' or '-', and has at most 64 characters";
        }

        foreach (string other in earlier.Select(KeyOf).OfType<string>())
        {
            if (other == key)
            {
                return "it is declared twice";
            }

            if (Names.ToPascalCase(other) == method)
            {
                return $"its method would be '{method}', as that of '{other}'";
            }
        }

        if (symbols.HasPublicMember("Igniter.Connectors.ConnectorManager", method))
        {
            return $"its method would be '{method}', which ConnectorManager has";
        }

        ConnectorShape? client = symbols.Connectors.Value.Own.FirstOrDefault(connector => connector.ClientName == method);
        return client is null ? null : $"its method would be '{method}', as the client of '{client.Type.Name}'";
    }
}
