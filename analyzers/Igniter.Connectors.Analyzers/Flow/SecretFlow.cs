using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Igniter.Connectors.Analyzers;

/// <summary>Follows secrets through the blocks of one method and finds where they get out.</summary>
internal sealed class SecretFlow
{
    private readonly TaintEvaluator _evaluator;
    private readonly TaintTransfer _transfer;
    private readonly LeakSinks _sinks;
    private readonly KnownSymbols _symbols;
    private readonly Action<Location, string, string> _report;
    private readonly CancellationToken _cancellationToken;

    /// <param name="symbols">The compilation's symbols.</param>
    /// <param name="methods">The methods that keep secrets.</param>
    /// <param name="sinks">The places where secrets get out.</param>
    /// <param name="report">Gets the place, the secret's name and what it flows into.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public SecretFlow(
        KnownSymbols symbols, TextMethods methods, LeakSinks sinks, Action<Location, string, string> report, CancellationToken cancellationToken)
    {
        _symbols = symbols;
        _evaluator = new TaintEvaluator(symbols, methods);
        _transfer = new TaintTransfer(_evaluator);
        _sinks = sinks;
        _report = report;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Searches a method, and the functions within it.</summary>
    /// <param name="graph">The method.</param>
    /// <param name="entry">What is secret before it.</param>
    public void Search(ControlFlowGraph graph, FlowState entry)
    {
        FlowState?[] before = Settle(graph, entry);
        FlowState anywhere = entry;
        foreach (BasicBlock block in graph.Blocks)
        {
            if (before[block.Ordinal] is { } state)
            {
                anywhere = anywhere.Join(Run(block, state, (operation, current) => Inspect(graph, operation, current)));
            }
        }

        // When a local function runs isn't known, so anything that is secret at some time may be.
        foreach (IMethodSymbol function in graph.LocalFunctions)
        {
            Search(graph.GetLocalFunctionControlFlowGraph(function, _cancellationToken), WithParameters(function, anywhere));
        }
    }

    /// <summary>What is secret before a function runs: what is so around it, and its own marked parameters.</summary>
    public FlowState WithParameters(IMethodSymbol function, FlowState state)
    {
        foreach (IParameterSymbol parameter in function.Parameters)
        {
            if (_symbols.Secrets.Of(parameter) != SecretMark.None)
            {
                state = state.With(parameter, Taint.Whole(parameter.Name));
            }
        }

        return state;
    }

    /// <summary>What is secret before each block, when loops are taken into account.</summary>
    private FlowState?[] Settle(ControlFlowGraph graph, FlowState entry)
    {
        FlowState?[] before = new FlowState?[graph.Blocks.Length];
        SortedSet<int> open = [];
        Reach(0, entry);

        while (open.Count > 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            int ordinal = open.Min;
            open.Remove(ordinal);

            BasicBlock block = graph.Blocks[ordinal];
            FlowState start = before[ordinal]!;
            FlowState end = Run(block, start, null);
            Follow(block.FallThroughSuccessor, end);
            Follow(block.ConditionalSuccessor, end);
            foreach (int handler in HandlersOf(block))
            {
                Reach(handler, start.Join(end));
            }
        }

        return before;

        void Follow(ControlFlowBranch? branch, FlowState state)
        {
            if (branch?.Destination is { } destination)
            {
                Reach(destination.Ordinal, state);
            }

            foreach (ControlFlowRegion region in branch is null ? [] : branch.FinallyRegions)
            {
                Reach(region.FirstBlockOrdinal, state);
            }
        }

        void Reach(int ordinal, FlowState state)
        {
            FlowState? known = before[ordinal];
            if (known is null || !state.IsWithin(known))
            {
                before[ordinal] = known?.Join(state) ?? state;
                open.Add(ordinal);
            }
        }
    }

    /// <summary>The first blocks of what runs when a block throws; of a function within a method, those of its own.</summary>
    private static IEnumerable<int> HandlersOf(BasicBlock block)
    {
        for (ControlFlowRegion? region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } guarded })
            {
                foreach (ControlFlowRegion handler in guarded.NestedRegions)
                {
                    if (handler.Kind != ControlFlowRegionKind.Try)
                    {
                        yield return handler.FirstBlockOrdinal;
                    }
                }
            }
        }
    }

    private FlowState Run(BasicBlock block, FlowState state, Action<IOperation, FlowState>? inspect)
    {
        foreach (IOperation statement in block.BranchValue is { } branch ? block.Operations.Append(branch) : block.Operations)
        {
            foreach (IOperation operation in TaintTransfer.InOrder(statement))
            {
                inspect?.Invoke(operation, state);
                state = _transfer.Apply(operation, state);
            }
        }

        return state;
    }

    private void Inspect(ControlFlowGraph graph, IOperation operation, FlowState state)
    {
        if (operation is IFlowAnonymousFunctionOperation function)
        {
            Search(graph.GetAnonymousFunctionControlFlowGraph(function, _cancellationToken), WithParameters(function.Symbol, state));
            return;
        }

        (string? sink, IEnumerable<IOperation> values) = _sinks.Of(operation);
        if (sink is null)
        {
            return;
        }

        foreach (IOperation value in values)
        {
            if (_evaluator.Evaluate(value, state) is { } taint && taint.Shows(WithoutConversion(value).Type, _symbols.Secrets))
            {
                _report(LocationOf(value), taint.Source, sink);
            }
        }
    }

    private static IOperation WithoutConversion(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private static Location LocationOf(IOperation value) =>
        (value.Syntax is ArgumentSyntax argument ? argument.Expression : value.Syntax).GetLocation();
}
