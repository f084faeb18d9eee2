using Microsoft.CodeAnalysis;

namespace Igniter.Connectors.Generators;

/// <summary>The types that System.Text.Json has converters for, and how their values look in JSON Schema. The runtime library resolves their contracts.</summary>
internal static class BuiltInTypes
{
    private const string Text = "\"type\":\"string\"";
    private const string Integer = "\"type\":\"integer\"";
    private const string Number = "\"type\":\"number\"";
    private const string Base64 = Text + ",\"contentEncoding\":\"base64\"";

    /// <summary>.NET's constant format; ISO 8601, which the format "duration" means, is not what it reads and writes.</summary>
    private const string TimeSpan = Text + ",\"pattern\":\"^-?(\\\\d+\\\\.)?\\\\d{2}:\\\\d{2}:\\\\d{2}(\\\\.\\\\d{1,7})?$\",\"x-format\":\"duration\"";

    private static readonly Dictionary<SpecialType, string> Special = new()
    {
        [SpecialType.System_Object] = "",
        [SpecialType.System_String] = Text,
        [SpecialType.System_Char] = Text + ",\"minLength\":1,\"maxLength\":1",
        [SpecialType.System_Boolean] = "\"type\":\"boolean\"",
        [SpecialType.System_SByte] = Integer,
        [SpecialType.System_Int16] = Integer,
        [SpecialType.System_Int32] = Integer,
        [SpecialType.System_Int64] = Integer,
        [SpecialType.System_Byte] = Integer + ",\"minimum\":0",
        [SpecialType.System_UInt16] = Integer + ",\"minimum\":0",
        [SpecialType.System_UInt32] = Integer + ",\"minimum\":0",
        [SpecialType.System_UInt64] = Integer + ",\"minimum\":0",
        [SpecialType.System_Single] = Number,
        [SpecialType.System_Double] = Number,
        [SpecialType.System_Decimal] = Number,
        [SpecialType.System_DateTime] = Text + ",\"format\":\"date-time\"",
    };

    private static readonly Dictionary<string, (string Namespace, string Schema)> Named = new()
    {
        ["DateTimeOffset"] = ("System", Text + ",\"format\":\"date-time\""),
        ["DateOnly"] = ("System", Text + ",\"format\":\"date\""),
        ["TimeOnly"] = ("System", Text + ",\"format\":\"time\""),
        ["TimeSpan"] = ("System", TimeSpan),
        ["Guid"] = ("System", Text + ",\"format\":\"uuid\""),
        ["Uri"] = ("System", Text + ",\"format\":\"uri\""),
        ["Version"] = ("System", Text),
        ["Half"] = ("System", Number),
        ["Int128"] = ("System", Integer),
        ["UInt128"] = ("System", Integer + ",\"minimum\":0"),
        ["JsonElement"] = ("System.Text.Json", ""),
        ["JsonDocument"] = ("System.Text.Json", ""),
        ["JsonNode"] = ("System.Text.Json.Nodes", ""),
        ["JsonValue"] = ("System.Text.Json.Nodes", ""),
        ["JsonObject"] = ("System.Text.Json.Nodes", "\"type\":\"object\""),
        ["JsonArray"] = ("System.Text.Json.Nodes", "\"type\":\"array\""),
    };

    private static readonly HashSet<string> NotAsKey = ["JsonElement", "JsonDocument", "JsonNode", "JsonValue", "JsonObject", "JsonArray", "Object"];

    /// <summary>The type's schema, without braces; null for a type that isn't built in.</summary>
    public static string? FindSchema(ITypeSymbol type) => type switch
    {
        _ when Special.TryGetValue(type.SpecialType, out string schema) => schema,
        IDynamicTypeSymbol => "",
        IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte } => Base64,
        INamedTypeSymbol { Name: "Memory" or "ReadOnlyMemory", TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } memory
            when memory.Is("System", memory.Name) => Base64,
        INamedTypeSymbol { Arity: 0 } when Named.TryGetValue(type.Name, out (string Namespace, string Schema) named) && type.Is(named.Namespace, type.Name)
            => named.Schema,
        _ => null,
    };

    /// <summary>Whether a built-in type can be the key of a dictionary.</summary>
    public static bool IsKey(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 0 } && !NotAsKey.Contains(type.Name);
}
