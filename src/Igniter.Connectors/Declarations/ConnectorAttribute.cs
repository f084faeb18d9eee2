namespace Igniter.Connectors;

/// <summary>
/// Declares a connector: a partial class whose actions, configuration and hooks become a typed client.
/// One instance serves every tenant, so a connector keeps no tenant state in its fields.
/// </summary>
/// <param name="key">The connector's stable key, <c>[a-z][a-z0-9_-]*</c>, at most 64 characters. It is stored with every connection.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConnectorAttribute(string key) : Attribute
{
    /// <summary>The connector's stable key.</summary>
    public string Key { get; } = key;

    /// <summary>Name shown to people. The class name without <c>Connector</c> when absent.</summary>
    public string? Name { get; set; }

    /// <summary>What the connector does, in a sentence. The class's XML summary when absent.</summary>
    public string? Description { get; set; }

    /// <summary>Name or address of an icon; the SDK hands it through.</summary>
    public string? Icon { get; set; }

    /// <summary>A category to group connectors by; the SDK hands it through.</summary>
    public string? Category { get; set; }

    /// <summary>Address of the vendor's documentation; the SDK hands it through.</summary>
    public string? DocumentationUrl { get; set; }

    /// <summary>The configuration type. The nested type <c>Config</c> when absent; a connector without either has no configuration.</summary>
    public Type? Config { get; set; }
}

/// <summary>Adds a name and a value of the application's own to a connector's descriptor.</summary>
/// <param name="key">The name; each at most once on a connector.</param>
/// <param name="value">The value.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConnectorMetadataAttribute(string key, string value) : Attribute
{
    /// <summary>The name.</summary>
    public string Key { get; } = key;

    /// <summary>The value.</summary>
    public string Value { get; } = value;
}
