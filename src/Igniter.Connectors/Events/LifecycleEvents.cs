namespace Igniter.Connectors;

/// <summary>A connection was made, or made anew.</summary>
public sealed record ConnectorConnectedEvent : ConnectorEvent
{
    internal ConnectorConnectedEvent(EventOrigin origin, int encryptedFields)
        : base("connector.connected", origin) => EncryptedFields = encryptedFields;

    /// <summary>How many values of the configuration are encrypted.</summary>
    public int EncryptedFields { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes) => EventAttributes.AddEncryption(attributes, EncryptedFields);
}

/// <summary>A connection's configuration was replaced.</summary>
public sealed record ConnectorUpdatedEvent : ConnectorEvent
{
    internal ConnectorUpdatedEvent(EventOrigin origin, int encryptedFields)
        : base("connector.updated", origin) => EncryptedFields = encryptedFields;

    /// <summary>How many values of the configuration are encrypted.</summary>
    public int EncryptedFields { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes) => EventAttributes.AddEncryption(attributes, EncryptedFields);
}

/// <summary>A connection was switched on.</summary>
public sealed record ConnectorEnabledEvent : ConnectorEvent
{
    internal ConnectorEnabledEvent(EventOrigin origin)
        : base("connector.enabled", origin)
    {
    }
}

/// <summary>A connection was switched off.</summary>
public sealed record ConnectorDisabledEvent : ConnectorEvent
{
    internal ConnectorDisabledEvent(EventOrigin origin)
        : base("connector.disabled", origin)
    {
    }
}

/// <summary>A connection was removed.</summary>
public sealed record ConnectorDisconnectedEvent : ConnectorEvent
{
    internal ConnectorDisconnectedEvent(EventOrigin origin)
        : base("connector.disconnected", origin)
    {
    }
}
