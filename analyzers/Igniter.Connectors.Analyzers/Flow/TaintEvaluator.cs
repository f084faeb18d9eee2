using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Igniter.Connectors.Analyzers;

/// <summary>Tells what of an expression's value is secret, given what is secret before it.</summary>
internal sealed class TaintEvaluator(KnownSymbols symbols, TextMethods methods)
{
    /// <summary>No expression that people write nests deeper; one that a machine wrote mustn't exhaust the stack.</summary>
    private const int DeepestExpression = 256;

    private int _depth;

    /// <summary>What is secret of a value; null for nothing.</summary>
    public Taint? Evaluate(IOperation? operation, FlowState state)
    {
        if (operation is null || _depth >= DeepestExpression)
        {
            return null;
        }

        _depth++;
        Taint? taint = Visit(operation, state);
        _depth--;
        return taint;
    }

    /// <summary>What is secret of a property that is read from a value.</summary>
    public Taint? OfProperty(IPropertySymbol property, Taint? instance) =>
        symbols.Secrets.Of(property) != SecretMark.None ? Taint.Whole(property.Name)
        : property.IsIndexer && instance?.Parts is not null ? instance.AsWhole()
        : instance?.Member(property.Name, property.Type);

    private Taint? Visit(IOperation operation, FlowState state) => operation switch
    {
        ILocalReferenceOperation local => state[local.Local],
        IParameterReferenceOperation parameter => state[parameter.Parameter],
        IFlowCaptureReferenceOperation capture => state[capture.Id],
        IPropertyReferenceOperation property => OfProperty(property.Property, Evaluate(property.Instance, state)),
        IFieldReferenceOperation field => Evaluate(field.Instance, state)?.Member((field.Field.CorrespondingTupleField ?? field.Field).Name, field.Field.Type),
        IImplicitIndexerReferenceOperation part => Evaluate(part.Instance, state)?.AsWhole(),
        IArrayElementReferenceOperation element => Evaluate(element.ArrayReference, state),
        IConversionOperation conversion => Evaluate(conversion.Operand, state),
        IParenthesizedOperation parenthesized => Evaluate(parenthesized.Operand, state),
        IAwaitOperation awaited => Evaluate(awaited.Operation, state),
        ISimpleAssignmentOperation assignment => Evaluate(assignment.Value, state),
        ICompoundAssignmentOperation assignment => Taint.Join(Evaluate(assignment.Target, state), Evaluate(assignment.Value, state)),
        IBinaryOperation binary => OfBinary(binary, state),
        IUnaryOperation unary => unary.Type?.IsBoolean() == true ? null : Evaluate(unary.Operand, state),
        IInterpolatedStringOperation text => Any(text.Parts.Select(part => (part as IInterpolationOperation)?.Expression), state),
        IInvocationOperation call => OfCall(call, state),
        IObjectCreationOperation creation => OfCreation(creation, state),
        IAnonymousObjectCreationOperation creation => OfAnonymous(creation, state),
        ITupleOperation tuple => OfTuple(tuple, state),
        IArrayCreationOperation array => Any(array.Initializer?.ElementValues, state),
        ICollectionExpressionOperation collection => Any(collection.Elements, state),
        ISpreadOperation spread => Evaluate(spread.Operand, state),
        _ => null,
    };

    /// <summary>A concatenation nests to the left as deep as it is long, so it is walked without recursion.</summary>
    private Taint? OfBinary(IBinaryOperation binary, FlowState state)
    {
        if (binary.Type?.IsBoolean() == true)
        {
            return null;
        }

        Taint? taint = null;
        IOperation current = binary;
        while (current is IBinaryOperation inner)
        {
            taint = Taint.Join(Evaluate(inner.RightOperand, state), taint);
            current = inner.LeftOperand;
        }

        return Taint.Join(Evaluate(current, state), taint)?.AsWhole();
    }

    private Taint? OfCall(IInvocationOperation call, FlowState state)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.ContainingType is null)
        {
            return null;
        }

        Taint? instance = Evaluate(call.Instance, state);
        if (method.ContainingType.IsRecord && method.Name == "<Clone>$")
        {
            return instance;
        }

        if (instance is not null && (instance.Parts is null || method.Name == "ToString"))
        {
            bool shows = !TextMethods.IsHarmless(method) && instance.Shows(call.Instance?.Type, symbols.Secrets);
            return shows ? instance.AsWhole() : null;
        }

        if (methods.Serializes(method) && call.Arguments.FirstOrDefault() is { } argument && FindSecretMember(argument.Value) is { } member)
        {
            return Taint.Whole(member.Name);
        }

        return methods.Keeps(method) ? Any(call.Arguments.Select(each => each.Value), state) : null;
    }

    private IPropertySymbol? FindSecretMember(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value.Type is INamedTypeSymbol type
            ? ConnectorBorders.PropertiesOf(type).FirstOrDefault(property => symbols.Secrets.Of(property) != SecretMark.None)
            : null;
    }

    private Taint? OfCreation(IObjectCreationOperation creation, FlowState state)
    {
        if (creation.Type is not INamedTypeSymbol type)
        {
            return null;
        }

        if (methods.IsContainer(type))
        {
            return Any(creation.Arguments.Select(argument => argument.Value), state);
        }

        Taint? taint = null;
        if (type.IsRecord)
        {
            foreach (IArgumentOperation argument in creation.Arguments)
            {
                taint = Taint.WithPart(taint, argument.Parameter?.Name ?? "", Evaluate(argument.Value, state));
            }
        }

        return taint;
    }

    private Taint? OfAnonymous(IAnonymousObjectCreationOperation creation, FlowState state)
    {
        Taint? taint = null;
        foreach (IOperation initializer in creation.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment)
            {
                taint = Taint.WithPart(taint, target.Property.Name, Evaluate(assignment.Value, state));
            }
        }

        return taint;
    }

    private Taint? OfTuple(ITupleOperation tuple, FlowState state)
    {
        Taint? taint = null;
        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            taint = Taint.WithPart(taint, $"Item{i + 1}", Evaluate(tuple.Elements[i], state));
        }

        return taint;
    }

    private Taint? Any(IEnumerable<IOperation?>? values, FlowState state)
    {
        foreach (IOperation? value in values ?? [])
        {
            if (Evaluate(value, state) is { } taint && taint.Shows(value?.Type, symbols.Secrets))
            {
                return taint.AsWhole();
            }
        }

        return null;
    }
}
