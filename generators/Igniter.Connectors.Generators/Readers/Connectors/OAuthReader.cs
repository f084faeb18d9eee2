using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Reads <c>[OAuth2]</c> and what its endpoints may hold.</summary>
internal static class OAuthReader
{
    private const string Sdk = "Igniter.Connectors";
    private const int ClientCredentials = 1;

    /// <summary>The declaration, or null for a connector without.</summary>
    public static OAuthModel? Read(INamedTypeSymbol connector, INamedTypeSymbol? config) =>
        connector.FindAttribute(Sdk, "OAuth2Attribute") is { } attribute
            ? new(attribute.ToExpression(), HasFlow(attribute), ReadValues(config).ToEquatableArray())
            : null;

    /// <summary>Whether the connector's clients have <c>AuthorizeAsync</c>.</summary>
    public static bool HasFlow(INamedTypeSymbol connector) => connector.FindAttribute(Sdk, "OAuth2Attribute") is { } attribute && HasFlow(attribute);

    private static bool HasFlow(AttributeData attribute) => attribute.NamedArgument("Grant") is not ClientCredentials;

    /// <summary>Only what has few values can be a part of an address: an enum, or a text with a pattern.</summary>
    private static IEnumerable<OAuthValueModel> ReadValues(INamedTypeSymbol? config)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        for (INamedTypeSymbol? type = config; type is not null; type = type.BaseType)
        {
            foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
            {
                bool isReadable = property is { IsStatic: false, IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public or Accessibility.Internal };
                if (isReadable && ReadValue(property) is { } value && names.Add(property.Name))
                {
                    yield return value;
                }
            }
        }
    }

    private static OAuthValueModel? ReadValue(IPropertySymbol property)
    {
        ITypeSymbol type = property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : property.Type;
        if (type.TypeKind == TypeKind.Enum)
        {
            HashSet<object> numbers = [];
            IEnumerable<EnumValueModel> values = EnumReader.Read(type)
                .Where(value => type.GetMembers(value.Name).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue is { } number && numbers.Add(number));
            return new(property.Name, type.ToFullName(), values.ToEquatableArray());
        }

        bool isText = type.SpecialType == SpecialType.System_String
            && property.FindAttribute("System.ComponentModel.DataAnnotations", "RegularExpressionAttribute") is not null;
        return isText ? new(property.Name, null, EquatableArray<EnumValueModel>.Empty) : null;
    }
}
