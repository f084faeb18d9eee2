using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Igniter.Connectors.Analyzers;

/// <summary>Finds state in a connector that tenants would share (IGN0501), and HTTP clients that it makes itself (IGN0502).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateAnalyzer : ConnectorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleCatalog.MutableState, RuleCatalog.NewHttpClient];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        INamedTypeSymbol? client = symbols.Type("System.Net.Http.HttpClient");
        context.RegisterSymbolAction(
            symbol =>
            {
                if (symbols.FindConnector((INamedTypeSymbol)symbol.Symbol) is { } connector)
                {
                    AnalyzeMembers(symbol, connector);
                }
            },
            SymbolKind.NamedType);
        context.RegisterOperationAction(
            operation => AnalyzeCreation(operation, client, symbols), OperationKind.ObjectCreation);
        context.RegisterOperationAction(
            operation => AnalyzeWrite(operation, symbols),
            OperationKind.SimpleAssignment,
            OperationKind.CompoundAssignment,
            OperationKind.CoalesceAssignment,
            OperationKind.DeconstructionAssignment,
            OperationKind.Increment,
            OperationKind.Decrement,
            OperationKind.Argument);
    }

    private static void AnalyzeMembers(SymbolAnalysisContext context, ConnectorShape connector)
    {
        ImmutableArray<ISymbol> members = connector.Type.GetMembers();
        HashSet<ISymbol> stored = new(members.OfType<IFieldSymbol>().Select(field => field.AssociatedSymbol).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        foreach (ISymbol member in members)
        {
            bool isMutable = member switch
            {
                IFieldSymbol field => field is { IsStatic: false, IsReadOnly: false, IsConst: false, IsImplicitlyDeclared: false },
                IPropertySymbol property => property is { IsStatic: false, SetMethod.IsInitOnly: false } && stored.Contains(property),
                _ => false,
            };
            if (isMutable && member.FindSource() is { } location)
            {
                context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.MutableState, location, member.Name, connector.Type.Name));
            }
        }
    }

    private static void AnalyzeCreation(OperationAnalysisContext context, INamedTypeSymbol? client, KnownSymbols symbols)
    {
        if (context.Operation.Type.Is(client) && IsInConnector(context.ContainingSymbol, symbols))
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.NewHttpClient, context.Operation.Syntax.GetLocation()));
        }
    }

    private static bool IsInConnector(ISymbol symbol, KnownSymbols symbols)
    {
        for (INamedTypeSymbol? type = symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            if (symbols.FindConnector(type) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A parameter of the primary constructor is a field once a method uses it.</summary>
    private static void AnalyzeWrite(OperationAnalysisContext context, KnownSymbols symbols)
    {
        foreach (IOperation target in TargetsOf(context.Operation))
        {
            if (target is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } parameter }
                && context.ContainingSymbol is IMethodSymbol method
                && !method.Is(constructor)
                && symbols.FindConnector(constructor.ContainingType) is { } connector
                && constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(context.CancellationToken) is TypeDeclarationSyntax))
            {
                context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.MutableState, target.Syntax.GetLocation(), parameter.Name, connector.Type.Name));
            }
        }
    }

    private static ImmutableArray<IOperation> TargetsOf(IOperation operation) => operation switch
    {
        IDeconstructionAssignmentOperation { Target: ITupleOperation tuple } => tuple.Elements,
        IAssignmentOperation assignment => [assignment.Target],
        IIncrementOrDecrementOperation step => [step.Target],
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => [argument.Value],
        _ => [],
    };
}
