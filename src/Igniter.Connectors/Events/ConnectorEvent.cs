using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>Something that happened to a connection or a call. It never holds a secret, a payload, an input or an output.</summary>
public abstract record ConnectorEvent
{
    private readonly EventOrigin _origin;

    private protected ConnectorEvent(string name, EventOrigin origin, LogLevel level = LogLevel.Information)
    {
        Name = ConnectorTelemetry.Prefix + name;
        Level = level;
        _origin = origin;
    }

    /// <summary>The event's stable name, for example <c>igniter.connectors.connector.connected</c>.</summary>
    public string Name { get; }

    /// <summary>How much it matters, for handlers that log it: a failure is an error; what the store does and that an action started is for debugging.</summary>
    public LogLevel Level { get; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset Timestamp => _origin.Timestamp;

    /// <summary>The connector's key; empty for work on several connectors.</summary>
    public string Connector => _origin.Key.Connector;

    /// <summary>The scope's key; empty outside any scope.</summary>
    public string Scope => _origin.Key.Scope;

    /// <summary>The tenant's identity within the scope; empty where none was given.</summary>
    public string Identity => _origin.Key.Identity;

    /// <summary>The connection's name; empty for the unnamed one.</summary>
    public string ConnectionName => _origin.Key.Name;

    /// <summary>The event as names and values for logs and telemetry: <c>ctx.connector.provider</c> and so on.</summary>
    public IReadOnlyDictionary<string, object> Attributes
    {
        get
        {
            Dictionary<string, object> attributes = new(StringComparer.Ordinal);
            _origin.AddTo(attributes);
            AddAttributes(attributes);
            EventAttributes.Cut(attributes);
            return attributes;
        }
    }

    private protected virtual void AddAttributes(Dictionary<string, object> attributes)
    {
    }
}

/// <summary>What every event says about its origin.</summary>
internal readonly record struct EventOrigin(DateTimeOffset Timestamp, ConnectionKey Key, IdentityAttribute IdentityAttribute)
{
    /// <summary>Adds what every event and span says about whom it concerns.</summary>
    public void AddTo(Dictionary<string, object> attributes)
    {
        attributes[AttributeNames.Connector] = Key.Connector;
        attributes[AttributeNames.Scope] = Key.Scope;
        if (IdentityAttribute.ValueOf(Key.Scope, Key.Identity) is { } identity)
        {
            attributes[AttributeNames.Identity] = identity;
        }

        if (Key.Name.Length > 0)
        {
            attributes[AttributeNames.ConnectionName] = Key.Name;
        }
    }
}
