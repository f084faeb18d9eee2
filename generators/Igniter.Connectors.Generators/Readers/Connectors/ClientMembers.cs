using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>The names that an action's client method can't have because the clients have them already.</summary>
internal static class ClientMembers
{
    public static HashSet<string> Read(Compilation compilation, INamedTypeSymbol connector)
    {
        HashSet<string> names = new(StringComparer.Ordinal) { "Named", "ConnectAsync", "TestAsync", "GetWebhookUrlAsync", "RotateWebhookSecretAsync" };
        if (OAuthReader.HasFlow(connector))
        {
            names.Add("AuthorizeAsync");
        }

        foreach (string client in new[] { "Igniter.Connectors.ScopedClient`1", "Igniter.Connectors.UnscopedClient" })
        {
            for (INamedTypeSymbol? type = compilation.GetTypeByMetadataName(client); type is not null; type = type.BaseType)
            {
                names.UnionWith(type.GetMembers().Where(IsInherited).Select(member => member.Name));
            }
        }

        return names;
    }

    /// <summary>The generic methods for generated code are called through <c>base</c>, so a method of their name doesn't matter.</summary>
    private static bool IsInherited(ISymbol member) => member switch
    {
        { DeclaredAccessibility: Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal } => false,
        IMethodSymbol { IsGenericMethod: true, DeclaredAccessibility: Accessibility.Protected } => false,
        _ => true,
    };
}
