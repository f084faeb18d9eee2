namespace Igniter.Connectors;

/// <summary>A call of an action began.</summary>
public sealed record ActionStartedEvent : ConnectorEvent
{
    internal ActionStartedEvent(EventOrigin origin, string action)
        : base("action.started", origin) => Action = action;

    /// <summary>The action's key.</summary>
    public string Action { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes) => attributes["ctx.action.name"] = Action;
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
        attributes["ctx.action.name"] = Action;
        attributes["ctx.action.durationMs"] = Duration.TotalMilliseconds;
        attributes["ctx.action.success"] = true;
    }
}

/// <summary>A call of an action failed, at whatever stage.</summary>
public sealed record ActionFailedEvent : ConnectorFailureEvent
{
    internal ActionFailedEvent(EventOrigin origin, string action, TimeSpan duration, ConnectorException error)
        : base("action.failed", origin, error)
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
        attributes["ctx.action.name"] = Action;
        attributes["ctx.action.durationMs"] = Duration.TotalMilliseconds;
        attributes["ctx.action.success"] = false;
        base.AddAttributes(attributes);
    }
}
