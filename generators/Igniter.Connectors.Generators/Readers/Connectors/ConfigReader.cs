using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Finds a connector's configuration type.</summary>
internal static class ConfigReader
{
    /// <summary>The type, null where there is none or clients can't name it; and whether it can be used.</summary>
    public static (INamedTypeSymbol? Type, bool IsUsable) Read(ReaderContext reader, AttributeData connector)
    {
        INamedTypeSymbol? named = connector.NamedArgument("Config") as INamedTypeSymbol;
        INamedTypeSymbol? nested = reader.Connector.GetTypeMembers("Config", 0).FirstOrDefault();
        INamedTypeSymbol? type = named ?? nested;
        if (type is null)
        {
            return (null, true);
        }

        if (named is not null && nested is not null && !SymbolEqualityComparer.Default.Equals(named, nested))
        {
            Report(reader, type, "the nested type 'Config' would be, too; rename one, or don't name the other");
        }

        bool canBeNamed = type.TypeKind != TypeKind.Error && !type.IsStatic && !type.IsUnboundGenericType && IsAccessibleToClients(type);
        string? reason = WhyUnusable(type);
        if (reason is { Length: > 0 })
        {
            Report(reader, type, reason);
        }

        return (canBeNamed ? type : null, reason is null);
    }

    /// <summary>Null for nothing; empty where the compiler says it already.</summary>
    private static string? WhyUnusable(INamedTypeSymbol type)
    {
        bool isPolymorphic = type.GetAttributes().Any(attribute => attribute.AttributeClass.Is("System.Text.Json.Serialization", "JsonDerivedTypeAttribute"));
        return type.TypeKind == TypeKind.Error ? ""
            : type.TypeKind is not (TypeKind.Class or TypeKind.Struct) ? "it is no class, record or struct"
            : type.IsStatic ? "it is static"
            : type.IsAbstract && !isPolymorphic ? "it is abstract; list the derived types with [JsonDerivedType]"
            : type.IsUnboundGenericType ? "its type arguments are missing"
            : !IsAccessibleToClients(type) ? "the connector's client couldn't name it: make it, and the types around it, public or internal"
            : null;
    }

    private static void Report(ReaderContext reader, INamedTypeSymbol type, string reason) =>
        reader.Report(Problem.At(Rules.ConfigNotConstructible, reader.Connector, type.Name, reader.Connector.Name, reason));

    /// <summary>Whether a class of the same assembly beside the connector can name the type.</summary>
    public static bool IsAccessibleToClients(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal || current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }
}
