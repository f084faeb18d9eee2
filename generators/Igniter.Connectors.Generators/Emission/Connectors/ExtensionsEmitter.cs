namespace Igniter.Connectors.Generators;

/// <summary>Writes the properties by which a connector's clients are reached.</summary>
internal static class ExtensionsEmitter
{
    private const string Sdk = "global::Igniter.Connectors";

    public static void Emit(SourceWriter writer, ConnectorModel connector)
    {
        string containingNamespace = connector.Declaration.Namespace.Length == 0 ? "global::" : $"global::{connector.Declaration.Namespace}.";
        string access = connector.IsPublic ? "public" : "internal";

        writer.Open("namespace Igniter.Connectors")
            .Documentation($"<summary>Gives scopes and managers the client of {connector.ShortName}.</summary>")
            .Line(SourceFile.GeneratedCode)
            .Line(SourceFile.Hidden)
            .Open($"{access} static class {connector.ExtensionsName}");

        EmitProperty("ConnectorScope", "scope", "ScopedClient");
        writer.Line();
        EmitProperty("ConnectorManager", "manager", "UnscopedClient");
        writer.Close().Close();

        void EmitProperty(string receiver, string name, string suffix)
        {
            string client = $"{containingNamespace}{connector.ShortName}{suffix}";
            writer.Documentation($"<param name=\"{name}\">Where to call it.</param>")
                .Open($"extension({Sdk}.{receiver} {name})")
                .Documentation(connector.Documentation)
                .Line($"{access} {client} {connector.ShortName.ToIdentifier()} => new {client}({name});")
                .Close();
        }
    }
}
