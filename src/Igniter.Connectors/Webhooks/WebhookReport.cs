using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>One delivery as listeners see it: its events, its span, its metric and its log, all from the same data.</summary>
internal readonly struct WebhookReport
{
    private readonly EventHub _events;
    private readonly ILogger _logger;
    private readonly string _path;
    private readonly string _method;
    private readonly long _started;
    private readonly Activity? _span;

    /// <remarks>The span is current from here to the end of the asynchronous method that calls this.</remarks>
    public WebhookReport(EventHub events, ILogger logger, string path, string method, ConnectionKey about)
    {
        _events = events;
        _logger = logger;
        _path = path;
        _method = method;
        _started = events.Time.GetTimestamp();
        _span = Spans.Start("connector.webhook", about, events, about.Connector);
        _span?.SetTag(AttributeNames.WebhookMethod, method).SetTag(AttributeNames.WebhookPath, path);
    }

    /// <summary>The delivery may be handled.</summary>
    public ValueTask ReceivedAsync(ConnectionKey about, bool verified) => _span is not null || _events.IsListening(about)
        ? _events.TellAsync(_span, new WebhookReceivedEvent(_events.OriginOf(about), _method, _path, verified))
        : ValueTask.CompletedTask;

    /// <summary>The delivery was answered.</summary>
    /// <param name="about">Whose it is; nobody's when no connection was found.</param>
    /// <param name="outcome">What came of it.</param>
    public ValueTask EndAsync(ConnectionKey about, WebhookOutcome outcome)
    {
        if (outcome.Error is { } error)
        {
            return FailedAsync(about, error);
        }

        // Of what neither ran nor failed no event tells: a handshake, a delivery that came before, one that nobody wants.
        TimeSpan duration = End(about, null);
        return outcome.WasHandled && _events.IsListening(about)
            ? _events.PublishAsync(new WebhookProcessedEvent(_events.OriginOf(about), _method, _path, duration))
            : ValueTask.CompletedTask;
    }

    /// <summary>The delivery was refused, its handler failed, or its sender gave it up.</summary>
    public ValueTask FailedAsync(ConnectionKey about, Exception exception)
    {
        Failure failure = _events.FailureOf(exception);

        // Nobody else gets to see what a handler threw: the provider is told the status alone.
        if (exception is ConnectorException { StatusCode: >= 500 } error)
        {
            Log.WebhookFailed(
                _logger,
                about.Connector,
                about.Scope,
                failure.Code,
                failure.Message,
                error.InnerException?.GetType().Name,
                error.InnerException?.StackTrace ?? error.StackTrace);
        }

        TimeSpan duration = End(about, failure);
        return _events.IsListening(about)
            ? _events.PublishAsync(new WebhookFailedEvent(_events.OriginOf(about), _method, _path, duration, failure))
            : ValueTask.CompletedTask;
    }

    private TimeSpan End(ConnectionKey about, Failure? failure)
    {
        TimeSpan duration = _events.Time.GetElapsedTime(_started);
        TagList tags = new() { { AttributeNames.Connector, about.Connector }, { AttributeNames.Scope, about.Scope } };
        if (failure is not null)
        {
            tags.Add(AttributeNames.ErrorType, failure.Code);
            _span?.Fail(failure);
        }

        ConnectorTelemetry.WebhookDuration.Measure(duration, tags);
        _span?.Tell(about, _events);
        _span?.SetTag(AttributeNames.WebhookDuration, duration.TotalMilliseconds).End();
        return duration;
    }
}

/// <summary>What came of a delivery.</summary>
/// <param name="Response">What its sender is told.</param>
/// <param name="WasHandled">Whether the connector's method ran and succeeded.</param>
/// <param name="Error">Why it was refused, or what its handling failed of.</param>
internal readonly record struct WebhookOutcome(ConnectorResponse Response, bool WasHandled = false, ConnectorException? Error = null);
