using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Igniter.Connectors;

/// <summary>
/// The SDK's activity source and meter with all of its instruments. Tags have few values: connectors, scopes and actions are declared in code, and a
/// tenant's identity is never one.
/// </summary>
internal static class ConnectorTelemetry
{
    /// <summary>Name of the source and of the meter.</summary>
    public const string Name = "Igniter.Connectors";

    /// <summary>What the names of events and metrics begin with.</summary>
    public const string Prefix = "igniter.connectors.";

    /// <summary>Stands for a connector, an action or an HTTP method that isn't a known one: callers could make up any number of them.</summary>
    public const string Other = "_OTHER";

    // OpenTelemetry's advice for durations in seconds.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    // A store in the same process answers in microseconds.
    private static readonly InstrumentAdvice<double> ShortSeconds = new()
    {
        HistogramBucketBoundaries = [0.00001, 0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    };

    private static readonly Meter Meter = new(Name, SdkVersion.Value);

    public static ActivitySource Source { get; } = Publishing.CreateSource(Name, SdkVersion.Value);

    public static Histogram<double> ActionDuration { get; } = Meter.CreateDuration(Prefix + "action.duration", "How long calls of actions took.", Seconds);

    public static UpDownCounter<long> ActiveActions { get; } = Meter.CreateLevel(Prefix + "action.active", "{call}", "Calls of actions that are running.");

    public static Counter<long> Refreshes { get; } = Meter.CreateCount(Prefix + "oauth.refreshes", "{refresh}", "Attempts to refresh an access token.");

    public static Histogram<double> WebhookDuration { get; } = Meter.CreateDuration(Prefix + "webhook.duration", "How long webhook deliveries took.", Seconds);

    public static Histogram<double> StoreDuration { get; } =
        Meter.CreateDuration(Prefix + "store.duration", "How long operations of the store took.", ShortSeconds);

    public static Counter<long> DroppedEvents { get; } =
        Meter.CreateCount(Prefix + "events.dropped", "{event}", "Events that a handler was too slow for.");
}
