namespace Igniter.Connectors.Generators;

/// <summary>Writes the JSON contract of an object, as an expression.</summary>
internal static class ObjectJsonEmitter
{
    private const string Serialization = "global::System.Text.Json.Serialization";
    private const string Metadata = Serialization + ".Metadata";
    private const string Helper = "global::Igniter.Connectors.Descriptors.ConnectorJson";

    public static void Emit(SourceWriter writer, TypeModel type, Dictionary<string, TypeModel> all)
    {
        writer.Line($"{Helper}.CreateObject<{type.FullName}>(options,").Indent();
        writer.Line($"{Creation(type)},");
        if (type.Json.Construction is { Parameters.Count: > 0 } construction)
        {
            EmitParameters(writer, construction);
        }

        MemberModel[] members = [.. type.Members.Where(member => member.Json is not null)];
        writer.Line(members.Length == 0
            ? $"static _ => new {Metadata}.JsonPropertyInfo[0]{Handling(type.Json)});"
            : $"static options => new {Metadata}.JsonPropertyInfo[]");

        if (members.Length > 0)
        {
            writer.Line("{").Indent();
            foreach (MemberModel member in members)
            {
                writer.Line(Member(type, member, all));
            }

            writer.Unindent().Line($"}}{Handling(type.Json)});");
        }

        writer.Unindent();
    }

    private static void EmitParameters(SourceWriter writer, ConstructionModel construction)
    {
        writer.Line($"static () => new {Metadata}.JsonParameterInfoValues[]").Line("{").Indent();
        for (int position = 0; position < construction.Parameters.Count; position++)
        {
            ConstructorParameterModel parameter = construction.Parameters[position];
            string byDefault = parameter.Default is { } value ? $", {value}" : "";
            writer.Line($"{Helper}.Parameter<{parameter.TypeName}>({Literals.Of(parameter.Name)}, {position}{byDefault}),");
        }

        writer.Unindent().Line("},");
    }

    private static string Creation(TypeModel type)
    {
        if (type.Json.Construction is not { } construction)
        {
            return "null";
        }

        string arguments = string.Join(", ", construction.Parameters.Select((parameter, position) => $"({parameter.TypeName})values[{position}]!"));
        string expression = construction switch
        {
            { IsDefault: true } => $"default({type.FullName})",
            { Accessor: { } accessor } => $"{AccessorEmitter.Name(accessor)}({arguments})",
            _ => $"new {type.FullName}({arguments})",
        };
        return construction.Parameters.Count == 0 ? $"static () => {expression}" : $"static values => {expression}";
    }

    private static string Handling(JsonTypeModel json) => string.Concat(
        Argument("numbers", "JsonNumberHandling", json.NumberHandling),
        Argument("unmapped", "JsonUnmappedMemberHandling", json.UnmappedMemberHandling),
        Argument("creation", "JsonObjectCreationHandling", json.ObjectCreationHandling));

    private static string Member(TypeModel type, MemberModel member, Dictionary<string, TypeModel> all)
    {
        JsonMemberModel json = member.Json!;
        string arguments = string.Concat(
            Argument("ignore", "JsonIgnoreCondition", json.Ignore),
            json.Converter is null ? "" : $", type: {Converted(member, json.Converter, all)}",
            Argument("numbers", "JsonNumberHandling", json.NumberHandling),
            Argument("creation", "JsonObjectCreationHandling", json.ObjectCreationHandling),
            json.Order == 0 ? "" : $", order: {json.Order}",
            json.IsExtensionData ? ", isExtensionData: true" : "");

        return $"{Helper}.Member<{member.TypeName}>(options, typeof({type.FullName}), {Literals.Of(member.Name)}, {Literals.Of(member.JsonName)}, "
            + $"{Getter(type, member, json)}, {Setter(type, member, json)}{arguments}),";
    }

    private static string Getter(TypeModel type, MemberModel member, JsonMemberModel json) => !json.IsRead ? "null"
        : json.Getter is { } accessor ? $"static o => {AccessorEmitter.Name(accessor)}({Instance(type, accessor)})"
        : $"static o => (({type.FullName})o).{member.Name.ToIdentifier()}";

    private static string Setter(TypeModel type, MemberModel member, JsonMemberModel json) => json switch
    {
        { IsSet: false } => "null",
        { Setter: { Kind: "Field" } field } => $"static (o, value) => {AccessorEmitter.Name(field)}({Instance(type, field)}) = value!",
        { Setter: { } accessor } => $"static (o, value) => {AccessorEmitter.Name(accessor)}({Instance(type, accessor)}, value!)",
        _ when type.IsReferenceType => $"static (o, value) => (({type.FullName})o).{member.Name.ToIdentifier()} = value!",
        _ => $"static (o, value) => {Unboxed(type)}.{member.Name.ToIdentifier()} = value!",
    };

    private static string Instance(TypeModel type, AccessorModel accessor) =>
        accessor.IsDeclaringTypeReference ? $"({type.FullName})o" : $"ref {Unboxed(type)}";

    private static string Unboxed(TypeModel type) => $"global::System.Runtime.CompilerServices.Unsafe.Unbox<{type.FullName}>(o)";

    private static string Converted(MemberModel member, string converter, Dictionary<string, TypeModel> all)
    {
        bool isNullableValue = member.TypeName.EndsWith("?", StringComparison.Ordinal)
            && all.TryGetValue(member.TypeId, out TypeModel model) && !model.IsReferenceType;
        return isNullableValue
            ? $"{Helper}.NullableValue<{member.TypeName.Substring(0, member.TypeName.Length - 1)}>(options, {converter})"
            : $"{Helper}.Value<{member.TypeName}>(options, {converter})";
    }

    private static string Argument(string name, string type, int? value) => value is null ? "" : $", {name}: ({Serialization}.{type}){value}";
}
