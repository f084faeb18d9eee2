using System.Diagnostics;
using OpenTelemetry.Metrics;

namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>What is told is what is documented: nothing else, nothing less.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class CatalogTests(CatalogRun run) : IClassFixture<CatalogRun>
{
    private static readonly string[] Required = [.. Catalog.Origin[..3].Select(attribute => attribute.Name)];
    private static readonly string Optional = Catalog.Origin[3].Name;

    public static TheoryData<string> EventNames => [.. Catalog.Events.Select(row => row.Name)];

    public static TheoryData<string> SpanNames => [.. Catalog.Spans.Select(row => row.Name)];

    public static TheoryData<string> MetricNames => [.. Catalog.Metrics.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(EventNames))]
    public void An_event_has_its_level_and_exactly_its_attributes(string name)
    {
        EventRow row = Catalog.Events.Single(row => row.Name == name);
        ConnectorEvent[] events = [.. run.Events.Where(e => e.Name == Catalog.Prefix + name)];
        Dictionary<string, Type> types = Catalog.Origin.Concat(row.Attributes).ToDictionary(attribute => attribute.Name, attribute => attribute.Type);

        Assert.NotEmpty(events);
        Assert.All(events, e =>
        {
            Assert.Equal(row.Level, e.Level);
            Assert.NotEqual(default, e.Timestamp);
            AssertSame([.. Required, .. row.Attributes.Select(attribute => attribute.Name)], e.ConnectionName.Length > 0, e.Attributes.Keys);
            Assert.All(e.Attributes, attribute => Assert.IsType(types[attribute.Key], attribute.Value));
            Assert.Equal((e.Connector, e.Scope), (e.Attributes["ctx.connector.provider"], e.Attributes["ctx.connector.scope"]));
        });
    }

    [Fact]
    public void There_is_no_other_event() =>
        Assert.Equal(
            Catalog.Events.Select(row => Catalog.Prefix + row.Name).Order(StringComparer.Ordinal),
            run.Events.Select(e => e.Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void An_event_says_of_a_connections_name_only_where_there_is_one()
    {
        Assert.Contains(run.Events, e => e.ConnectionName == "support");
        Assert.All(run.Events, e => Assert.Equal(e.ConnectionName.Length > 0 ? e.ConnectionName : null, e.Attributes.GetValueOrDefault(Optional)));
    }

    [Theory]
    [MemberData(nameof(SpanNames))]
    public void A_span_has_exactly_its_attributes(string name)
    {
        SpanRow row = Catalog.Spans.Single(row => row.Name == name);
        Activity[] spans = [.. run.Spans.Where(span => span.DisplayName == name)];

        Assert.Contains(spans, span => span.Status == ActivityStatusCode.Error);
        Assert.Contains(spans, span => span.Status == ActivityStatusCode.Unset);
        Assert.All(spans, span =>
        {
            string? error = span.GetTagItem("error.type") as string;
            bool isNamed = span.GetTagItem(Optional) is not null;
            string[] further = error is null ? row.OnSuccess ?? [] : [.. Catalog.Failure, .. row.OnFailure ?? []];
            AssertSame([.. Required, .. row.Always, .. further], isNamed, span.TagObjects.Select(tag => tag.Key));
            Assert.Equal(ActivityKind.Internal, span.Kind);
            Assert.Equal(error is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error, span.Status);
            Assert.Equal(error, span.StatusDescription);
            Assert.Equal(error, span.GetTagItem("ctx.error.code"));
            Assert.Empty(span.Events);
            Assert.Empty(span.Baggage);
        });
    }

    [Fact]
    public void There_is_no_other_span()
    {
        Assert.Equal(
            Catalog.Spans.Select(row => row.Name).Order(StringComparer.Ordinal),
            run.Spans.Select(span => span.DisplayName).Distinct().Order(StringComparer.Ordinal));
        Assert.All(run.Spans, span => Assert.Equal(("Igniter.Connectors", "0.1.0"), (span.Source.Name, span.Source.Version)));
    }

    [Theory]
    [MemberData(nameof(MetricNames))]
    public void A_metric_has_its_unit_and_exactly_its_tags(string name)
    {
        MetricRow row = Catalog.Metrics.Single(row => row.Name == name);
        MetricSnapshot metric = run.Recorder.Metrics().Single(metric => metric.Name == Catalog.Prefix + name);

        Assert.Equal((row.Unit, row.Type, "Igniter.Connectors", "0.1.0"), (metric.Unit, metric.MetricType, metric.MeterName, metric.MeterVersion));
        Assert.NotEmpty(metric.Description);
        string[][] tags = [.. metric.MetricPoints.Select(TelemetryRecorder.TagNamesOf)];
        string[] expected = [.. row.Tags.Order(StringComparer.Ordinal)];
        Assert.Contains(expected, tags);
        Assert.All(tags, point => Assert.Equal(expected, point.Where(tag => tag != "error.type")));
        Assert.Equal(row.HasErrors, tags.Any(point => point.Contains("error.type")));
    }

    [Fact]
    public void There_is_no_other_metric() =>
        Assert.Equal(
            Catalog.Metrics.Select(row => Catalog.Prefix + row.Name).Order(StringComparer.Ordinal),
            run.Recorder.Metrics().Select(metric => metric.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void S123_the_identity_is_never_a_tag_of_a_metric() =>
        Assert.DoesNotContain(
            run.Recorder.Metrics().SelectMany(metric => metric.MetricPoints).Select(TelemetryRecorder.TagsOf),
            tags => tags.Contains("org_1", StringComparison.Ordinal) || tags.Contains("identity", StringComparison.Ordinal));

    private static void AssertSame(string[] expected, bool isNamed, IEnumerable<string> actual) =>
        Assert.Equal((isNamed ? [.. expected, Optional] : expected).Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
}
