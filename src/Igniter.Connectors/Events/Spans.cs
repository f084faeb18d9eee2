using System.Diagnostics;

namespace Igniter.Connectors;

/// <summary>Makes spans, which say what the operation's events say.</summary>
internal static class Spans
{
    /// <summary>
    /// Starts a span below the current one and makes it current, up to the end of the asynchronous method that calls this: so call it there, not in a
    /// method that is awaited.
    /// </summary>
    /// <param name="operation">What the span's name begins with.</param>
    /// <param name="key">Whom it concerns.</param>
    /// <param name="events">Knows what is said about that.</param>
    /// <param name="subject">What the name ends with, joined by dots; empty parts are left out.</param>
    /// <returns><see langword="null"/> when nobody traces.</returns>
    public static Activity? Start(string operation, ConnectionKey key, EventHub events, params ReadOnlySpan<string> subject)
    {
        if (!ConnectorTelemetry.Source.HasListeners())
        {
            return null;
        }

        string name = subject is [] or [""] ? operation : $"{operation} {string.Join('.', subject)}";
        Activity? parent = Activity.Current;
        try
        {
            return ConnectorTelemetry.Source.StartActivity(name, ActivityKind.Internal, default(ActivityContext), AttributesOf(key, events)!);
        }
        catch (Exception)
        {
            // What a listener throws is none of the operation's business. Other listeners may have been told of the span and wait for its end.
            return Activity.Current is { } started && started != parent ? started : null;
        }
    }

    /// <summary>Ends the span. A listener that throws is none of the operation's business.</summary>
    public static void End(this Activity? activity)
    {
        try
        {
            activity?.Dispose();
        }
        catch (Exception)
        {
            // There is nobody left to tell. What follows isn't a part of it.
            MakeCurrent(activity!.Parent);
        }
    }

    /// <summary>Makes a span the current one. Who is told of that and throws is none of the operation's business.</summary>
    public static void MakeCurrent(Activity? activity)
    {
        try
        {
            Activity.Current = activity;
        }
        catch (Exception)
        {
            // It is current all the same.
        }
    }

    /// <summary>Says whom it concerns, where that wasn't known at the start.</summary>
    public static void Tell(this Activity activity, ConnectionKey key, EventHub events)
    {
        foreach ((string name, object value) in AttributesOf(key, events))
        {
            activity.SetTag(name, value);
        }
    }

    /// <summary>Says what an event says.</summary>
    public static void Tell(this Activity activity, ConnectorEvent told)
    {
        foreach ((string name, object value) in told.Attributes)
        {
            activity.SetTag(name, value);
        }

        if (told is ConnectorFailureEvent failed)
        {
            activity.SetOutcome(failed.Failure);
        }
    }

    /// <summary>Says that the span's operation failed, where no event says it. The exception itself isn't recorded, since its cause may hold a secret.</summary>
    public static void Fail(this Activity activity, Failure failure)
    {
        activity.SetOutcome(failure);
        activity.SetTag(AttributeNames.ErrorCode, failure.Code);
        activity.SetTag(AttributeNames.ErrorMessage, failure.Message);
    }

    private static void SetOutcome(this Activity activity, Failure failure)
    {
        // OpenTelemetry's status is for faults: what a caller gives up isn't one.
        if (!failure.IsCancellation)
        {
            activity.SetStatus(ActivityStatusCode.Error, failure.Code);
        }

        activity.SetTag(AttributeNames.ErrorType, failure.Code);
    }

    private static Dictionary<string, object> AttributesOf(ConnectionKey key, EventHub events)
    {
        Dictionary<string, object> attributes = new(StringComparer.Ordinal);
        events.OriginOf(key).AddTo(attributes);
        EventAttributes.Cut(attributes);
        return attributes;
    }
}
