using System.Collections.Concurrent;
using System.Diagnostics;

namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>Demands that what fails is told by one event, and that its span and its metric tell the same.</summary>
internal sealed class FailureCheck(TelemetryRecorder telemetry, ConcurrentQueue<ConnectorEvent> events)
{
    /// <param name="name">The event's name, without the prefix that all names have.</param>
    /// <param name="code">What went wrong.</param>
    /// <param name="fail">Does it, and makes sure that it fails.</param>
    /// <param name="span">The span's name, if it has one.</param>
    /// <param name="metric">The metric that counts it, if one does.</param>
    public async Task<ConnectorFailureEvent> OneAsync(string name, string code, Func<Task> fail, string? span = null, string? metric = null)
    {
        events.Clear();
        telemetry.ClearSpans();
        long before = metric is null ? 0 : CountOf(metric, code);

        await fail();

        ConnectorFailureEvent failure = Assert.Single(events.OfType<ConnectorFailureEvent>());
        Assert.Equal((Catalog.Prefix + name, code), (failure.Name, failure.ErrorCode));
        if (span is not null)
        {
            Activity told = Assert.Single(telemetry.Spans, told => told.DisplayName == span);
            Assert.All(failure.Attributes, attribute => Assert.Equal(attribute.Value, told.GetTagItem(attribute.Key)));
            Assert.Equal(code, told.GetTagItem("error.type"));
        }

        Assert.Equal(metric is null ? 0 : before + 1, metric is null ? 0 : CountOf(metric, code));
        return failure;
    }

    private long CountOf(string metric, string code) => telemetry.Points(Catalog.Prefix + metric)
        .Where(point => TelemetryRecorder.TagsOf(point).Split(' ').Contains($"error.type={code}"))
        .Sum(point => point.GetHistogramCount());
}
