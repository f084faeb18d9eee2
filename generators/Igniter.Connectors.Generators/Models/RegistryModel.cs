namespace Igniter.Connectors.Generators;

/// <summary>What <c>AddConnectors()</c> and the scope methods of an assembly are made of.</summary>
internal sealed record RegistryModel
{
    /// <summary>The declared scopes, ordinally by key.</summary>
    public required EquatableArray<ScopeModel> Scopes { get; init; }

    /// <summary>The connectors that <c>AddConnectors()</c> adds, as C#, ordinally.</summary>
    public required EquatableArray<string> Connectors { get; init; }

    /// <summary>The assembly's own connectors, ordinally.</summary>
    public required EquatableArray<OwnConnectorModel> Exports { get; init; }
}

/// <summary>What a compilation says about connectors beside its own classes.</summary>
/// <param name="HasRuntime">Whether it knows the run-time library.</param>
/// <param name="Scopes">The declared scopes, ordinally by key.</param>
/// <param name="Referenced">The public connectors of referenced assemblies, as C#.</param>
/// <param name="Excluded">The connectors to leave out, as C#.</param>
internal sealed record CompilationModel(
    bool HasRuntime, EquatableArray<ScopeModel> Scopes, EquatableArray<string> Referenced, EquatableArray<string> Excluded);

/// <summary>A declared scope.</summary>
/// <param name="Key">Its key.</param>
/// <param name="RequiresIdentity">Whether a tenant must be named.</param>
internal sealed record ScopeModel(string Key, bool RequiresIdentity);

/// <summary>A connector of this assembly.</summary>
/// <param name="FullName">Its class as C#.</param>
/// <param name="Key">Its key.</param>
internal sealed record OwnConnectorModel(string FullName, string Key);
