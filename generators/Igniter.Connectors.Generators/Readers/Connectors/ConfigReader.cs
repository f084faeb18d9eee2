using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Finds a connector's configuration type.</summary>
internal static class ConfigReader
{
    /// <summary>The type, null where there is none or clients can't name it; and whether it can be used.</summary>
    public static (INamedTypeSymbol? Type, bool IsUsable) Read(ReaderContext reader, AttributeData connector)
    {
        INamedTypeSymbol? type = connector.NamedArgument("Config") as INamedTypeSymbol
            ?? reader.Connector.GetTypeMembers("Config", 0).FirstOrDefault();
        if (type is null)
        {
            return (null, true);
        }

        bool isPolymorphic = type.GetAttributes().Any(attribute => attribute.AttributeClass.Is("System.Text.Json.Serialization", "JsonDerivedTypeAttribute"));
        bool canBeNamed = type.TypeKind != TypeKind.Error && !type.IsStatic && !type.IsUnboundGenericType && IsAccessibleToClients(type);
        bool isUsable = canBeNamed && (type.TypeKind is TypeKind.Class or TypeKind.Struct) && (!type.IsAbstract || isPolymorphic);
        if (!isUsable)
        {
            reader.Report(Problem.At(Rules.ConfigNotConstructible, reader.Connector, type.Name));
        }

        return (canBeNamed ? type : null, isUsable);
    }

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
