using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Igniter.Connectors.Generators;

/// <summary>Writes what an assembly has once: <c>AddConnectors()</c>, the scope methods and the list of its connectors for other assemblies.</summary>
internal static class RegistryEmitter
{
    private const string Sdk = "global::Igniter.Connectors";
    private const string Embedded = "[global::Microsoft.CodeAnalysis.EmbeddedAttribute]";

    public static void Emit(SourceProductionContext context, RegistryModel registry) =>
        context.AddSource("Igniter.Connectors.Registry.g.cs", SourceText.From(Emit(registry), Encoding.UTF8));

    public static string Emit(RegistryModel registry)
    {
        SourceWriter writer = SourceFile.Start(registry.Warnings);
        foreach (SeenConnectorModel connector in registry.Exports)
        {
            writer.Line($"[assembly: {Sdk}.Descriptors.ExportedConnector(typeof({connector.FullName}), {Literals.Of(connector.Key)})]");
        }

        if (registry.Exports.Count > 0)
        {
            writer.Line();
        }

        EmitRegistration(writer, registry);
        if (registry.Scopes.Count > 0)
        {
            EmitScopes(writer.Line(), registry);
        }

        EmitEmbeddedAttribute(writer.Line());
        return writer.End();
    }

    /// <summary>
    /// Writes the attribute that keeps registration and scopes each assembly's own, even for assemblies that see into one another. The compiler's
    /// own way of adding it makes a new compilation in every run, so that everything would be read again even where nothing was edited; partial,
    /// because other generators add it as well.
    /// </summary>
    private static void EmitEmbeddedAttribute(SourceWriter writer) => writer
        .Open("namespace Microsoft.CodeAnalysis")
        .Line("[global::System.AttributeUsage(global::System.AttributeTargets.All)]")
        .Open("internal sealed partial class EmbeddedAttribute : global::System.Attribute")
        .Close()
        .Close();

    private static void EmitRegistration(SourceWriter writer, RegistryModel registry)
    {
        writer.Open("namespace Microsoft.Extensions.DependencyInjection")
            .Documentation("<summary>Registers this assembly's scopes and the connectors it can see.</summary>")
            .Line(SourceFile.GeneratedCode)
            .Line(Embedded)
            .Open("internal static class IgniterConnectorsRegistration")
            .Documentation("<summary>Adds the scopes of this assembly, its connectors and the public ones of the assemblies it refers to.</summary>")
            .Documentation("<param name=\"builder\">The builder.</param>")
            .Documentation("<returns>The builder.</returns>")
            .Open($"internal static {Sdk}.ConnectorsBuilder AddConnectors(this {Sdk}.ConnectorsBuilder builder)");

        foreach (ScopeModel scope in registry.Scopes)
        {
            writer.Line($"builder.AddScope({Literals.Of(scope.Key)}, requiresIdentity: {Literals.Of(scope.RequiresIdentity)});");
        }

        foreach (string connector in registry.Connectors)
        {
            writer.Line($"builder.AddConnector<{connector}>();");
        }

        writer.Line("return builder;").Close().Close().Close();
    }

    private static void EmitScopes(SourceWriter writer, RegistryModel registry)
    {
        writer.Open("namespace Igniter.Connectors")
            .Documentation("<summary>The scopes of this assembly.</summary>")
            .Line(SourceFile.GeneratedCode)
            .Line(Embedded)
            .Open("internal static class IgniterConnectorScopes")
            .Documentation("<param name=\"manager\">The manager.</param>")
            .Open($"extension({Sdk}.ConnectorManager manager)");

        for (int i = 0; i < registry.Scopes.Count; i++)
        {
            EmitScope(i == 0 ? writer : writer.Line(), registry.Scopes[i]);
        }

        writer.Close().Close().Close();
    }

    private static void EmitScope(SourceWriter writer, ScopeModel scope)
    {
        string name = Names.ToPascalCase(scope.Key)!.ToIdentifier();
        string identity = scope.RequiresIdentity ? "string identity" : "string? identity = null";
        writer.Documentation($"<summary>The connections of a tenant in the scope <c>{scope.Key}</c>.</summary>")
            .Documentation("<param name=\"identity\">Names the tenant.</param>")
            .Documentation("<returns>The tenant's scope.</returns>")
            .Line($"internal {Sdk}.ConnectorScope {name}({identity}) => manager.Scope({Literals.Of(scope.Key)}, identity);");
    }
}
