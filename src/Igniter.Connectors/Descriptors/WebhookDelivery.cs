using System.ComponentModel;

namespace Igniter.Connectors.Descriptors;

/// <summary>What generated code makes a handler's context from. One for each delivery.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebhookDelivery
{
    internal WebhookDelivery(WebhookRequest request, string eventId, string eventType)
    {
        Request = request;
        EventId = eventId;
        EventType = eventType;
    }

    internal WebhookRequest Request { get; }

    internal string EventId { get; }

    internal string EventType { get; }

    /// <summary>The handler's context.</summary>
    /// <typeparam name="TConfig">The connector's configuration type.</typeparam>
    /// <param name="call">The call.</param>
    /// <returns>The context.</returns>
    public WebhookContext<TConfig> GetContext<TConfig>(ConnectorCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new WebhookContext<TConfig>(call.GetContext<TConfig>(), this);
    }
}
