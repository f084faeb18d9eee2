using System.Diagnostics;

namespace Igniter.Connectors;

/// <summary>Makes spans, with the attributes that the operation's events have.</summary>
internal static class Spans
{
    /// <summary>
    /// Starts a span below the current one and makes it current, up to the end of the asynchronous method that calls this: so call it there, not in a
    /// method that is awaited.
    /// </summary>
    /// <returns><see langword="null"/> when nobody traces.</returns>
    public static Activity? Start(string name, EventHub events, ConnectionKey key)
    {
        if (!ConnectorTelemetry.Source.HasListeners())
        {
            return null;
        }

        Dictionary<string, object> attributes = [];
        events.OriginOf(key).AddTo(attributes);
        return ConnectorTelemetry.Source.StartActivity(name, ActivityKind.Internal, default(ActivityContext), attributes!);
    }

    /// <summary>Says that the span's operation failed. The exception itself isn't recorded, since its cause may hold a secret.</summary>
    public static void Fail(this Activity activity, ConnectorException error, TextRedactor redactor)
    {
        activity.SetStatus(ActivityStatusCode.Error, error.Code);
        activity.SetTag(AttributeNames.ErrorType, error.Code);
        activity.SetTag(AttributeNames.ErrorCode, error.Code);
        activity.SetTag(AttributeNames.ErrorMessage, redactor.Redact(error.SafeMessage));
    }
}
