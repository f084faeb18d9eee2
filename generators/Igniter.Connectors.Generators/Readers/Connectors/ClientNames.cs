using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>Tells whether a connector's namespace has room for its clients, which are named by its class.</summary>
internal static class ClientNames
{
    private const string Sdk = "Igniter.Connectors";

    /// <summary>What a client is called behind the connector's short name.</summary>
    public static string[] Suffixes { get; } = ["ScopedClient", "UnscopedClient"];

    /// <summary>Whether no type there has a client's name, and no other connector has clients of that name: of two, the first by its name has them.</summary>
    public static bool AreFree(INamedTypeSymbol connector, string shortName)
    {
        INamespaceSymbol space = connector.ContainingNamespace;
        return Suffixes.All(suffix => space.GetTypeMembers(shortName + suffix, 0).IsEmpty)
            && !Rivals(space, shortName).Any(other => Precedes(other, connector))
            && !(connector.ContainingType is not null && Nested(space).SelectMany(type => Rivals(type, shortName)).Any(other => Precedes(other, connector)));
    }

    private static IEnumerable<INamedTypeSymbol> Rivals(INamespaceOrTypeSymbol container, string shortName) => container.GetTypeMembers(shortName, 0)
        .Concat(container.GetTypeMembers(shortName + "Connector", 0))
        .Where(type => type.FindAttribute(Sdk, "ConnectorAttribute") is not null);

    /// <summary>A connector that isn't nested goes before one that is, so that only the latter, which are few, look for each other.</summary>
    private static bool Precedes(INamedTypeSymbol other, INamedTypeSymbol connector) =>
        other.ContainingType is null != connector.ContainingType is null
            ? other.ContainingType is null
            : string.CompareOrdinal(NameOf(other), NameOf(connector)) < 0;

    /// <summary>File-local classes are told apart by their metadata name only.</summary>
    private static string NameOf(INamedTypeSymbol type) => $"{type.ToDisplayString()} {type.MetadataName}";

    private static IEnumerable<INamedTypeSymbol> Nested(INamespaceOrTypeSymbol container) =>
        container.GetTypeMembers().SelectMany(type => Nested(type).Prepend(type));
}
