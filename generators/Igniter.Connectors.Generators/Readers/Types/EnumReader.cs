using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads an enum's values.</summary>
internal static class EnumReader
{
    public static EquatableArray<EnumValueModel> Read(ITypeSymbol type) =>
        Fields(type).Select(field => new EnumValueModel(field.Name, JsonName(field))).ToEquatableArray();

    /// <summary>The JSON name of a value; null for one that isn't declared.</summary>
    public static string? FindJsonName(ITypeSymbol type, object value) =>
        Fields(type).FirstOrDefault(field => field.ConstantValue is { } constant && Convert.ToDecimal(constant, null) == Convert.ToDecimal(value, null)) is { } found
            ? JsonName(found)
            : null;

    private static IEnumerable<IFieldSymbol> Fields(ITypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue);

    private static string JsonName(IFieldSymbol field) =>
        field.FindAttribute("System.Text.Json.Serialization", "JsonStringEnumMemberNameAttribute") is { ConstructorArguments: [{ Value: string name }] } ? name : field.Name;
}
