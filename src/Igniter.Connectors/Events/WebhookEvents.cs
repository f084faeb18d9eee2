namespace Igniter.Connectors;

/// <summary>A delivery to a connection's webhook arrived and may be handled.</summary>
public sealed record WebhookReceivedEvent : ConnectorEvent
{
    internal WebhookReceivedEvent(EventOrigin origin, string method, string path, bool verified)
        : base("webhook.received", origin)
    {
        Method = method;
        Path = path;
        Verified = verified;
    }

    /// <summary>The HTTP method; <c>_OTHER</c> for an unusual one.</summary>
    public string Method { get; }

    /// <summary>The path's template, without the connector and the secret.</summary>
    public string Path { get; }

    /// <summary>Whether it was verified; not, where the connector says that deliveries aren't signed.</summary>
    public bool Verified { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes)
    {
        attributes[AttributeNames.WebhookMethod] = Method;
        attributes[AttributeNames.WebhookPath] = Path;
        attributes[AttributeNames.WebhookVerified] = Verified;
    }
}

/// <summary>A delivery was handled. A repeated one, and one of a type without handler, isn't.</summary>
public sealed record WebhookProcessedEvent : ConnectorEvent
{
    internal WebhookProcessedEvent(EventOrigin origin, string method, string path, TimeSpan duration)
        : base("webhook.processed", origin)
    {
        Method = method;
        Path = path;
        Duration = duration;
    }

    /// <inheritdoc cref="WebhookReceivedEvent.Method"/>
    public string Method { get; }

    /// <inheritdoc cref="WebhookReceivedEvent.Path"/>
    public string Path { get; }

    /// <summary>How long it took from the first byte to the answer.</summary>
    public TimeSpan Duration { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes)
    {
        attributes[AttributeNames.WebhookMethod] = Method;
        attributes[AttributeNames.WebhookPath] = Path;
        attributes[AttributeNames.WebhookDuration] = Duration.TotalMilliseconds;
    }
}

/// <summary>
/// A delivery was refused, its handler failed, or its sender gave it up. Where no connection was found, it names the connector at most, and no scope.
/// </summary>
public sealed record WebhookFailedEvent : ConnectorFailureEvent
{
    internal WebhookFailedEvent(EventOrigin origin, string method, string path, TimeSpan duration, Failure failure)
        : base("webhook.failed", origin, failure)
    {
        Method = method;
        Path = path;
        Duration = duration;
    }

    /// <inheritdoc cref="WebhookReceivedEvent.Method"/>
    public string Method { get; }

    /// <inheritdoc cref="WebhookReceivedEvent.Path"/>
    public string Path { get; }

    /// <inheritdoc cref="WebhookProcessedEvent.Duration"/>
    public TimeSpan Duration { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes)
    {
        attributes[AttributeNames.WebhookMethod] = Method;
        attributes[AttributeNames.WebhookPath] = Path;
        attributes[AttributeNames.WebhookDuration] = Duration.TotalMilliseconds;
        base.AddAttributes(attributes);
    }
}
