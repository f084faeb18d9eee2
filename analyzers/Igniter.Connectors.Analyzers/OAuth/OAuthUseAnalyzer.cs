using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Igniter.Connectors.Analyzers;

/// <summary>Finds client secrets in the code (IGN0303), and uses of OAuth without a declaration (IGN0306).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OAuthUseAnalyzer : ConnectorAnalyzer
{
    private const string ClientSecret = "ClientSecret";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleCatalog.ClientSecretLiteral, RuleCatalog.OAuthNotDeclared];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        context.RegisterOperationAction(AnalyzeAssignment, OperationKind.SimpleAssignment);
        context.RegisterOperationAction(AnalyzeArgument, OperationKind.Argument);
        context.RegisterSyntaxNodeAction(
            node => AnalyzeContext(node, symbols), SyntaxKind.SimpleMemberAccessExpression, SyntaxKind.MemberBindingExpression);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property: { Name: ClientSecret } property } && IsOfSdk(property.ContainingType))
        {
            ReportLiteral(context, assignment.Value);
        }
    }

    private static void AnalyzeArgument(OperationAnalysisContext context)
    {
        IArgumentOperation argument = (IArgumentOperation)context.Operation;
        if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter }
            && parameter.Name.Equals(ClientSecret, StringComparison.OrdinalIgnoreCase)
            && IsOfSdk(parameter.ContainingType))
        {
            ReportLiteral(context, argument.Value);
        }
    }

    private static void ReportLiteral(OperationAnalysisContext context, IOperation value)
    {
        if (value.ConstantValue is { HasValue: true, Value: string { Length: > 0 } })
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.ClientSecretLiteral, value.Syntax.GetLocation()));
        }
    }

    private static bool IsOfSdk(INamedTypeSymbol? type) =>
        type?.ContainingAssembly.Name.StartsWith("Igniter.Connectors", StringComparison.Ordinal) == true;

    /// <summary>Looks for the name first, since asking the compiler about every member would be dear.</summary>
    private static void AnalyzeContext(SyntaxNodeAnalysisContext context, KnownSymbols symbols)
    {
        ExpressionSyntax? receiver = context.Node switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "OAuth" } access => access.Expression,
            MemberBindingExpressionSyntax { Name.Identifier.ValueText: "OAuth" } binding => ReceiverOf(binding),
            _ => null,
        };
        if (receiver is null || !context.SemanticModel.GetTypeInfo(receiver, context.CancellationToken).Type.DerivesFrom(symbols.ConnectorContext))
        {
            return;
        }

        for (INamedTypeSymbol? type = context.ContainingSymbol?.ContainingType; type is not null; type = type.ContainingType)
        {
            if (symbols.FindConnector(type) is not null)
            {
                if (!type.Has(symbols.OAuth2))
                {
                    context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.OAuthNotDeclared, context.Node.GetLocation(), type.Name));
                }

                return;
            }
        }
    }

    /// <summary>In <c>context?.OAuth</c>, what stands before the question mark.</summary>
    private static ExpressionSyntax? ReceiverOf(SyntaxNode binding)
    {
        for (SyntaxNode node = binding; node.Parent is ExpressionSyntax parent; node = parent)
        {
            if (parent is ConditionalAccessExpressionSyntax conditional && conditional.WhenNotNull == node)
            {
                return conditional.Expression;
            }
        }

        return null;
    }
}
