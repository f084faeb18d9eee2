using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>The store did something.</summary>
public abstract record AdapterEvent : ConnectorEvent
{
    private protected AdapterEvent(string name, EventOrigin origin, TimeSpan duration)
        : base(name, origin, LogLevel.Debug) => Duration = duration;

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes) =>
        attributes[AttributeNames.StoreDuration] = Duration.TotalMilliseconds;
}

/// <summary>A connection was read.</summary>
public sealed record AdapterGetEvent : AdapterEvent
{
    internal AdapterGetEvent(EventOrigin origin, TimeSpan duration, bool found)
        : base("adapter.get", origin, duration) => Found = found;

    /// <summary>Whether there was one.</summary>
    public bool Found { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes)
    {
        base.AddAttributes(attributes);
        attributes[AttributeNames.StoreFound] = Found;
    }
}

/// <summary>Connections were listed.</summary>
public sealed record AdapterListEvent : AdapterEvent
{
    internal AdapterListEvent(EventOrigin origin, TimeSpan duration, int count)
        : base("adapter.list", origin, duration) => Count = count;

    /// <summary>How many were read.</summary>
    public int Count { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes)
    {
        base.AddAttributes(attributes);
        attributes[AttributeNames.StoreCount] = Count;
    }
}

/// <summary>A connection was to be inserted.</summary>
public sealed record AdapterUpsertEvent : AdapterEvent
{
    internal AdapterUpsertEvent(EventOrigin origin, TimeSpan duration, bool inserted, int encryptedFields)
        : base("adapter.upsert", origin, duration)
    {
        Inserted = inserted;
        EncryptedFields = encryptedFields;
    }

    /// <summary>Whether it was; not, when there was one already.</summary>
    public bool Inserted { get; }

    /// <summary>How many values of the configuration are encrypted.</summary>
    public int EncryptedFields { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes)
    {
        base.AddAttributes(attributes);
        attributes[AttributeNames.StoreInserted] = Inserted;
        EventAttributes.AddEncryption(attributes, EncryptedFields);
    }
}

/// <summary>A connection was changed.</summary>
public sealed record AdapterUpdateEvent : AdapterEvent
{
    internal AdapterUpdateEvent(EventOrigin origin, TimeSpan duration)
        : base("adapter.update", origin, duration)
    {
    }
}

/// <summary>A connection was deleted.</summary>
public sealed record AdapterDeleteEvent : AdapterEvent
{
    internal AdapterDeleteEvent(EventOrigin origin, TimeSpan duration)
        : base("adapter.delete", origin, duration)
    {
    }
}
