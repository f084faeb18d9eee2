using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>
/// Reads <c>[Range]</c>. Numbers are compared as the attribute compares them: bounds given as <c>int</c> with the value rounded to an integer, bounds
/// given as <c>double</c> with the value as a <c>double</c>. Unlike there, no value is too large and 128-bit and half numbers are numbers.
/// </summary>
internal static class RangeReader
{
    public static RangeCheck? Read(CheckTarget target, AttributeData attribute)
    {
        ImmutableArray<TypedConstant> arguments = attribute.ConstructorArguments;
        (Operand? operand, RangeBound? minimum, RangeBound? maximum) = arguments.Length == 3
            ? Typed(target, arguments[0].Value as ITypeSymbol, arguments[1].Value as string ?? "", arguments[2].Value as string ?? "")
            : arguments[0].Value is int
                ? (IntegerOperand(target.Type), RangeBound.Of((int)arguments[0].Value!), RangeBound.Of((int)arguments[1].Value!))
                : (DoubleOperand(target.Type), RangeBound.Of((double)arguments[0].Value!), RangeBound.Of((double)arguments[1].Value!));
        if (operand is null)
        {
            target.ReportMisfit(attribute);
            return null;
        }

        bool isMinimumExclusive = attribute.NamedArgument("MinimumIsExclusive") is true;
        bool isMaximumExclusive = attribute.NamedArgument("MaximumIsExclusive") is true;
        int order = minimum is null || maximum is null ? 1 : minimum.Order.CompareTo(maximum.Order);
        if (order > 0 || (order == 0 && (isMinimumExclusive || isMaximumExclusive)))
        {
            target.Report(Rules.AttributeDoesNotFit, attribute, "its bounds aren't a range of that type");
            return null;
        }

        string standard = (isMinimumExclusive, isMaximumExclusive) switch
        {
            (false, false) => "The field {0} must be between {1} and {2}.",
            (true, false) => "The field {0} must be between {1} exclusive and {2}.",
            (false, true) => "The field {0} must be between {1} and {2} exclusive.",
            (true, true) => "The field {0} must be between {1} exclusive and {2} exclusive.",
        };

        return new RangeCheck(
            operand.Type,
            operand.Format,
            new BoundModel(minimum!.Code, minimum.Number, isMinimumExclusive),
            new BoundModel(maximum!.Code, maximum.Number, isMaximumExclusive))
        {
            Message = MessageReader.Read(target, attribute, standard, minimum.Argument, maximum.Argument),
            NullForm = target.NullForm,
        };
    }

    private static (Operand? Operand, RangeBound? Minimum, RangeBound? Maximum) Typed(CheckTarget target, ITypeSymbol? type, string minimum, string maximum)
    {
        bool fits = type is not null && type.IsOfSystem()
            && target.Context.Compilation.ClassifyCommonConversion(target.Type, type) is { Exists: true, IsImplicit: true };
        bool isMoment = type?.Name is "DateTimeOffset" && !SymbolEqualityComparer.Default.Equals(type, target.Type);

        return fits && !isMoment
            ? (new Operand(type!.ToFullName(), "{0}"), RangeBound.Parse(type!.MetadataName, minimum), RangeBound.Parse(type.MetadataName, maximum))
            : (null, null, null);
    }

    private static Operand? IntegerOperand(ITypeSymbol type) => NumberNameOf(type) switch
    {
        "SByte" or "Byte" or "Int16" or "UInt16" or "Int32" => new Operand("int", "{0}"),
        "UInt32" or "Int64" or "IntPtr" => new Operand("long", "{0}"),
        "UInt64" or "UIntPtr" or "Int128" => new Operand("global::System.Int128", "{0}"),
        "UInt128" => new Operand("global::System.Numerics.BigInteger", "{0}"),
        "Single" or "Double" => new Operand("double", "double.Round({0})"),
        "Decimal" => new Operand("decimal", "decimal.Round({0})"),
        "Half" => new Operand("double", "(double){0}"),
        _ => null,
    };

    private static Operand? DoubleOperand(ITypeSymbol type) => NumberNameOf(type) is null ? null : new Operand("double", "(double){0}");

    /// <summary>The type's metadata name when it is a number.</summary>
    private static string? NumberNameOf(ITypeSymbol type) =>
        type.SpecialType is (>= SpecialType.System_SByte and <= SpecialType.System_Double) or SpecialType.System_IntPtr or SpecialType.System_UIntPtr
        || type.Is("System", "Int128") || type.Is("System", "UInt128") || type.Is("System", "Half")
            ? type.MetadataName
            : null;

    /// <summary>What is compared.</summary>
    private sealed record Operand(string Type, string Format);
}
