using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>One delivery as listeners see it: its events, its span and its metric, all from the same data.</summary>
internal sealed class WebhookReport : IDisposable
{
    private readonly EventHub _events;
    private readonly ILogger _logger;
    private readonly string _path;
    private readonly string _method;
    private readonly long _started;
    private readonly Activity? _span;
    private ConnectionKey _about;
    private bool _hasEnded;

    /// <remarks>The span is current from here to the end of the asynchronous method that calls this.</remarks>
    public WebhookReport(EventHub events, ILogger logger, string path, string method, ConnectionKey about)
    {
        _events = events;
        _logger = logger;
        _path = path;
        _method = method;
        _about = about;
        _started = events.Time.GetTimestamp();
        _span = Spans.Start(about.Connector.Length > 0 ? $"connector.webhook {about.Connector}" : "connector.webhook", events, about);
        _span?.SetTag(AttributeNames.WebhookMethod, method).SetTag(AttributeNames.WebhookPath, path);
    }

    /// <summary>Whose delivery it is; nobody's until the connection is found.</summary>
    public ConnectionKey About
    {
        get => _about;
        set
        {
            _about = value;
            if (_span is not null)
            {
                Dictionary<string, object> attributes = [];
                _events.OriginOf(value).AddTo(attributes);
                foreach ((string name, object attribute) in attributes)
                {
                    _span.SetTag(name, attribute);
                }
            }
        }
    }

    private TimeSpan Duration => _events.Time.GetElapsedTime(_started);

    public ValueTask ReceivedAsync(bool verified)
    {
        _span?.SetTag(AttributeNames.WebhookVerified, verified);
        return _events.IsListening(About)
            ? _events.PublishAsync(new WebhookReceivedEvent(_events.OriginOf(About), _method, _path, verified))
            : ValueTask.CompletedTask;
    }

    public ValueTask ProcessedAsync() =>
        _events.IsListening(About)
            ? _events.PublishAsync(new WebhookProcessedEvent(_events.OriginOf(About), _method, _path, Duration))
            : ValueTask.CompletedTask;

    public ValueTask FailedAsync(ConnectorException error)
    {
        // Nobody else gets to see what a handler threw: the provider is told the status alone.
        if (error.StatusCode >= 500)
        {
            Log.WebhookFailed(
                _logger,
                About.Connector,
                About.Scope,
                error.Code,
                _events.Redactor.Redact(error.SafeMessage),
                error.InnerException?.GetType().Name,
                error.InnerException?.StackTrace ?? error.StackTrace);
        }

        TimeSpan duration = Duration;
        _span?.Fail(error, _events.Redactor);
        End(duration, error.Code);
        return _events.IsListening(About)
            ? _events.PublishAsync(new WebhookFailedEvent(_events.OriginOf(About), _method, _path, duration, error))
            : ValueTask.CompletedTask;
    }

    /// <summary>The delivery was answered; without a failure, if none was told before.</summary>
    public void Answered()
    {
        if (!_hasEnded)
        {
            End(Duration, null);
        }
    }

    /// <summary>Ends what was neither answered nor failed: its sender gave it up.</summary>
    public void Dispose()
    {
        if (!_hasEnded)
        {
            _span?.SetTag(AttributeNames.ErrorType, ConnectorTelemetry.Cancelled);
            End(Duration, ConnectorTelemetry.Cancelled);
        }
    }

    private void End(TimeSpan duration, string? error)
    {
        _hasEnded = true;
        TagList tags = new() { { AttributeNames.Connector, About.Connector }, { AttributeNames.Scope, About.Scope } };
        if (error is not null)
        {
            tags.Add(AttributeNames.ErrorType, error);
        }

        ConnectorTelemetry.WebhookDuration.Record(duration.TotalSeconds, tags);
        _span?.SetTag(AttributeNames.WebhookDuration, duration.TotalMilliseconds).Dispose();
    }
}
