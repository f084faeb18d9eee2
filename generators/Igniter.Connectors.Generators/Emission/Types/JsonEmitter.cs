namespace Igniter.Connectors.Generators;

/// <summary>Writes the resolver that gives each type its JSON contract.</summary>
internal static class JsonEmitter
{
    private const string Metadata = "global::System.Text.Json.Serialization.Metadata";
    private const string Options = "global::System.Text.Json.JsonSerializerOptions";
    private const string Helper = "global::Igniter.Connectors.Descriptors.ConnectorJson";

    public static void Emit(SourceWriter writer, TypeGraph graph)
    {
        TypeModel[] types = [.. graph.Types.Where(type => type.Json.IsEmitted)];
        Dictionary<string, TypeModel> all = graph.Types.ToDictionary(type => type.Id);

        writer.Open($"private sealed class JsonContracts : {Metadata}.IJsonTypeInfoResolver");
        EmitResolver(writer, types, graph);
        foreach (TypeModel type in types)
        {
            EmitContract(writer, type, all);
        }

        foreach (AccessorModel accessor in types.SelectMany(Accessors))
        {
            AccessorEmitter.Emit(writer, accessor);
        }

        writer.Close();
    }

    private static void EmitResolver(SourceWriter writer, TypeModel[] types, TypeGraph graph)
    {
        writer.Open($"public {Metadata}.JsonTypeInfo? GetTypeInfo(global::System.Type type, {Options} options)");
        foreach (TypeModel type in types)
        {
            writer.Line($"if (type == typeof({type.FullName})) {{ return Create{type.Id}(options); }}");
        }

        foreach ((string name, string? converter) in graph.IsClosed ? graph.Types.Select(type => (type.FullName, type.Json.BuiltIn)).Distinct() : [])
        {
            if (converter is not null)
            {
                writer.Line($"if (type == typeof({name})) {{ return {Helper}.Value<{name}>(options, {Metadata}.JsonMetadataServices.{converter}); }}");
            }
        }

        writer.Line("return null;").Close().Line();
    }

    private static void EmitContract(SourceWriter writer, TypeModel type, Dictionary<string, TypeModel> all)
    {
        string signature = $"private static {Metadata}.JsonTypeInfo Create{type.Id}({Options} options) =>";
        switch (type.Kind)
        {
            case TypeModelKind.Object:
                writer.Line(signature).Indent();
                ObjectJsonEmitter.Emit(writer, type, all);
                writer.Unindent();
                break;
            case TypeModelKind.List or TypeModelKind.Dictionary:
                writer.Line($"{signature} {Collection(type)};");
                break;
            case TypeModelKind.Nullable:
                writer.Line($"{signature} {Helper}.Nullable<{all[type.ElementId!].FullName}>(options);");
                break;
            case TypeModelKind.Enum when type.Json.Converter is null:
                writer.Line($"{signature} {Helper}.Enum<{type.FullName}>(options);");
                break;
            default:
                writer.Line($"{signature} {Helper}.Value<{type.FullName}>(options, {type.Json.Converter});");
                break;
        }

        writer.Line();
    }

    private static string Collection(TypeModel type)
    {
        string creation = type.Json.Creation is { } create ? $" ObjectCreator = static () => {create} " : "";
        string fromItems = type.Json.FromItems is { } method ? $", {method}" : "";
        return $"{Metadata}.JsonMetadataServices.{type.Json.Factory}(options, new {Metadata}.JsonCollectionInfoValues<{type.FullName}> {{{creation}}}{fromItems})";
    }

    private static IEnumerable<AccessorModel> Accessors(TypeModel type) => type.Members
        .SelectMany(member => new[] { member.Json?.Getter, member.Json?.Setter })
        .Append(type.Json.Construction?.Accessor)
        .OfType<AccessorModel>()
        .Distinct();
}
