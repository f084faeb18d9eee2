using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>
/// Remembers what referenced assemblies have to do with connectors. Every one of them is asked for after every edit, and compilations that differ by an
/// edit share them.
/// </summary>
internal static class ReferenceMemory
{
    private const string Sdk = "Igniter.Connectors";

    private static readonly ConditionalWeakTable<IAssemblySymbol, ReferenceRole> Known = new();

    public static ReferenceRole RoleOf(IAssemblySymbol assembly) => Known.GetValue(assembly, static unknown =>
        unknown.Name == Sdk && unknown.GetTypeByMetadataName("Igniter.Connectors.ConnectorsBuilder") is not null ? ReferenceRole.Runtime
        : unknown.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == Sdk)) ? ReferenceRole.User
        : ReferenceRole.None);
}

/// <summary>What a referenced assembly has to do with connectors.</summary>
internal sealed class ReferenceRole
{
    public static readonly ReferenceRole None = new();

    /// <summary>It is the run-time library.</summary>
    public static readonly ReferenceRole Runtime = new();

    /// <summary>It refers to the run-time library, so that it may hold connectors.</summary>
    public static readonly ReferenceRole User = new();
}
