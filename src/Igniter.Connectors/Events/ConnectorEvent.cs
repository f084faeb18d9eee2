namespace Igniter.Connectors;

/// <summary>Something that happened to a connection or a call. It never holds a secret, a payload, an input or an output.</summary>
public abstract record ConnectorEvent
{
    private readonly IdentityAttribute _identity;

    private protected ConnectorEvent(string name, EventOrigin origin)
    {
        Name = "igniter.connectors." + name;
        _identity = origin.IdentityAttribute;
        Timestamp = origin.Timestamp;
        Connector = origin.Key.Connector;
        Scope = origin.Key.Scope;
        Identity = origin.Key.Identity;
        ConnectionName = origin.Key.Name;
    }

    /// <summary>The event's stable name, for example <c>igniter.connectors.connector.connected</c>.</summary>
    public string Name { get; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The connector's key; empty for work on several connectors.</summary>
    public string Connector { get; }

    /// <summary>The scope's key; empty outside any scope.</summary>
    public string Scope { get; }

    /// <summary>The tenant's identity within the scope; empty where none was given.</summary>
    public string Identity { get; }

    /// <summary>The connection's name; empty for the unnamed one.</summary>
    public string ConnectionName { get; }

    /// <summary>The event as names and values for logs and telemetry: <c>ctx.connector.provider</c> and so on.</summary>
    public IReadOnlyDictionary<string, object> Attributes
    {
        get
        {
            Dictionary<string, object> attributes = new(StringComparer.Ordinal)
            {
                ["ctx.connector.provider"] = Connector,
                ["ctx.connector.scope"] = Scope,
            };
            if (_identity.ValueOf(Scope, Identity) is { } identity)
            {
                attributes["ctx.connector.identity"] = identity;
            }

            if (ConnectionName.Length > 0)
            {
                attributes["ctx.connector.name"] = ConnectionName;
            }

            AddAttributes(attributes);
            return attributes;
        }
    }

    private protected virtual void AddAttributes(Dictionary<string, object> attributes)
    {
    }
}

/// <summary>What every event says about its origin.</summary>
internal readonly record struct EventOrigin(DateTimeOffset Timestamp, ConnectionKey Key, IdentityAttribute IdentityAttribute);
