using System.Globalization;
using System.Numerics;

namespace Igniter.Connectors.Generators;

/// <summary>A bound of a range as it was read.</summary>
/// <param name="Order">Compares with the other bound.</param>
/// <param name="Code">A C# expression of the operand's type.</param>
/// <param name="Number">The same as a JSON number; null for dates, times and infinity.</param>
internal sealed record RangeBound(IComparable Order, string Code, string? Number)
{
    /// <summary>For messages: digits only are the same in all cultures.</summary>
    public MessageArgument Argument => new(Number is not null && Number.All(char.IsDigit) ? Number : null, Code);

    public static RangeBound Of(int value) => new(value, Text(value), Text(value));

    public static RangeBound Of(double value) =>
        new(value, Literals.OfDouble(value), double.IsNaN(value) || double.IsInfinity(value) ? null : value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Reads the text of a bound, in the invariant culture; a time without a zone is taken as UTC. Null when it isn't one of that type.</summary>
    /// <param name="type">The operand's type by its metadata name, <c>Int32</c>.</param>
    /// <param name="text">The bound.</param>
    public static RangeBound? Parse(string type, string text) => type switch
    {
        "SByte" => Integer(text, "sbyte", sbyte.MinValue, sbyte.MaxValue),
        "Byte" => Integer(text, "byte", byte.MinValue, byte.MaxValue),
        "Int16" => Integer(text, "short", short.MinValue, short.MaxValue),
        "UInt16" => Integer(text, "ushort", ushort.MinValue, ushort.MaxValue),
        "Int32" or "IntPtr" => Integer(text, type == "Int32" ? "int" : "nint", int.MinValue, int.MaxValue),
        "UInt32" or "UIntPtr" => Integer(text, type == "UInt32" ? "uint" : "nuint", uint.MinValue, uint.MaxValue),
        "Int64" => Integer(text, "long", long.MinValue, long.MaxValue),
        "UInt64" => Integer(text, "ulong", ulong.MinValue, ulong.MaxValue),
        "Int128" => WideInteger(text, "global::System.Int128", -(BigInteger.One << 127), (BigInteger.One << 127) - 1),
        "UInt128" => WideInteger(text, "global::System.UInt128", 0, (BigInteger.One << 128) - 1),
        "Decimal" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? new RangeBound(number, number.ToString(CultureInfo.InvariantCulture) + "M", number.ToString(CultureInfo.InvariantCulture))
            : null,
        "Double" => Floating(text, "double"),
        "Single" => Floating(text, "float"),
        "Half" => Floating(text, "global::System.Half"),
        "DateTime" => Time(text) is { } time ? Ticks(time.UtcTicks, $"new global::System.DateTime({Text(time.UtcTicks)}L)") : null,
        "DateTimeOffset" => Time(text) is { } moment
            ? Ticks(moment.UtcTicks, $"new global::System.DateTimeOffset({Text(moment.Ticks)}L, new global::System.TimeSpan({Text(moment.Offset.Ticks)}L))")
            : null,
        "DateOnly" => Plain(text) is { TimeOfDay.Ticks: 0 } date
            ? Ticks(date.Ticks, $"new global::System.DateOnly({Text(date.Year)}, {Text(date.Month)}, {Text(date.Day)})")
            : null,
        "TimeOnly" => Plain(text) is { } clock && clock.Date == default ? Ticks(clock.Ticks, $"new global::System.TimeOnly({Text(clock.Ticks)}L)") : null,
        "TimeSpan" => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span)
            ? Ticks(span.Ticks, $"new global::System.TimeSpan({Text(span.Ticks)}L)")
            : null,
        _ => null,
    };

    private static RangeBound Ticks(long order, string code) => new(order, code, null);

    private static RangeBound? Integer(string text, string type, BigInteger minimum, BigInteger maximum) =>
        Integer(text) is { } value && value >= minimum && value <= maximum ? new RangeBound(value, $"({type})({Text(value)})", Text(value)) : null;

    private static RangeBound? WideInteger(string text, string type, BigInteger minimum, BigInteger maximum)
    {
        if (Integer(text) is not { } value || value < minimum || value > maximum)
        {
            return null;
        }

        BigInteger upper = (value >> 64) & ulong.MaxValue;
        BigInteger lower = value & ulong.MaxValue;
        return new RangeBound(value, $"new {type}({Text(upper)}UL, {Text(lower)}UL)", Text(value));
    }

    private static RangeBound? Floating(string text, string type)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || double.IsNaN(value))
        {
            return null;
        }

        RangeBound bound = Of(value);
        return type == "double" ? bound : bound with { Code = $"({type})({bound.Code})" };
    }

    private static BigInteger? Integer(string text) =>
        BigInteger.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out BigInteger value) ? value : null;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value) ? value : null;

    private static DateTime? Plain(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.RoundtripKind, out DateTime value)
            && value.Kind == DateTimeKind.Unspecified
            ? value
            : null;

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
