using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads <c>[JsonConverter]</c> to an expression that makes the converter.</summary>
internal static class ConverterReader
{
    private const string Serialization = "System.Text.Json.Serialization";

    /// <summary>Gives null when there is no converter, or one that can't be made.</summary>
    /// <param name="attribute">The attribute, or null.</param>
    /// <param name="type">The type it converts.</param>
    /// <param name="context">Tells what can be reached.</param>
    public static string? Read(AttributeData? attribute, ITypeSymbol type, ReaderContext context) => attribute switch
    {
        null => null,
        { ConstructorArguments: [{ Value: INamedTypeSymbol converter }] } => Creation(converter, type, context),
        // A class of the user's own that derives from the attribute makes the converter itself.
        _ when !attribute.AttributeClass.Is(Serialization, "JsonConverterAttribute") =>
            $"{attribute.ToExpression()}.CreateConverter(typeof({type.ToFullNameNotNull()}))!",
        _ => null,
    };

    /// <summary>Whether the attribute names the framework's converter of enums to text.</summary>
    public static bool IsEnumText(AttributeData? attribute) =>
        attribute is { ConstructorArguments: [{ Value: INamedTypeSymbol { Name: "JsonStringEnumConverter" } converter }] }
        && converter.Is(Serialization, "JsonStringEnumConverter");

    private static string? Creation(INamedTypeSymbol converter, ITypeSymbol type, ReaderContext context)
    {
        if (converter.Is(Serialization, "JsonStringEnumConverter") && converter.Arity == 0)
        {
            // The form without type argument isn't fit for native code.
            ITypeSymbol underlying = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
                ? nullable.TypeArguments[0]
                : type;
            return underlying.TypeKind == TypeKind.Enum ? $"new global::{Serialization}.JsonStringEnumConverter<{underlying.ToFullName()}>()" : null;
        }

        bool canBeMade = !converter.IsUnboundGenericType && !converter.IsAbstract && !converter.IsFileLocal && context.IsAccessible(converter)
            && converter.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && context.IsAccessible(constructor));
        return canBeMade ? $"new {converter.ToFullName()}()" : null;
    }
}
