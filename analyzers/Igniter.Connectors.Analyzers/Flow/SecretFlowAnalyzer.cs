using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Igniter.Connectors.Analyzers;

/// <summary>Finds secrets that flow into a log, the console, an exception or a trace within one method (IGN0203).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretFlowAnalyzer : ConnectorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RuleCatalog.SecretLeak];

    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols symbols)
    {
        TextMethods methods = new(symbols);
        LeakSinks sinks = new(symbols);
        context.RegisterOperationBlockStartAction(block => Register(block, symbols, methods, sinks));
    }

    /// <summary>Following the flow is dear, so it is done only in a method that touches a secret.</summary>
    private static void Register(OperationBlockStartAnalysisContext context, KnownSymbols symbols, TextMethods methods, LeakSinks sinks)
    {
        int touches = 0;
        context.RegisterOperationAction(
            operation =>
            {
                if (Touches(operation.Operation, symbols, methods))
                {
                    Interlocked.Exchange(ref touches, 1);
                }
            },
            OperationKind.PropertyReference,
            OperationKind.ParameterReference,
            OperationKind.DeconstructionAssignment,
            OperationKind.RecursivePattern,
            OperationKind.Invocation);

        context.RegisterOperationBlockEndAction(end =>
        {
            if (Volatile.Read(ref touches) == 0)
            {
                return;
            }

            ConcurrentDictionary<Location, bool> reported = new();
            foreach (IOperation block in end.OperationBlocks)
            {
                SecretFlow flow = new(
                    symbols,
                    methods,
                    sinks,
                    (location, secret, sink) =>
                    {
                        if (reported.TryAdd(location, true))
                        {
                            end.ReportDiagnostic(Diagnostic.Create(RuleCatalog.SecretLeak, location, secret, sink));
                        }
                    },
                    end.CancellationToken);
                FlowState entry = end.OwningSymbol is IMethodSymbol method ? flow.WithParameters(method, FlowState.Empty) : FlowState.Empty;
                flow.Search(end.GetControlFlowGraph(block), entry);
            }
        });
    }

    private static bool Touches(IOperation operation, KnownSymbols symbols, TextMethods methods) => operation switch
    {
        IPropertyReferenceOperation property => symbols.Secrets.Of(property.Property) != SecretMark.None,
        IParameterReferenceOperation parameter => symbols.Secrets.Of(parameter.Parameter) != SecretMark.None,
        IDeconstructionAssignmentOperation { Value.Type.IsRecord: true } or IRecursivePatternOperation { MatchedType.IsRecord: true } => true,
        IInvocationOperation call => methods.Serializes(call.TargetMethod),
        _ => false,
    };
}
