using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Igniter.Connectors.Analyzers;

/// <summary>Tells what is secret after an operation, given what is before it.</summary>
internal sealed class TaintTransfer(TaintEvaluator evaluator)
{
    /// <summary>What the compiler's captures stand for, since <c>x ??= y</c> assigns through one.</summary>
    private readonly Dictionary<CaptureId, IOperation> _captured = [];

    /// <summary>The operations within one, inner before outer and left before right, without recursion.</summary>
    public static IEnumerable<IOperation> InOrder(IOperation root)
    {
        Stack<IOperation> open = new([root]);
        Stack<IOperation> ordered = new();
        while (open.Count > 0)
        {
            IOperation operation = open.Pop();
            ordered.Push(operation);
            foreach (IOperation child in operation.ChildOperations)
            {
                open.Push(child);
            }
        }

        return ordered;
    }

    public FlowState Apply(IOperation operation, FlowState state) => operation switch
    {
        IFlowCaptureOperation capture => Capture(capture, state),
        ISimpleAssignmentOperation assignment => Assign(assignment.Target, evaluator.Evaluate(assignment.Value, state), state),
        ICompoundAssignmentOperation assignment => Assign(assignment.Target, evaluator.Evaluate(assignment, state), state),
        IDeconstructionAssignmentOperation deconstruction =>
            Deconstruct(deconstruction.Target, deconstruction.Value, evaluator.Evaluate(deconstruction.Value, state), state),
        IIsPatternOperation match => Match(match.Pattern, evaluator.Evaluate(match.Value, state), state),
        IInvocationOperation call => Fill(call, state),
        _ => state,
    };

    private FlowState Capture(IFlowCaptureOperation capture, FlowState state)
    {
        _captured[capture.Id] = capture.Value;
        return state.With(capture.Id, evaluator.Evaluate(capture.Value, state));
    }

    private FlowState Assign(IOperation target, Taint? taint, FlowState state) => target switch
    {
        ILocalReferenceOperation local => state.With(local.Local, taint),
        IParameterReferenceOperation parameter => state.With(parameter.Parameter, taint),
        IDeclarationExpressionOperation declaration => Assign(declaration.Expression, taint, state),
        IFlowCaptureReferenceOperation capture when _captured.TryGetValue(capture.Id, out IOperation? captured) =>
            Assign(captured, taint, state.With(capture.Id, taint)),
        IPropertyReferenceOperation { Property.IsIndexer: true } element => AddTo(element.Instance, taint, state),
        IPropertyReferenceOperation property => AssignPart(property.Instance, property.Property.Name, taint, state),
        IFieldReferenceOperation field => AssignPart(field.Instance, (field.Field.CorrespondingTupleField ?? field.Field).Name, taint, state),
        IArrayElementReferenceOperation element => AddTo(element.ArrayReference, taint, state),
        _ => state,
    };

    private static FlowState AssignPart(IOperation? instance, string member, Taint? taint, FlowState state) =>
        KeyOf(instance) is { } key ? state.With(key, Taint.WithPart(state[key], member, taint)) : state;

    private static FlowState AddTo(IOperation? container, Taint? taint, FlowState state) =>
        taint is not null && KeyOf(container) is { } key ? state.With(key, taint.AsWhole()) : state;

    /// <summary>What a value is remembered by.</summary>
    private static object? KeyOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFlowCaptureReferenceOperation capture => capture.Id,
        IConversionOperation conversion => KeyOf(conversion.Operand),
        _ => null,
    };

    /// <summary>A call such as <c>builder.Append(secret)</c>.</summary>
    private FlowState Fill(IInvocationOperation call, FlowState state)
    {
        if (!TextMethods.Fills(call.TargetMethod))
        {
            return state;
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (evaluator.Evaluate(argument.Value, state) is { } taint)
            {
                return AddTo(call.Instance, taint, state);
            }
        }

        return state;
    }

    private FlowState Deconstruct(IOperation target, IOperation value, Taint? taint, FlowState state)
    {
        if (target is IDeclarationExpressionOperation declaration)
        {
            return Deconstruct(declaration.Expression, value, taint, state);
        }

        if (target is not ITupleOperation targets)
        {
            return Assign(target, taint, state);
        }

        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        for (int i = 0; i < targets.Elements.Length; i++)
        {
            if (value is ITupleOperation values && values.Elements.Length == targets.Elements.Length)
            {
                state = Deconstruct(targets.Elements[i], values.Elements[i], evaluator.Evaluate(values.Elements[i], state), state);
            }
            else
            {
                state = Assign(targets.Elements[i], OfPosition(value.Type, i, targets.Elements.Length, taint), state);
            }
        }

        return state;
    }

    /// <summary>What is secret of a tuple's or a positional record's part.</summary>
    private Taint? OfPosition(ITypeSymbol? type, int position, int count, Taint? taint)
    {
        IMethodSymbol? method = type?.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(candidate => candidate.Parameters.Length == count);
        return method is not null && type.FindProperty(method.Parameters[position].Name) is { } property
            ? evaluator.OfProperty(property, taint)
            : taint?.Parts is { } parts ? parts.TryGetValue($"Item{position + 1}", out Taint? part) ? part : null : taint;
    }

    /// <summary>The variables that a pattern declares.</summary>
    private FlowState Match(IPatternOperation pattern, Taint? taint, FlowState state)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                return state.With(declared, taint);
            case IBinaryPatternOperation binary:
                return Match(binary.RightPattern, taint, Match(binary.LeftPattern, taint, state));
            case INegatedPatternOperation negated:
                return Match(negated.Pattern, taint, state);
            case IRecursivePatternOperation recursive:
                foreach (IPropertySubpatternOperation member in recursive.PropertySubpatterns)
                {
                    if (member.Member is IPropertyReferenceOperation property)
                    {
                        state = Match(member.Pattern, evaluator.OfProperty(property.Property, taint), state);
                    }
                }

                for (int i = 0; i < recursive.DeconstructionSubpatterns.Length; i++)
                {
                    Taint? part = OfPosition(recursive.MatchedType, i, recursive.DeconstructionSubpatterns.Length, taint);
                    state = Match(recursive.DeconstructionSubpatterns[i], part, state);
                }

                return recursive.DeclaredSymbol is { } name ? state.With(name, taint) : state;
            default:
                return state;
        }
    }
}
