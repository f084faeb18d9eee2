using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>One delivery as listeners see it: its events, its span, its metric and its log, all from the same data.</summary>
internal sealed class WebhookReport : IDisposable
{
    private readonly EventHub _events;
    private readonly ILogger _logger;
    private readonly string _path;
    private readonly string _method;
    private readonly long _started;
    private readonly Activity? _span;
    private bool _hasEnded;

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
        About = about;
    }

    /// <summary>Whose delivery it is; nobody's until the connection is found.</summary>
    public ConnectionKey About { get; set; }

    private bool IsTold => _span is not null || _events.IsListening(About);

    /// <summary>The delivery may be handled.</summary>
    public ValueTask ReceivedAsync(bool verified) => IsTold
        ? _events.TellAsync(_span, new WebhookReceivedEvent(_events.OriginOf(About), _method, _path, verified))
        : ValueTask.CompletedTask;

    /// <summary>The delivery was handled.</summary>
    public ValueTask ProcessedAsync()
    {
        TimeSpan duration = End(null);
        return _events.IsListening(About)
            ? _events.PublishAsync(new WebhookProcessedEvent(_events.OriginOf(About), _method, _path, duration))
            : ValueTask.CompletedTask;
    }

    /// <summary>The delivery was refused, its handler failed, or its sender gave it up.</summary>
    public ValueTask FailedAsync(Exception exception)
    {
        Failure failure = _events.FailureOf(exception);

        // Nobody else gets to see what a handler threw: the provider is told the status alone.
        if (exception is ConnectorException { StatusCode: >= 500 } error)
        {
            Log.WebhookFailed(
                _logger,
                About.Connector,
                About.Scope,
                failure.Code,
                failure.Message,
                error.InnerException?.GetType().Name,
                error.InnerException?.StackTrace ?? error.StackTrace);
        }

        TimeSpan duration = End(failure);
        return _events.IsListening(About)
            ? _events.PublishAsync(new WebhookFailedEvent(_events.OriginOf(About), _method, _path, duration, failure))
            : ValueTask.CompletedTask;
    }

    /// <summary>Ends what neither ran nor failed: a handshake, a delivery that came before, one that nobody wants.</summary>
    public void Dispose()
    {
        if (!_hasEnded)
        {
            End(null);
        }
    }

    private TimeSpan End(Failure? failure)
    {
        _hasEnded = true;
        TimeSpan duration = _events.Time.GetElapsedTime(_started);
        TagList tags = new() { { AttributeNames.Connector, About.Connector }, { AttributeNames.Scope, About.Scope } };
        if (failure is not null)
        {
            tags.Add(AttributeNames.ErrorType, failure.Code);
            _span?.Fail(failure);
        }

        ConnectorTelemetry.WebhookDuration.Measure(duration, tags);
        _span?.Tell(About, _events);
        _span?.SetTag(AttributeNames.WebhookDuration, duration.TotalMilliseconds).End();
        return duration;
    }
}
