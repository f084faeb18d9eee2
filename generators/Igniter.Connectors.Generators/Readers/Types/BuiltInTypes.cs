using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>The types that System.Text.Json has converters for, and how their values look in JSON Schema.</summary>
internal static class BuiltInTypes
{
    /// <summary><see cref="ConverterOf"/> a value of any type.</summary>
    public const string Object = "ObjectConverter";

    private static readonly SchemaKeyword[] Anything = [];
    private static readonly SchemaKeyword[] Text = [new("type", "\"string\"")];
    private static readonly SchemaKeyword[] Integer = [new("type", "\"integer\"")];
    private static readonly SchemaKeyword[] Natural = [.. Integer, new("minimum", "0")];
    private static readonly SchemaKeyword[] Number = [new("type", "\"number\"")];
    private static readonly SchemaKeyword[] Base64 = [.. Text, new("contentEncoding", "\"base64\"")];

    /// <summary>.NET's constant format; ISO 8601, which the format "duration" means, is not what it reads and writes.</summary>
    private static readonly SchemaKeyword[] TimeSpan =
    [
        .. Text,
        new("pattern", JsonText.Of(@"^-?(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$")),
        new("x-format", "\"duration\""),
    ];

    private static readonly Dictionary<SpecialType, SchemaKeyword[]> Special = new()
    {
        [SpecialType.System_Object] = Anything,
        [SpecialType.System_String] = Text,
        [SpecialType.System_Char] = [.. Text, new("minLength", "1"), new("maxLength", "1")],
        [SpecialType.System_Boolean] = [new("type", "\"boolean\"")],
        [SpecialType.System_SByte] = Integer,
        [SpecialType.System_Int16] = Integer,
        [SpecialType.System_Int32] = Integer,
        [SpecialType.System_Int64] = Integer,
        [SpecialType.System_Byte] = Natural,
        [SpecialType.System_UInt16] = Natural,
        [SpecialType.System_UInt32] = Natural,
        [SpecialType.System_UInt64] = Natural,
        [SpecialType.System_Single] = Number,
        [SpecialType.System_Double] = Number,
        [SpecialType.System_Decimal] = Number,
        [SpecialType.System_DateTime] = Formatted("date-time"),
    };

    private static readonly Dictionary<string, (string Namespace, SchemaKeyword[] Schema)> Named = new()
    {
        ["DateTimeOffset"] = ("System", Formatted("date-time")),
        ["DateOnly"] = ("System", Formatted("date")),
        ["TimeOnly"] = ("System", Formatted("time")),
        ["TimeSpan"] = ("System", TimeSpan),
        ["Guid"] = ("System", Formatted("uuid")),
        ["Uri"] = ("System", Formatted("uri")),
        ["Version"] = ("System", Text),
        ["Half"] = ("System", Number),
        ["Int128"] = ("System", Integer),
        ["UInt128"] = ("System", Natural),
        ["JsonElement"] = ("System.Text.Json", Anything),
        ["JsonDocument"] = ("System.Text.Json", Anything),
        ["JsonNode"] = ("System.Text.Json.Nodes", Anything),
        ["JsonValue"] = ("System.Text.Json.Nodes", Anything),
        ["JsonObject"] = ("System.Text.Json.Nodes", [new("type", "\"object\"")]),
        ["JsonArray"] = ("System.Text.Json.Nodes", [new("type", "\"array\"")]),
    };

    private static readonly HashSet<string> NotAsKey = ["JsonElement", "JsonDocument", "JsonNode", "JsonValue", "JsonObject", "JsonArray", "Object"];

    /// <summary>The type's schema; null for a type that isn't built in.</summary>
    public static IReadOnlyList<SchemaKeyword>? FindSchema(ITypeSymbol type) => type switch
    {
        _ when Special.TryGetValue(type.SpecialType, out SchemaKeyword[] schema) => schema,
        IDynamicTypeSymbol => Anything,
        IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte } => Base64,
        INamedTypeSymbol { Name: "Memory" or "ReadOnlyMemory", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } memory
            when memory.Is("System", memory.Name) => Base64,
        INamedTypeSymbol { Arity: 0 } when Named.TryGetValue(type.Name, out (string Namespace, SchemaKeyword[] Schema) named)
            && type.Is(named.Namespace, type.Name) => named.Schema,
        _ => null,
    };

    /// <summary>The property of <c>JsonMetadataServices</c> that gives a built-in type's converter.</summary>
    public static string ConverterOf(ITypeSymbol type) => type switch
    {
        IDynamicTypeSymbol => Object,
        IArrayTypeSymbol => "ByteArrayConverter",
        INamedTypeSymbol { Arity: 1 } memory => memory.Name + "ByteConverter",
        _ => type.Name + "Converter",
    };

    /// <summary>Whether a built-in type can be the key of a dictionary.</summary>
    public static bool IsKey(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 0 } && !NotAsKey.Contains(type.Name);

    private static SchemaKeyword[] Formatted(string format) => [.. Text, new("format", JsonText.Of(format))];
}
