using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>A call of an action began.</summary>
public sealed record ActionStartedEvent : ConnectorEvent
{
    internal ActionStartedEvent(EventOrigin origin, string action)
        : base("action.started", origin, LogLevel.Debug) => Action = action;

    /// <summary>The action's key.</summary>
    public string Action { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes) => attributes[AttributeNames.Action] = Action;
}

/// <summary>A call of an action succeeded; a stream's when its enumeration ended.</summary>
public sealed record ActionCompletedEvent : ConnectorEvent
{
    internal ActionCompletedEvent(EventOrigin origin, string action, TimeSpan duration)
        : base("action.completed", origin)
    {
        Action = action;
        Duration = duration;
    }

    /// <summary>The action's key.</summary>
    public string Action { get; }

    /// <summary>How long the call took.</summary>
    public TimeSpan Duration { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes)
    {
        attributes[AttributeNames.Action] = Action;
        attributes[AttributeNames.ActionDuration] = Duration.TotalMilliseconds;
        attributes[AttributeNames.ActionSuccess] = true;
    }
}

/// <summary>A call of an action failed, at whatever stage, or its caller cancelled it.</summary>
public sealed record ActionFailedEvent : ConnectorFailureEvent
{
    internal ActionFailedEvent(EventOrigin origin, string action, TimeSpan duration, Failure failure)
        : base("action.failed", origin, failure)
    {
        Action = action;
        Duration = duration;
    }

    /// <summary>The action's key as the caller gave it.</summary>
    public string Action { get; }

    /// <summary>How long the call took.</summary>
    public TimeSpan Duration { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes)
    {
        attributes[AttributeNames.Action] = Action;
        attributes[AttributeNames.ActionDuration] = Duration.TotalMilliseconds;
        attributes[AttributeNames.ActionSuccess] = false;
        base.AddAttributes(attributes);
    }
}
