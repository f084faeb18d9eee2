using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Analyzers;

/// <summary>Finds properties that are named like a secret and aren't marked as one (IGN0201).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnmarkedSecretAnalyzer : ConnectorAnalyzer
{
    /// <summary>Tells the fix which mark belongs there.</summary>
    internal const string MarkProperty = "Mark";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleCatalog.UnmarkedSecret];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        // Connectors may share a type: its property is reported once.
        ConcurrentDictionary<ISymbol, bool> reported = new(SymbolEqualityComparer.Default);
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
        SymbolAnalysisContext context, ConnectorShape connector, KnownSymbols symbols, ConcurrentDictionary<ISymbol, bool> reported)
    {
        ConnectorBorders borders = ConnectorBorders.Of([connector], symbols);
        foreach (KeyValuePair<ITypeSymbol, Border> type in borders.Types)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if ((type.Value & (Border.Config | Border.Message)) == 0)
            {
                continue;
            }

            foreach (IPropertySymbol property in ConnectorBorders.PropertiesOf(type.Key))
            {
                if (IsUnmarked(property, borders, symbols) && property.FindSource() is { } location && reported.TryAdd(property, true))
                {
                    // What isn't stored can't be encrypted, only hidden.
                    bool isStored = (type.Value & Border.Config) != 0 && property.SetMethod is not null;
                    context.ReportDiagnostic(Diagnostic.Create(
                        RuleCatalog.UnmarkedSecret,
                        location,
                        ImmutableDictionary<string, string?>.Empty.Add(MarkProperty, isStored ? "Encrypted" : "Sensitive"),
                        property.Name));
                }
            }
        }
    }

    private static bool IsUnmarked(IPropertySymbol property, ConnectorBorders borders, KnownSymbols symbols) =>
        SecretNames.IsSecret(property.Name)
        && CanHoldSecret(property)
        && symbols.Secrets.Of(property) == SecretMark.None
        && !HasMarkedMember(property.Type, borders, symbols);

    private static bool CanHoldSecret(IPropertySymbol property) =>
        !property.Type.IsBoolean()
        && property.Type.WithoutNullable().TypeKind != TypeKind.Enum
        && !(property.Type.IsNumber() && SecretNames.IsPlural(property.Name));

    /// <summary>An object whose own members say which of them are secret needs no mark itself.</summary>
    private static bool HasMarkedMember(ITypeSymbol type, ConnectorBorders borders, KnownSymbols symbols) =>
        borders[type] != Border.None
        && ConnectorBorders.PropertiesOf(type.OriginalDefinition).Any(member => symbols.Secrets.Of(member) != SecretMark.None);
}
