using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>Collects spans and metrics as an application's OpenTelemetry would export them.</summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private readonly List<Activity> _spans = [];
    private readonly List<MetricSnapshot> _metrics = [];
    private readonly TracerProvider _tracing;
    private readonly MeterProvider _metering;

    public TelemetryRecorder(params string[] otherSources)
    {
        _tracing = Sdk.CreateTracerProviderBuilder().AddIgniterConnectorsInstrumentation().AddSource(otherSources).AddInMemoryExporter(_spans).Build();
        _metering = Sdk.CreateMeterProviderBuilder().AddIgniterConnectorsInstrumentation().AddInMemoryExporter(_metrics).Build();
    }

    /// <summary>The spans that have ended, in that order.</summary>
    public IReadOnlyList<Activity> Spans => _spans;

    public void ClearSpans() => _spans.Clear();

    /// <summary>Every metric, with all that was measured since the start.</summary>
    public IReadOnlyList<MetricSnapshot> Metrics()
    {
        _metrics.Clear();
        _metering.ForceFlush();
        return _metrics;
    }

    /// <summary>What a metric has measured, a point for each combination of tags; nothing yet is no point.</summary>
    public IReadOnlyList<MetricPoint> Points(string metric) => Metrics().SingleOrDefault(snapshot => snapshot.Name == metric)?.MetricPoints ?? [];

    /// <summary>A point's tags as text, sorted by name.</summary>
    public static string TagsOf(MetricPoint point)
    {
        List<string> tags = [];
        foreach ((string name, object? value) in point.Tags)
        {
            tags.Add($"{name}={value}");
        }

        return string.Join(' ', tags.Order(StringComparer.Ordinal));
    }

    public static string[] TagNamesOf(MetricPoint point)
    {
        List<string> names = [];
        foreach ((string name, _) in point.Tags)
        {
            names.Add(name);
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        _tracing.Dispose();
        _metering.Dispose();
    }
}
