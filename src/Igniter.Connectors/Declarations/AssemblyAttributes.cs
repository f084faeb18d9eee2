using System.Text.Json.Serialization;

namespace Igniter.Connectors;

/// <summary>
/// Declares a tenant scope. The assembly that calls <c>AddConnectors()</c> gets a method for it on
/// <see cref="ConnectorManager"/>: <c>connectors.Organization("org_123")</c> for <c>organization</c>, <c>SubAccount</c> for <c>sub_account</c>.
/// </summary>
/// <param name="key">The scope's stable key, <c>[a-z][a-z0-9_-]*</c>. It is stored with every connection.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ConnectorScopeAttribute(string key) : Attribute
{
    /// <summary>The scope's stable key.</summary>
    public string Key { get; } = key;

    /// <summary>Whether a tenant of this scope must be named by an identity. <see langword="true"/> unless set.</summary>
    public bool RequiresIdentity { get; set; } = true;
}

/// <summary>Leaves a connector out of this assembly's <c>AddConnectors()</c>.</summary>
/// <param name="connector">The connector class.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ExcludeConnectorAttribute(Type connector) : Attribute
{
    /// <summary>The connector class that is left out.</summary>
    public Type Connector { get; } = connector;
}

/// <summary>
/// Names a <see cref="JsonSerializerContext"/> that describes types the generated JSON contracts can't describe.
/// Its types are used wherever a connector of this assembly mentions them.
/// </summary>
/// <param name="context">The context class.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ConnectorJsonAttribute(Type context) : Attribute
{
    /// <summary>The context class.</summary>
    public Type Context { get; } = context;
}
