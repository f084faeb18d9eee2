using System.Text.Json;

namespace Igniter.Connectors;

/// <summary>A member of a connector's configuration, for a form.</summary>
public sealed record ConfigField
{
    internal ConfigField()
    {
    }

    /// <summary>Its JSON name.</summary>
    public required string Key { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Label { get; init; }

    /// <summary>What it is for.</summary>
    public required string? Description { get; init; }

    /// <summary>An example to show in an empty input.</summary>
    public required string? Placeholder { get; init; }

    /// <summary>Its JSON type: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>array</c> or <c>object</c>; <c>any</c> where the schema doesn't say.</summary>
    public required string Type { get; init; }

    /// <summary>Whether it must be given.</summary>
    public required bool Required { get; init; }

    /// <summary>Whether it is encrypted or sensitive, so that what was typed in is not to be shown.</summary>
    public required bool Secret { get; init; }

    /// <summary>The value it has when it isn't given; <see langword="null"/> where it has none.</summary>
    public required JsonElement? Default { get; init; }

    /// <summary>The values it can have, as JSON spells them; empty when they aren't listed.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>Further rules by their JSON Schema names, for example <c>minLength</c>, <c>maximum</c>, <c>pattern</c>, <c>format</c>.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Constraints { get; init; }
}
