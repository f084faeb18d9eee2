using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Igniter.Connectors.Generators;

/// <summary>Writes the file of one connector.</summary>
internal static class ConnectorEmitter
{
    public static void Emit(SourceProductionContext context, ConnectorModel connector) =>
        context.AddSource(Names.HintName(connector.Declaration.Path), SourceText.From(Emit(connector), Encoding.UTF8));

    public static string Emit(ConnectorModel connector)
    {
        SourceWriter writer = SourceFile.Start(connector.Warnings.Concat(connector.Types.Warnings)).OpenNamespace(connector.Declaration.Namespace);

        if (connector.CanRun)
        {
            EmitClass(writer, connector);
        }

        if (connector.HasClients)
        {
            ClientEmitter.EmitScoped(connector.CanRun ? writer.Line() : writer, connector);
            ClientEmitter.EmitUnscoped(writer.Line(), connector);
        }

        writer.CloseNamespace(connector.Declaration.Namespace);
        if (connector.HasClients)
        {
            ExtensionsEmitter.Emit(writer.Line(), connector);
        }

        return writer.End();
    }

    private static void EmitClass(SourceWriter writer, ConnectorModel connector)
    {
        const string Definition = "global::Igniter.Connectors.Descriptors.ConnectorDefinition";
        writer.OpenType(connector.Declaration, " : global::Igniter.Connectors.IConnector")
            .Line(SourceFile.GeneratedCode.Split('\n')[1])
            .Line($"static {Definition} global::Igniter.Connectors.IConnector.Definition {{ get; }} = IgniterGenerated.Definition;")
            .Line()
            .Line(SourceFile.GeneratedCode)
            .Line(SourceFile.Hidden)
            .Open($"internal {(connector.HidesConnector ? "new " : "")}static class IgniterGenerated");
        DefinitionEmitter.Emit(writer, connector);
        writer.Close().CloseType(connector.Declaration);
    }
}
