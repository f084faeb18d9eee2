using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads <c>[AllowedValues]</c> and <c>[DeniedValues]</c>. A number counts whatever numeric type it is written in.</summary>
internal static class ValuesReader
{
    public static ValuesCheck? Read(CheckTarget target, AttributeData attribute, bool isAllowed)
    {
        TypedConstant list = attribute.ConstructorArguments[0];
        TypedConstant[] constants = list.IsNull ? [] : [.. list.Values];
        ConstantModel[] values = [.. constants.Select(constant => ValueOf(constant, target)).OfType<ConstantModel>()];
        if (values.Length == 0)
        {
            target.ReportMisfit(attribute);
            return null;
        }

        string standard = isAllowed
            ? "The {0} field does not equal any of the values specified in AllowedValuesAttribute."
            : "The {0} field equals one of the values specified in DeniedValuesAttribute.";

        return new ValuesCheck(isAllowed, values.ToEquatableArray())
        {
            Message = MessageReader.Read(target, attribute, standard),
            NullForm = target.NullForm,
        };
    }

    /// <summary>The constant as a value of the member's type; null when that type has no such value.</summary>
    private static ConstantModel? ValueOf(TypedConstant constant, CheckTarget target)
    {
        ITypeSymbol type = target.Type;
        return constant switch
        {
            { IsNull: true } => target.NullForm == NullForm.None ? null : new ConstantModel("null", "null"),
            { Kind: TypedConstantKind.Enum } => SymbolEqualityComparer.Default.Equals(constant.Type, type)
                ? new ConstantModel(Literals.Of(constant), EnumName(type, constant.Value!))
                : null,
            { Kind: TypedConstantKind.Primitive, Value: string text } => target.IsString ? new ConstantModel(Literals.Of(text), JsonText.Of(text)) : null,
            { Kind: TypedConstantKind.Primitive, Value: char text } => type.SpecialType == SpecialType.System_Char
                ? new ConstantModel(Literals.Of(constant), JsonText.Of(text.ToString()))
                : null,
            { Kind: TypedConstantKind.Primitive, Value: bool flag } => type.SpecialType == SpecialType.System_Boolean
                ? new ConstantModel(Literals.Of(flag), Literals.Of(flag))
                : null,
            { Kind: TypedConstantKind.Primitive, Value: IFormattable number } => Number(number, type),
            _ => null,
        };
    }

    private static ConstantModel? Number(IFormattable number, ITypeSymbol type)
    {
        string text = number.ToString(number is double or float ? "R" : null, CultureInfo.InvariantCulture);
        return type.IsOfSystem() && RangeBound.Parse(type.MetadataName, text) is { Number: not null } value ? new ConstantModel(value.Code, value.Number) : null;
    }

    private static string? EnumName(ITypeSymbol type, object value)
    {
        IFieldSymbol? field = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(candidate => Equals(candidate.ConstantValue, value));
        AttributeData? jsonName = field?.FindAttribute("System.Text.Json.Serialization", "JsonStringEnumMemberNameAttribute");
        return field is null ? null : JsonText.Of(jsonName?.ConstructorArguments[0].Value as string ?? field.Name);
    }
}
