using System.Text.Json;

namespace Igniter.Connectors.Descriptors;

/// <summary>Reads a configuration's fields from its JSON Schema.</summary>
internal static class ConfigFieldReader
{
    private static readonly string[] ConstraintNames =
    [
        "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "contentEncoding", "const",
    ];

    public static IReadOnlyList<ConfigField> Read(TypeContract contract)
    {
        JsonElement schema = Resolve(contract.Schema, contract.Schema);
        if (!schema.TryGetProperty("properties", out JsonElement properties))
        {
            return [];
        }

        HashSet<string> required = new(StringComparer.Ordinal);
        if (schema.TryGetProperty("required", out JsonElement names))
        {
            required.UnionWith(names.EnumerateArray().Select(name => name.GetString()!));
        }

        return [.. properties.EnumerateObject().Select(property => Read(property, contract, required.Contains(property.Name)))];
    }

    private static ConfigField Read(JsonProperty property, TypeContract contract, bool isRequired)
    {
        // What stands beside a $ref says more about this member than the type that it refers to.
        JsonElement own = property.Value;
        JsonElement type = Resolve(own, contract.Schema);
        ShapeMember? member = Array.Find(contract.Shape.Members, member => member.Name == property.Name);
        return new ConfigField
        {
            Key = property.Name,
            Label = Text(own, "title") ?? property.Name,
            Description = Text(own, "description") ?? Text(type, "description"),
            Placeholder = Text(own, "x-placeholder"),
            Type = TypeOf(type),
            Required = isRequired,
            Secret = member is { IsSecret: true } || (own.TryGetProperty("writeOnly", out JsonElement writeOnly) && writeOnly.ValueKind == JsonValueKind.True),
            Default = own.TryGetProperty("default", out JsonElement value) ? value : null,
            Options = OptionsOf(type),
            Constraints = ConstraintsOf(own, type),
        };
    }

    /// <summary>Follows <c>$ref</c> within the document, and the one interesting branch of <c>anyOf</c> with null.</summary>
    private static JsonElement Resolve(JsonElement schema, JsonElement root)
    {
        if (Text(schema, "$ref") is "#")
        {
            return root;
        }

        if (Text(schema, "$ref") is { } reference && reference.StartsWith("#/", StringComparison.Ordinal))
        {
            JsonElement target = root;
            foreach (string name in reference[2..].Split('/'))
            {
                if (!target.TryGetProperty(name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out target))
                {
                    return schema;
                }
            }

            return Resolve(target, root);
        }

        foreach (string keyword in (ReadOnlySpan<string>)["anyOf", "oneOf"])
        {
            if (schema.TryGetProperty(keyword, out JsonElement branches))
            {
                JsonElement[] others = [.. branches.EnumerateArray().Where(branch => Text(branch, "type") != "null")];
                if (others.Length == 1)
                {
                    return Resolve(others[0], root);
                }
            }
        }

        return schema;
    }

    private static string TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("type", out JsonElement type))
        {
            return type.ValueKind == JsonValueKind.Array
                ? type.EnumerateArray().Select(name => name.GetString()!).FirstOrDefault(name => name != "null") ?? "any"
                : type.GetString()!;
        }

        return OptionsOf(schema).Length > 0 ? "string" : "any";
    }

    private static string[] OptionsOf(JsonElement schema) =>
        schema.TryGetProperty("enum", out JsonElement values)
            ? [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)]
            : [];

    private static OrderedDictionary<string, JsonElement> ConstraintsOf(JsonElement own, JsonElement type)
    {
        OrderedDictionary<string, JsonElement> constraints = new(StringComparer.Ordinal);
        foreach (string name in ConstraintNames)
        {
            if (own.TryGetProperty(name, out JsonElement value) || type.TryGetProperty(name, out value))
            {
                constraints[name] = value;
            }
        }

        return constraints;
    }

    private static string? Text(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
