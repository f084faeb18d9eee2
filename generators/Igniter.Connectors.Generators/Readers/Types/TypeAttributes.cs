using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>What attributes say about a property, a field, a parameter or a type. The first one of a kind counts.</summary>
internal sealed class TypeAttributes
{
    private const string Serialization = "System.Text.Json.Serialization";

    public string? JsonName { get; private set; }

    public int? Ignore { get; private set; }

    public AttributeData? Converter { get; private set; }

    public int? NumberHandling { get; private set; }

    public int? UnmappedMemberHandling { get; private set; }

    public int? ObjectCreationHandling { get; private set; }

    public int Order { get; private set; }

    public bool IsIncluded { get; private set; }

    public bool IsExtensionData { get; private set; }

    public bool IsRequired { get; private set; }

    public bool IsPolymorphic { get; private set; }

    public string? DiscriminatorName { get; private set; }

    public List<AttributeData> DerivedTypes { get; } = [];

    public bool IsFlags { get; private set; }

    public bool IsEncrypted { get; private set; }

    public bool IsSensitive { get; private set; }

    public string? DisplayName { get; private set; }

    public string? Description { get; private set; }

    public string? Placeholder { get; private set; }

    /// <summary>Whether naming the symbol is an error, because it is obsolete.</summary>
    public bool IsForbidden { get; private set; }

    /// <summary>Warnings that naming the symbol raises, because it is obsolete or experimental.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Reads symbols that speak for the same thing: a property, then those it overrides, then the record's parameter.</summary>
    public static TypeAttributes Read(params IEnumerable<ISymbol> symbols)
    {
        TypeAttributes result = new();
        foreach (ISymbol symbol in symbols)
        {
            foreach (AttributeData attribute in symbol.GetAttributes())
            {
                if (attribute.AttributeClass is { } type)
                {
                    result.Add(attribute, type);
                }
            }
        }

        return result;
    }

    private void Add(AttributeData attribute, INamedTypeSymbol type)
    {
        // The name first: asking for a namespace costs more.
        switch (type.Name)
        {
            case "JsonPropertyNameAttribute" when type.Is(Serialization, type.Name):
                JsonName ??= Argument(attribute) as string;
                break;
            case "JsonIgnoreAttribute" when type.Is(Serialization, type.Name):
                Ignore ??= attribute.NamedArgument("Condition") as int? ?? 1;
                break;
            case "JsonNumberHandlingAttribute" when type.Is(Serialization, type.Name):
                NumberHandling ??= Argument(attribute) as int?;
                break;
            case "JsonUnmappedMemberHandlingAttribute" when type.Is(Serialization, type.Name):
                UnmappedMemberHandling ??= Argument(attribute) as int?;
                break;
            case "JsonObjectCreationHandlingAttribute" when type.Is(Serialization, type.Name):
                ObjectCreationHandling ??= Argument(attribute) as int?;
                break;
            case "JsonPropertyOrderAttribute" when type.Is(Serialization, type.Name):
                Order = Order == 0 ? Argument(attribute) as int? ?? 0 : Order;
                break;
            case "JsonIncludeAttribute" when type.Is(Serialization, type.Name):
                IsIncluded = true;
                break;
            case "JsonExtensionDataAttribute" when type.Is(Serialization, type.Name):
                IsExtensionData = true;
                break;
            case "JsonRequiredAttribute" when type.Is(Serialization, type.Name):
                IsRequired = true;
                break;
            case "JsonPolymorphicAttribute" when type.Is(Serialization, type.Name):
                IsPolymorphic = true;
                DiscriminatorName ??= attribute.NamedArgument("TypeDiscriminatorPropertyName") as string;
                break;
            case "JsonDerivedTypeAttribute" when type.Is(Serialization, type.Name):
                IsPolymorphic = true;
                DerivedTypes.Add(attribute);
                break;
            case "FlagsAttribute" when type.Is("System", type.Name):
                IsFlags = true;
                break;
            case "EncryptedAttribute" when type.Is("Igniter.Connectors", type.Name):
                IsEncrypted = true;
                break;
            case "SensitiveAttribute" when type.Is("Igniter.Connectors", type.Name):
                IsSensitive = true;
                break;
            case "DisplayAttribute" when type.Is("System.ComponentModel.DataAnnotations", type.Name):
                AddDisplay(attribute);
                break;
            case "DisplayNameAttribute" when type.Is("System.ComponentModel", type.Name):
                DisplayName ??= Argument(attribute) as string;
                break;
            case "DescriptionAttribute" when type.Is("System.ComponentModel", type.Name):
                Description ??= Argument(attribute) as string;
                break;
            case "ObsoleteAttribute" when type.Is("System", type.Name):
                IsForbidden |= attribute.ConstructorArguments is [_, { Value: true }];
                Warnings.Add(attribute.ConstructorArguments.IsEmpty ? "CS0612" : "CS0618");
                break;
            case "ExperimentalAttribute" when type.Is("System.Diagnostics.CodeAnalysis", type.Name):
                Warnings.Add(Argument(attribute) as string ?? "");
                break;
            default:
                AddDerived(attribute, type);
                break;
        }
    }

    private void AddDerived(AttributeData attribute, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(Serialization, "JsonConverterAttribute"))
            {
                Converter ??= attribute;
            }
            else if (current.Is("Microsoft.Extensions.Compliance.Classification", "DataClassificationAttribute"))
            {
                IsSensitive = true;
            }
        }
    }

    private void AddDisplay(AttributeData attribute)
    {
        // With a resource type these are keys of texts that are only known at run time.
        if (attribute.NamedArgument("ResourceType") is not null)
        {
            return;
        }

        DisplayName ??= attribute.NamedArgument("Name") as string;
        Description ??= attribute.NamedArgument("Description") as string;
        Placeholder ??= attribute.NamedArgument("Prompt") as string;
    }

    private static object? Argument(AttributeData attribute) => attribute.ConstructorArguments is [{ Kind: not TypedConstantKind.Array } argument, ..] ? argument.Value : null;
}
