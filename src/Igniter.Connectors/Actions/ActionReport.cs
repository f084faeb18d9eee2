using System.Diagnostics;

namespace Igniter.Connectors;

/// <summary>One call of an action as listeners see it: its events, its span and its metrics, all from the same data.</summary>
internal sealed class ActionReport
{
    private readonly EventHub _events;
    private readonly ConnectionKey _key;
    private readonly string _action;
    private readonly bool _isListening;
    private readonly long _started;

    /// <remarks>The span is current from here to the end of the asynchronous method that calls this.</remarks>
    public ActionReport(EventHub events, ConnectionKey key, string action, bool isListening)
    {
        _events = events;
        _key = key;
        _action = action;
        _isListening = isListening;
        _started = events.Time.GetTimestamp();
        Span = Spans.Start("connector.action", key, events, key.Connector, action)?.SetTag(AttributeNames.Action, action);
        ConnectorTelemetry.ActiveActions.Count(1, Tags);
    }

    public Activity? Span { get; }

    /// <summary>Whether there is anybody to tell more than a measurement.</summary>
    private bool IsTold => _isListening || Span is not null;

    private TagList Tags => new()
    {
        { AttributeNames.Connector, _key.Connector },
        { AttributeNames.Scope, _key.Scope },
        { AttributeNames.Action, _action },
    };

    public ValueTask StartedAsync() =>
        _isListening ? _events.PublishAsync(new ActionStartedEvent(_events.OriginOf(_key), _action)) : ValueTask.CompletedTask;

    public ValueTask CompletedAsync()
    {
        TimeSpan duration = End(null);
        return IsTold ? EndAsync(new ActionCompletedEvent(_events.OriginOf(_key), _action, duration)) : ValueTask.CompletedTask;
    }

    /// <summary>Tells what went wrong, or that the caller cancelled the call.</summary>
    public ValueTask FailedAsync(Exception exception)
    {
        Failure failure = _events.FailureOf(exception);
        TimeSpan duration = End(failure);
        return IsTold ? EndAsync(new ActionFailedEvent(_events.OriginOf(_key), _action, duration, failure)) : ValueTask.CompletedTask;
    }

    private TimeSpan End(Failure? failure)
    {
        TimeSpan duration = _events.Time.GetElapsedTime(_started);
        TagList tags = Tags;
        ConnectorTelemetry.ActiveActions.Count(-1, tags);
        if (failure is not null)
        {
            tags.Add(AttributeNames.ErrorType, failure.Code);
        }

        ConnectorTelemetry.ActionDuration.Measure(duration, tags);
        return duration;
    }

    private ValueTask EndAsync(ConnectorEvent ended)
    {
        Span?.Tell(ended);
        Span.End();
        return _isListening ? _events.PublishAsync(ended) : ValueTask.CompletedTask;
    }
}
