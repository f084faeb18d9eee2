namespace Igniter.Connectors.Generators;

/// <summary>A JSON Schema as an object, its keywords in the order of their first mention.</summary>
internal sealed class SchemaObject(IEnumerable<SchemaKeyword> keywords)
{
    private const string Null = "\"null\"";

    private readonly List<SchemaKeyword> _keywords = [.. keywords];

    public SchemaObject()
        : this([])
    {
    }

    public bool IsEmpty => _keywords.Count == 0;

    public string? this[string name] => _keywords.Find(keyword => keyword.Name == name)?.Json;

    /// <summary>Adds a keyword, or replaces it. A null changes nothing.</summary>
    public SchemaObject Set(string name, string? json)
    {
        if (json is null)
        {
            return this;
        }

        int index = _keywords.FindIndex(keyword => keyword.Name == name);
        if (index < 0)
        {
            _keywords.Add(new(name, json));
        }
        else
        {
            _keywords[index] = new(name, json);
        }

        return this;
    }

    public SchemaObject Add(SchemaObject other)
    {
        _keywords.AddRange(other._keywords);
        return this;
    }

    public bool Allows(string type) => this["type"]?.Contains($"\"{type}\"") == true;

    /// <summary>Allows values of another JSON type, too.</summary>
    public SchemaObject OrType(string type)
    {
        string json = JsonText.Of(type);
        if (this["type"] is { } types && !Allows(type))
        {
            Set("type", types[0] == '[' ? types.Insert(types.Length - 1, "," + json) : $"[{types},{json}]");
        }

        return this;
    }

    /// <summary>The schema that allows null besides; this one or another.</summary>
    public SchemaObject OrNull()
    {
        if (IsEmpty)
        {
            return this;
        }

        if (this["type"] is null)
        {
            return new SchemaObject().Set("anyOf", $"[{this},{{\"type\":{Null}}}]");
        }

        string? values = this["enum"];
        bool hasNull = values is null || values.EndsWith("null]", StringComparison.Ordinal);
        return OrType("null").Set("enum", hasNull ? null : values!.Insert(values.Length - 1, ",null"));
    }

    public override string ToString() => $"{{{string.Join(",", _keywords.Select(keyword => $"{JsonText.Of(keyword.Name)}:{keyword.Json}"))}}}";
}
