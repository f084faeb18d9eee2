namespace Igniter.Connectors.Generators;

/// <summary>Interim: contracts that can't be read or written, until the real ones are here.</summary>
internal static class TypeContractEmitter
{
    public static void Emit(SourceWriter writer, TypeGraph graph)
    {
        foreach (TypeModel input in graph.Types.Where(t => t.IsInput))
        {
            writer.Open($"internal sealed class {input.Id}");
            foreach (MemberModel m in input.Members)
            {
                writer.Line($"public {m.TypeName} {m.Name.ToIdentifier()} {{ get; set; }} = default!;");
            }
            writer.Close().Line();
        }

        foreach (RootModel root in graph.Roots)
        {
            writer.Line($"internal static global::Igniter.Connectors.Descriptors.TypeContract<{root.TypeName}> {root.Id}Contract {{ get; }} = new(static () => throw new global::System.NotSupportedException(), global::Igniter.Connectors.Descriptors.TypeShape.Value, null, \"{{}}\");").Line();
        }
    }
}
