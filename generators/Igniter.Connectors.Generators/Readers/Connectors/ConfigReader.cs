using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Finds a connector's configuration type.</summary>
internal static class ConfigReader
{
    /// <summary>The type, null where there is none or clients can't name it; and whether it can be used.</summary>
    public static (INamedTypeSymbol? Type, bool IsUsable) Read(ReaderContext reader, AttributeData connector)
    {
        ITypeSymbol? named = connector.NamedArgument("Config") as ITypeSymbol;
        INamedTypeSymbol? nested = FindNested(reader.Connector);
        ITypeSymbol? type = named ?? nested;
        if (type is null)
        {
            return (null, true);
        }

        if (named is not null && nested is not null && !SymbolEqualityComparer.Default.Equals(named, nested))
        {
            Report(reader, type, "the nested type 'Config' would be, too; rename one, or don't name the other");
        }

        string? reason = WhyUnusable(type);
        if (reason is { Length: > 0 })
        {
            Report(reader, type, reason);
        }

        return (CanBeNamed(type) && !IsNoObject(type) ? (INamedTypeSymbol)type : null, reason is null);
    }

    /// <summary>The configuration by its place.</summary>
    public static INamedTypeSymbol? FindNested(INamedTypeSymbol connector) => connector.GetTypeMembers("Config", 0).FirstOrDefault();

    private static bool CanBeNamed(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: not TypeKind.Error, IsStatic: false, IsUnboundGenericType: false } named && IsAccessibleToClients(named);

    /// <summary>Null for nothing; empty where the compiler says it already.</summary>
    private static string? WhyUnusable(ITypeSymbol type)
    {
        bool isPolymorphic = type.GetAttributes().Any(attribute => attribute.AttributeClass.Is("System.Text.Json.Serialization", "JsonDerivedTypeAttribute"));
        return type.TypeKind == TypeKind.Error ? ""
            : type.TypeKind is not (TypeKind.Class or TypeKind.Struct) ? "it is no class, record or struct"
            : type.IsStatic ? "it is static"
            : type.IsAbstract && !isPolymorphic ? "it is abstract; list the derived types with [JsonDerivedType]"
            : type is INamedTypeSymbol { IsUnboundGenericType: true } ? "its type arguments are missing"
            : IsNoObject(type) ? "it is no object with properties; write a record that holds it"
            : !CanBeNamed(type) ? "the connector's client couldn't name it: make it, and the types around it, public or internal"
            : null;
    }

    /// <summary>Texts, numbers and collections: what has no properties that a tenant could fill in.</summary>
    private static bool IsNoObject(ITypeSymbol type) =>
        BuiltInTypes.FindSchema(type) is not null
        || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || type.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable);

    private static void Report(ReaderContext reader, ITypeSymbol type, string reason) =>
        reader.Report(Problem.At(Rules.ConfigNotConstructible, reader.Connector, type.Name, reader.Connector.Name, reason));

    /// <summary>Whether a class of the same assembly beside the connector can name the type.</summary>
    public static bool IsAccessibleToClients(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            bool isOpen = current.TypeArguments.Any(argument => argument is ITypeParameterSymbol);
            if (isOpen || current.IsFileLocal || current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }
}
