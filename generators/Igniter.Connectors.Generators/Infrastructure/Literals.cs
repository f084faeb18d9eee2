using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Igniter.Connectors.Generators;

/// <summary>Writes constants as C#.</summary>
internal static class Literals
{
    /// <summary>A string, or <c>null</c>.</summary>
    public static string Of(string? text) => text is null ? "null" : SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Of(bool value) => value ? "true" : "false";

    public static string OfDouble(double value) => Number(value);

    /// <summary>A constant of a type: a number, a text, an enum's value, null or a struct's default.</summary>
    public static string Of(object? value, ITypeSymbol type)
    {
        ITypeSymbol underlying = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

        return value switch
        {
            null when type.IsValueType && SymbolEqualityComparer.Default.Equals(underlying, type) => "default",
            null => type.NullableAnnotation == NullableAnnotation.NotAnnotated && type.IsReferenceType ? "null!" : "null",
            _ when underlying.TypeKind == TypeKind.Enum => Enum(value, underlying),
            string text => Of(text),
            char character => SymbolDisplay.FormatLiteral(character, quote: true),
            bool flag => Of(flag),
            _ => Number(value),
        };
    }

    /// <summary>An attribute's argument: a constant, a type or an array of them.</summary>
    public static string Of(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array when constant.IsNull => "null!",
        TypedConstantKind.Array => $"new {constant.Type!.ToFullNameNotNull()} {{ {string.Join(", ", constant.Values.Select(Of))} }}",
        TypedConstantKind.Type => constant.Value is ITypeSymbol type ? $"typeof({TypeOfName(type)})" : "null!",
        TypedConstantKind.Error => "default",
        _ when constant.IsNull => "null!",
        _ => Of(constant.Value, constant.Type!),
    };

    private static string Enum(object value, ITypeSymbol type)
    {
        IFieldSymbol? member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, value));
        return member is null ? $"({type.ToFullName()})({Number(value)})" : $"{type.ToFullName()}.{member.Name.ToIdentifier()}";
    }

    private static string TypeOfName(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None) switch
    {
        INamedTypeSymbol { IsUnboundGenericType: true } unbound => unbound.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        ITypeSymbol bound => bound.ToFullName(),
    };

    private static string Number(object value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "D",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        sbyte number => "(sbyte)" + number.ToString(CultureInfo.InvariantCulture),
        byte number => "(byte)" + number.ToString(CultureInfo.InvariantCulture),
        short number => "(short)" + number.ToString(CultureInfo.InvariantCulture),
        ushort number => "(ushort)" + number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        uint number => number.ToString(CultureInfo.InvariantCulture) + "U",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "UL",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "default",
    };
}
