using System.Diagnostics;

namespace Igniter.Connectors;

/// <summary>One call of an action as listeners see it: its events, its span and its metrics, all from the same data.</summary>
internal sealed class ActionReport : IDisposable
{
    private readonly EventHub _events;
    private readonly ConnectionKey _key;
    private readonly string _action;
    private readonly bool _isListening;
    private readonly long _started;
    private bool _hasEnded;

    /// <remarks>The span is current from here to the end of the asynchronous method that calls this.</remarks>
    public ActionReport(EventHub events, ConnectionKey key, string action, bool isListening)
    {
        _events = events;
        _key = key;
        _action = action;
        _isListening = isListening;
        _started = events.Time.GetTimestamp();
        Span = Spans.Start($"connector.action {key.Connector}.{action}", events, key)?.SetTag(AttributeNames.Action, action);
        ConnectorTelemetry.ActiveActions.Add(1, Tags);
    }

    public Activity? Span { get; }

    private TagList Tags => new()
    {
        { AttributeNames.Connector, _key.Connector },
        { AttributeNames.Scope, _key.Scope },
        { AttributeNames.Action, _action },
    };

    private TimeSpan Duration => _events.Time.GetElapsedTime(_started);

    public ValueTask StartedAsync() =>
        _isListening ? _events.PublishAsync(new ActionStartedEvent(_events.OriginOf(_key), _action)) : ValueTask.CompletedTask;

    public ValueTask CompletedAsync()
    {
        TimeSpan duration = Duration;
        End(duration, null);
        return _isListening ? _events.PublishAsync(new ActionCompletedEvent(_events.OriginOf(_key), _action, duration)) : ValueTask.CompletedTask;
    }

    public ValueTask FailedAsync(ConnectorException error)
    {
        TimeSpan duration = Duration;
        Span?.Fail(error, _events.Redactor);
        End(duration, error.Code);
        return _isListening ? _events.PublishAsync(new ActionFailedEvent(_events.OriginOf(_key), _action, duration, error)) : ValueTask.CompletedTask;
    }

    /// <summary>Ends what neither completed nor failed: its caller gave it up.</summary>
    public void Dispose()
    {
        if (!_hasEnded)
        {
            Span?.SetTag(AttributeNames.ErrorType, ConnectorTelemetry.Cancelled);
            End(Duration, ConnectorTelemetry.Cancelled);
        }
    }

    private void End(TimeSpan duration, string? error)
    {
        _hasEnded = true;
        ConnectorTelemetry.ActiveActions.Add(-1, Tags);
        TagList tags = Tags;
        if (error is not null)
        {
            tags.Add(AttributeNames.ErrorType, error);
        }

        ConnectorTelemetry.ActionDuration.Record(duration.TotalSeconds, tags);
        Span?.SetTag(AttributeNames.ActionDuration, duration.TotalMilliseconds).SetTag(AttributeNames.ActionSuccess, error is null).Dispose();
    }
}
