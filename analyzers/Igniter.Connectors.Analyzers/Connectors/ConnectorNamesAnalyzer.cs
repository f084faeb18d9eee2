using System.Collections.Immutable;
using Igniter.Connectors.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers;

/// <summary>Finds connectors whose key (IGN0003) or client name (IGN0007) is another's.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConnectorNamesAnalyzer : ConnectorAnalyzer
{
    /// <summary>Tells the fix which connectors clash, as documentation ids.</summary>
    internal const string OwnProperty = "Own";

    /// <inheritdoc cref="OwnProperty"/>
    internal const string OtherProperty = "Other";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleCatalog.DuplicateKey, RuleCatalog.ClientNameClash];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        context.RegisterSymbolAction(
            symbol =>
            {
                if (symbols.FindConnector((INamedTypeSymbol)symbol.Symbol) is { } connector)
                {
                    AnalyzeKey(symbol, connector, symbols);
                    AnalyzeClientName(symbol, connector, symbols);
                }
            },
            SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(node => AnalyzeRegistration(node, symbols), SyntaxKind.InvocationExpression);
    }

    private static void AnalyzeKey(SymbolAnalysisContext context, ConnectorShape connector, KnownSymbols symbols)
    {
        ConnectorCatalog catalog = symbols.Connectors.Value;
        if (connector.Key is not { } key || !Names.IsKey(key) || catalog.IsExcluded(connector.Type))
        {
            return;
        }

        INamedTypeSymbol? other = catalog.Own
            .Where(candidate => candidate.Key == key && ConnectorCatalog.Precedes(candidate, connector))
            .Select(candidate => candidate.Type)
            .Concat(catalog.Referenced.Where(candidate => candidate.Key == key).Select(candidate => candidate.Type))
            .FirstOrDefault(candidate => !candidate.Is(connector.Type) && !catalog.IsExcluded(candidate));
        if (other is not null)
        {
            Location location = connector.Attribute.LocationOf(name: null, 0, context.CancellationToken);
            context.ReportDiagnostic(DuplicateKey(location, key, connector.Type, other));
        }
    }

    /// <summary>Two references with one key can only be told apart where both are registered.</summary>
    private static void AnalyzeRegistration(SyntaxNodeAnalysisContext context, KnownSymbols symbols)
    {
        if (((InvocationExpressionSyntax)context.Node).Expression is not MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "AddConnectors" } name })
        {
            return;
        }

        ConnectorCatalog catalog = symbols.Connectors.Value;
        foreach (IGrouping<string, ReferencedConnector> group in catalog.Referenced
            .Where(connector => !catalog.IsExcluded(connector.Type))
            .GroupBy(connector => connector.Key, StringComparer.Ordinal))
        {
            if (group.ElementAtOrDefault(1) is { } second)
            {
                context.ReportDiagnostic(DuplicateKey(name.GetLocation(), group.Key, group.First().Type, second.Type));
            }
        }
    }

    private static Diagnostic DuplicateKey(Location location, string key, INamedTypeSymbol own, INamedTypeSymbol other) => Diagnostic.Create(
        RuleCatalog.DuplicateKey,
        location,
        ImmutableDictionary<string, string?>.Empty
            .Add(OwnProperty, DocumentationCommentId.CreateDeclarationId(own))
            .Add(OtherProperty, DocumentationCommentId.CreateDeclarationId(other)),
        key,
        other.ToDisplayString());

    private static void AnalyzeClientName(SymbolAnalysisContext context, ConnectorShape connector, KnownSymbols symbols)
    {
        if (connector.Type.FindSource() is { } location && WhyTaken(connector, symbols) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.ClientNameClash, location, connector.Type.Name, connector.ClientName, reason));
        }
    }

    private static string? WhyTaken(ConnectorShape connector, KnownSymbols symbols)
    {
        string name = connector.ClientName;
        foreach (string holder in new[] { "ConnectorScope", "ConnectorManager" })
        {
            if (symbols.HasPublicMember($"Igniter.Connectors.{holder}", name))
            {
                return $"{holder} has a member of that name";
            }
        }

        string? client = ClientNames.Suffixes.Select(suffix => name + suffix).FirstOrDefault(type => IsWritten(connector.Type.ContainingNamespace, type));
        if (client is not null)
        {
            return $"its namespace has a type '{client}'";
        }

        ConnectorCatalog catalog = symbols.Connectors.Value;
        INamedTypeSymbol? other = catalog.Own
            .Where(candidate => candidate.ClientName == name && ConnectorCatalog.Precedes(candidate, connector))
            .Select(candidate => candidate.Type)
            .Concat(catalog.Referenced.Select(candidate => candidate.Type).Where(candidate => Names.WithoutSuffix(candidate.Name, "Connector") == name))
            .FirstOrDefault(candidate => !candidate.Is(connector.Type));
        return other is null ? null : $"so is that of '{other.ToDisplayString()}'";
    }

    /// <summary>Whether the user wrote a type of that name; the generator's own stands in a file of its own.</summary>
    private static bool IsWritten(INamespaceSymbol space, string type) => space.GetTypeMembers(type, 0).Any(
        candidate => candidate.DeclaringSyntaxReferences.Any(reference => !reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)));
}
