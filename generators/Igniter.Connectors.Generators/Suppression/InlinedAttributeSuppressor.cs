using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Igniter.Connectors.Generators;

/// <summary>
/// Trim analysis warns (IL2026) wherever an attribute is written whose own check needs reflection: <c>[MinLength]</c>, <c>[Range(typeof(decimal), …)]</c>
/// and others. On what a connector's validators check that warning is wrong, because they hold the check as code.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InlinedAttributeSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Inlined =
        new("IGNS2026", "IL2026", "The connector's generated validator checks this without the attribute and without reflection.");

    private static readonly HashSet<string> Attributes =
        ["CompareAttribute", "LengthAttribute", "MaxLengthAttribute", "MinLengthAttribute", "RangeAttribute"];

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [Inlined];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        ConnectorTypes? types = null;
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (FindOwner(diagnostic, context) is { } owner && (types ??= ConnectorTypes.Find(context.Compilation, context.CancellationToken)).Contains(owner))
            {
                context.ReportSuppression(Suppression.Create(Inlined, diagnostic));
            }
        }
    }

    /// <summary>The property or parameter on which an inlined attribute was reported.</summary>
    private static ISymbol? FindOwner(Diagnostic diagnostic, SuppressionAnalysisContext context)
    {
        if (diagnostic.Location.SourceTree is not { } tree
            || tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>()
                is not { Parent.Parent: { } declaration } attribute)
        {
            return null;
        }

        SemanticModel model = context.GetSemanticModel(tree);
        ITypeSymbol? type = model.GetTypeInfo(attribute, context.CancellationToken).Type;
        return type is not null && Attributes.Contains(type.Name) && type.Is("System.ComponentModel.DataAnnotations", type.Name)
            ? model.GetDeclaredSymbol(declaration, context.CancellationToken)
            : null;
    }
}
