namespace Igniter.Connectors;

/// <summary>Something that happened to a connection or a call. It never holds a secret, a payload, an input or an output.</summary>
public abstract record ConnectorEvent
{
    private protected ConnectorEvent(string name, EventSource source)
    {
        Name = "igniter.connectors." + name;
        Timestamp = source.Timestamp;
        Connector = source.Connector;
        Scope = source.Scope;
        Identity = source.Identity;
        ConnectionName = source.ConnectionName;
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
                ["ctx.connector.identity"] = Identity,
            };
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
internal readonly record struct EventSource(DateTimeOffset Timestamp, string Connector, string Scope, string Identity, string ConnectionName)
{
    public EventSource(DateTimeOffset timestamp, ConnectionKey key)
        : this(timestamp, key.Connector, key.Scope, key.Identity, key.Name)
    {
    }
}
