using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.Loader;
using Igniter.Connectors.Tests.Engine;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>Listeners to the process's traces and metrics that throw where the framework lets it through to whoever traces and measures.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class ThrowingListenerTests
{
    private bool _isThrowing;

    [Fact]
    public void S125_instruments_come_to_be_whatever_a_listener_makes_of_it()
    {
        using MeterListener throwing = new() { InstrumentPublished = (instrument, _) => ThrowForCopies(instrument.Meter.Name, instrument.Meter == ConnectorTelemetry.ActionDuration.Meter) };
        throwing.Start();
        Type copy = Copy();
        _isThrowing = true;
        string[] properties = [.. copy.GetProperties().Where(property => property.PropertyType.IsAssignableTo(typeof(Instrument))).Select(property => property.Name)];
        Dictionary<string, Instrument> instruments = properties.ToDictionary(name => name, name => (Instrument)copy.GetProperty(name)!.GetValue(null)!);

        // Whoever listens later finds them all.
        List<string> measured = [];
        using MeterListener later = new();
        later.InstrumentPublished = (instrument, listener) =>
        {
            if (instruments.ContainsValue(instrument))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        later.SetMeasurementEventCallback<double>((instrument, _, _, _) => measured.Add(instrument.Name));
        later.SetMeasurementEventCallback<long>((instrument, _, _, _) => measured.Add(instrument.Name));
        later.Start();
        foreach ((string name, Instrument instrument) in instruments)
        {
            Assert.Equal(((Instrument)typeof(ConnectorTelemetry).GetProperty(name)!.GetValue(null)!).Name, instrument.Name);
            switch (instrument)
            {
                case Histogram<double> histogram:
                    histogram.Record(1);
                    break;
                case Counter<long> counter:
                    counter.Add(1);
                    break;
                default:
                    ((UpDownCounter<long>)instrument).Add(1);
                    break;
            }
        }

        Assert.Equal(6, measured.Count);
        Assert.Equal(instruments.Values.Select(instrument => instrument.Name), measured);
    }

    [Fact]
    public void S125_the_source_of_spans_comes_to_be_whatever_a_listener_makes_of_it()
    {
        using ActivityListener throwing = new() { ShouldListenTo = source => ThrowForCopies(source.Name, source == ConnectorTelemetry.Source) };
        ActivitySource.AddActivityListener(throwing);
        _isThrowing = true;
        ActivitySource source = (ActivitySource)Copy().GetProperty(nameof(ConnectorTelemetry.Source))!.GetValue(null)!;

        using ActivityListener later = new()
        {
            ShouldListenTo = other => other == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(later);

        using Activity? span = source.StartActivity("x");
        Assert.NotNull(span);
        Assert.NotSame(ConnectorTelemetry.Source, source);
    }

    [Fact]
    public async Task S125_a_span_whose_start_one_listener_throws_over_ends_for_the_others()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        List<string> told = [];
        using ActivityListener other = Listen(started: _ => told.Add("started"), stopped: span => told.Add($"stopped {span.GetTagItem(AttributeNames.ActionSuccess)}"));
        using ActivityListener throwing = Listen(started: _ => throw new InvalidOperationException(), stopped: _ => { });

        await client.PingAsync(Token);

        Assert.Equal(["started", "stopped True"], told);
    }

    [Fact]
    public async Task S125_what_follows_a_span_whose_end_a_listener_throws_over_does_not_nest_below_it()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        using ActivityListener throwing = Listen(started: _ => { }, stopped: _ => throw new InvalidOperationException());
        using Activity outer = new("outer");
        outer.Start();
        List<Activity?> seen = [];
        using EventSubscription all = host.Manager.Subscribe(told => seen.Add(told is ActionCompletedEvent ? Activity.Current : outer), EventDelivery.Inline);

        await client.PingAsync(Token);

        Assert.Contains(outer, seen);
        Assert.All(seen, activity => Assert.Same(outer, activity));
    }

    [Fact]
    public async Task S125_calls_do_not_notice_who_throws_when_another_span_becomes_the_current_one()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        using ActivityListener listener = Listen(started: _ => { }, stopped: _ => { });
        int thrown = 0;
        EventHandler<ActivityChangedEventArgs> changed = (_, change) =>
        {
            if (change.Current?.Source == ConnectorTelemetry.Source)
            {
                thrown++;
                throw new InvalidOperationException();
            }
        };
        Activity.CurrentChanged += changed;
        try
        {
            Assert.Equal("x", (await client.EchoAsync("x", cancellationToken: Token)).Text);
            Assert.Equal(3, await client.CountAsync(3, Token).CountAsync(Token));
        }
        finally
        {
            Activity.CurrentChanged -= changed;
        }

        Assert.InRange(thrown, 2, int.MaxValue);
    }

    private static ActivityListener Listen(Action<Activity> started, Action<Activity> stopped)
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = source => source == ConnectorTelemetry.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = started,
            ActivityStopped = stopped,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>The telemetry of an SDK that hasn't been used yet.</summary>
    private static Type Copy() =>
        new AssemblyLoadContext("copy", isCollectible: true).LoadFromAssemblyPath(typeof(ConnectorTelemetry).Assembly.Location).GetType(typeof(ConnectorTelemetry).FullName!, throwOnError: true)!;

    private bool ThrowForCopies(string name, bool isOwn) => _isThrowing && name == ConnectorTelemetry.Name && !isOwn ? throw new InvalidOperationException("listener") : false;
}
