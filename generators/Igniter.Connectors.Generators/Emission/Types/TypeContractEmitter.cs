namespace Igniter.Connectors.Generators;

/// <summary>
/// Writes, into the body of <c>IgniterGenerated</c>, the input classes, the JSON contracts, the shapes and a <c>{Id}Contract</c> property for every root.
/// </summary>
internal static class TypeContractEmitter
{
    private const string Descriptors = "global::Igniter.Connectors.Descriptors";

    public static void Emit(SourceWriter writer, TypeGraph graph, ValidatorPlan plan)
    {
        if (graph.Types.Count == 0)
        {
            return;
        }

        ShapeEmitter shapes = new(graph);
        Dictionary<string, TypeModel> types = graph.Types.ToDictionary(type => type.Id);

        EmitOptions(writer, graph);
        foreach (RootModel root in graph.Roots)
        {
            EmitContract(writer, root, shapes, plan, types);
        }

        foreach (TypeModel type in graph.Types.Where(type => type.IsInput))
        {
            InputEmitter.Emit(writer, type);
        }

        shapes.Emit(writer);
        JsonEmitter.Emit(writer, graph);
    }

    private static void EmitOptions(SourceWriter writer, TypeGraph graph)
    {
        const string Options = "global::System.Text.Json.JsonSerializerOptions";
        string contexts = string.Concat(graph.JsonContexts.Select(context => $", {context}.Default"));
        string builtIn = graph.IsClosed ? "" : $", {Descriptors}.ConnectorJson.BuiltIn";
        writer.Line($"private static {Options} Json => field ??= {Descriptors}.ConnectorJson.CreateOptions(new JsonContracts(){contexts}{builtIn});").Line();
    }

    private static void EmitContract(
        SourceWriter writer, RootModel root, ShapeEmitter shapes, ValidatorPlan plan, Dictionary<string, TypeModel> types)
    {
        string type = $"{Descriptors}.TypeContract<{root.TypeName}>";
        writer.Line($"internal static {type} {root.Id}Contract => field ??= new {type}(").Indent()
            .Line($"static () => {Descriptors}.ConnectorJson.Get<{root.TypeName}>(Json),")
            .Line($"{shapes.Of(root.TypeId)},")
            .Line($"{ValidatorEmitter.Expression(plan, root.TypeId, root.IsNullable)},")
            .Line($"\"\"\"{SchemaWriter.Write(types, root)}\"\"\");").Unindent()
            .Line();
    }
}
