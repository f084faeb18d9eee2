namespace Igniter.Connectors;

/// <summary>A connection was made, or made anew.</summary>
public sealed record ConnectorConnectedEvent : ConnectorEvent
{
    internal ConnectorConnectedEvent(EventSource source, int encryptedFields)
        : base("connector.connected", source) => EncryptedFields = encryptedFields;

    /// <summary>How many values of the configuration are encrypted.</summary>
    public int EncryptedFields { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes) => EventAttributes.AddEncryption(attributes, EncryptedFields);
}

/// <summary>A connection's configuration was replaced.</summary>
public sealed record ConnectorUpdatedEvent : ConnectorEvent
{
    internal ConnectorUpdatedEvent(EventSource source, int encryptedFields)
        : base("connector.updated", source) => EncryptedFields = encryptedFields;

    /// <summary>How many values of the configuration are encrypted.</summary>
    public int EncryptedFields { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes) => EventAttributes.AddEncryption(attributes, EncryptedFields);
}

/// <summary>A connection was switched on.</summary>
public sealed record ConnectorEnabledEvent : ConnectorEvent
{
    internal ConnectorEnabledEvent(EventSource source)
        : base("connector.enabled", source)
    {
    }
}

/// <summary>A connection was switched off.</summary>
public sealed record ConnectorDisabledEvent : ConnectorEvent
{
    internal ConnectorDisabledEvent(EventSource source)
        : base("connector.disabled", source)
    {
    }
}

/// <summary>A connection was removed.</summary>
public sealed record ConnectorDisconnectedEvent : ConnectorEvent
{
    internal ConnectorDisconnectedEvent(EventSource source)
        : base("connector.disconnected", source)
    {
    }
}
