namespace Igniter.Connectors.Generators;

/// <summary>What <c>AddConnectors()</c> and the scope methods of an assembly are made of.</summary>
internal sealed record RegistryModel
{
    /// <summary>The declared scopes, ordinally by key.</summary>
    public required EquatableArray<ScopeModel> Scopes { get; init; }

    /// <summary>The connectors that <c>AddConnectors()</c> adds, as C#, ordinally.</summary>
    public required EquatableArray<string> Connectors { get; init; }

    /// <summary>The assembly's own connectors, ordinally.</summary>
    public required EquatableArray<SeenConnectorModel> Exports { get; init; }

    /// <summary>Compiler warnings that naming the connectors raises, because some are obsolete or experimental.</summary>
    public required EquatableArray<string> Warnings { get; init; }
}

/// <summary>What a compilation says about connectors beside its own classes.</summary>
/// <param name="HasRuntime">Whether it knows the run-time library.</param>
/// <param name="Scopes">The declared scopes, ordinally by key.</param>
/// <param name="Referenced">The public connectors of referenced assemblies.</param>
/// <param name="Excluded">The connectors to leave out, as C#.</param>
internal sealed record CompilationModel(
    bool HasRuntime, EquatableArray<ScopeModel> Scopes, EquatableArray<SeenConnectorModel> Referenced, EquatableArray<string> Excluded);

/// <summary>A declared scope.</summary>
/// <param name="Key">Its key.</param>
/// <param name="RequiresIdentity">Whether a tenant must be named.</param>
internal sealed record ScopeModel(string Key, bool RequiresIdentity);

/// <summary>A connector that this assembly can see.</summary>
/// <param name="FullName">Its class as C#.</param>
/// <param name="Key">Its key; empty where the connector is another assembly's.</param>
/// <param name="Warnings">Compiler warnings that naming it raises.</param>
internal sealed record SeenConnectorModel(string FullName, string Key, EquatableArray<string> Warnings);
