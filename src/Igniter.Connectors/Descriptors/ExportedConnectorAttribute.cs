using System.ComponentModel;

namespace Igniter.Connectors.Descriptors;

/// <summary>Written by the compiler: names a connector of an assembly, so that assemblies which reference it find it without a search.</summary>
/// <param name="connector">The connector class.</param>
/// <param name="key">Its key.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ExportedConnectorAttribute(Type connector, string key) : Attribute
{
    /// <summary>The connector class.</summary>
    public Type Connector { get; } = connector;

    /// <summary>Its key.</summary>
    public string Key { get; } = key;
}
