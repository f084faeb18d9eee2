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

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, (IPropertySymbol)symbol.Symbol, symbols), SymbolKind.Property);

    /// <summary>Looks at the name first: who uses the type is asked only about the few that are named so.</summary>
    private static void Analyze(SymbolAnalysisContext context, IPropertySymbol property, KnownSymbols symbols)
    {
        if (!SecretNames.IsSecret(property.Name)
            || !CanHoldSecret(property)
            || property is not { IsStatic: false, IsIndexer: false, GetMethod: not null }
            || !ConnectorBorders.IsShown(property)
            || symbols.Secrets.Of(property) != SecretMark.None
            || property.FindSource() is not { } location)
        {
            return;
        }

        ConnectorBorders borders = symbols.Borders.Value;
        Border border = borders[property.ContainingType];
        if ((border & (Border.Config | Border.Message)) != 0 && !HasMarkedMember(property.Type, borders, symbols))
        {
            // What isn't stored can't be encrypted, only hidden.
            bool isStored = (border & Border.Config) != 0 && property.SetMethod is not null;
            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalog.UnmarkedSecret,
                location,
                ImmutableDictionary<string, string?>.Empty.Add(MarkProperty, isStored ? "Encrypted" : "Sensitive"),
                property.Name));
        }
    }

    private static bool CanHoldSecret(IPropertySymbol property) =>
        !property.Type.IsBoolean()
        && property.Type.WithoutNullable().TypeKind != TypeKind.Enum
        && !(property.Type.IsNumber() && SecretNames.IsPlural(property.Name));

    /// <summary>An object whose own members, or those of the types it may be, say which of them are secret needs no mark itself.</summary>
    private static bool HasMarkedMember(ITypeSymbol type, ConnectorBorders borders, KnownSymbols symbols) =>
        borders[type] != Border.None
        && ConnectorBorders.DerivedTypesOf(type.OriginalDefinition)
            .Prepend(type.OriginalDefinition)
            .Any(candidate => ConnectorBorders.PropertiesOf(candidate).Any(member => symbols.Secrets.Of(member) != SecretMark.None));
}
