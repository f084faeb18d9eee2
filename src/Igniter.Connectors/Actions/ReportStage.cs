using System.Diagnostics;

namespace Igniter.Connectors;

/// <summary>Tells subscribers, traces and metrics how a call went. Does nothing while nobody listens.</summary>
internal sealed class ReportStage(EventHub events)
{
    /// <summary>Whether anybody wants to hear of calls.</summary>
    public bool IsWanted(ConnectionKey key) =>
        events.IsListening(key)
        || ConnectorTelemetry.Source.HasListeners()
        || ConnectorTelemetry.ActionDuration.Enabled
        || ConnectorTelemetry.ActiveActions.Enabled;

    /// <summary>Starts the report of a call. Call it from the asynchronous method that its span is to cover.</summary>
    public ActionReport Start(CallTarget target, string action) => new(events, target.Key, action, events.IsListening(target.Key));

    /// <summary>For a call that doesn't even name an action. Names that callers make up aren't tags.</summary>
    public ValueTask RefusedAsync(CallTarget target, string action, ConnectorException error)
    {
        Failure failure = events.FailureOf(error);
        TagList tags = new()
        {
            { AttributeNames.Connector, target.Connector?.Key ?? ConnectorTelemetry.Other },
            { AttributeNames.Scope, target.Key.Scope },
            { AttributeNames.Action, ConnectorTelemetry.Other },
            { AttributeNames.ErrorType, failure.Code },
        };
        ConnectorTelemetry.ActionDuration.Measure(TimeSpan.Zero, tags);
        return events.IsListening(target.Key)
            ? events.PublishAsync(new ActionFailedEvent(events.OriginOf(target.Key), action, TimeSpan.Zero, failure))
            : ValueTask.CompletedTask;
    }
}
