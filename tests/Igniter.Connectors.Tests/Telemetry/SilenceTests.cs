using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Igniter.Connectors.Descriptors;
using Igniter.Connectors.Tests.Engine;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>P17: while nobody listens, telemetry allocates nothing.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class SilenceTests
{
    private const int Calls = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly ConnectionKey Key = new("organization", "org_1", "demo", "");

    [Fact]
    public async Task P17_an_action_allocates_exactly_what_its_stages_do_without_telemetry()
    {
        await using TestHost host = new(listen: false);
        await host.ConnectedAsync();
        Action action = Pipeline(host);
        Action stages = Stages(host);
        AllocateTheSame(stages, action);

        using (TelemetryRecorder _ = new())
        {
            Assert.True(BytesOf(action) > BytesOf(stages));
        }

        using (EventSubscription _ = host.Manager.Subscribe(_ => { }, EventDelivery.Inline))
        {
            Assert.True(BytesOf(action) > BytesOf(stages));
        }

        AllocateTheSame(stages, action);
    }

    [Fact]
    public async Task P17_spans_metrics_and_events_allocate_nothing()
    {
        await using TestHost host = new(listen: false);
        EventHub events = host.Manager.Engine.Events;
        Failure failure = events.FailureOf(new ConnectorException("X", "x"));
        ReportStage report = new(events);
        CallTarget target = new(host.Manager.Engine.Catalog.Find(host.Definition), Key, ConnectionFallback.None);
        Dictionary<string, Action> helpers = new()
        {
            ["a span"] = () => Spans.Start("connector.action", Key, events, "demo", "echo")?.Dispose(),
            ["the report of an action"] = () => Report(report, target),
            ["a failure"] = () => Complete(events.TellErrorAsync(Key, "get", failure)),
        };
        foreach ((string name, Action helper) in helpers)
        {
            AllocateTheSame(() => { }, helper, because: name);
        }

        using EventSubscription all = host.Manager.Subscribe(_ => { }, EventDelivery.Inline);
        using TelemetryRecorder telemetry = new();
        foreach ((string name, Action helper) in helpers)
        {
            Assert.True(BytesOf(helper) > 0, name);
        }
    }

    [Fact]
    public async Task An_action_that_is_only_measured_allocates_its_report_and_no_event()
    {
        await using TestHost host = new(listen: false);
        ReportStage report = new(host.Manager.Engine.Events);
        CallTarget target = new(host.Manager.Engine.Catalog.Find(host.Definition), Key, ConnectionFallback.None);
        using MeterListener meter = new() { InstrumentPublished = (instrument, listener) => Enable(instrument, listener) };
        meter.Start();
        ConnectorException error = new("X", "x");

        AllocateTheSame(() => RuntimeHelpers.GetUninitializedObject(typeof(ActionReport)), () => Complete(report.Start(target, "echo")!.CompletedAsync()));
        AllocateTheSame(
            () =>
            {
                RuntimeHelpers.GetUninitializedObject(typeof(ActionReport));
                RuntimeHelpers.GetUninitializedObject(typeof(Failure));
            },
            () => Complete(report.Start(target, "echo")!.FailedAsync(error)));

        static void Enable(Instrument instrument, MeterListener listener)
        {
            if (instrument.Meter.Name == ConnectorTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        }
    }

    [Fact]
    public async Task P17_the_observed_store_allocates_what_the_store_does()
    {
        await using TestHost host = new(listen: false);
        await host.ConnectedAsync();
        ObservedStore observed = new(host.Store, host.Manager.Engine.Events);
        Action get = () => Result(observed.GetAsync(Key, Token));
        Action bare = () => Result(host.Store.GetAsync(Key, Token));

        AllocateTheSame(bare, get);

        using EventSubscription all = host.Manager.Subscribe(_ => { }, EventDelivery.Inline);
        Assert.True(BytesOf(get) > BytesOf(bare));
    }

    private static Action Pipeline(TestHost host)
    {
        ActionPipeline pipeline = host.Manager.Engine.Actions;
        (CallTarget target, ActionDefinition<EchoInput, EchoOutput> action, EchoInput input) = CallOf(host);
        return () => Result(pipeline.CallAsync(target, action, input, null, CancellationToken.None));
    }

    /// <summary>The pipeline's stages on the store itself, one after the other, with nothing that reports.</summary>
    private static Action Stages(TestHost host)
    {
        StoredConfigReader configs = host.Manager.Engine.Configs;
        (CallTarget target, ActionDefinition<EchoInput, EchoOutput> action, EchoInput input) = CallOf(host);
        RegisteredConnector connector = target.Connector!;
        CancellationToken none = CancellationToken.None;
        NoGrants grants = new();
        return () =>
        {
            ConnectionRecord? record = Result(host.Store.GetAsync(target.Key, none));
            ScopeStage.Run(record, action, grants);
            object? config = Result(configs.ReadAsync(connector, record, none));
            EchoInput value = ValidateStage.ReadInput(target, action, action.Input, input, null);
            ConnectorCall call = new(connector, target.Key, config, none, null);
            EchoOutput output = Result(CallStage.RunAsync(action, call, value, null, none));
            CheckStage.Run(target, action, action.Output, output, null);
        };
    }

    private static void Report(ReportStage report, CallTarget target)
    {
        if (report.IsWanted(target.Key))
        {
            report.Start(target, "echo").CompletedAsync().AsTask().Wait(Token);
        }
    }

    private static (CallTarget Target, ActionDefinition<EchoInput, EchoOutput> Action, EchoInput Input) CallOf(TestHost host) =>
    (
        new(host.Manager.Engine.Catalog.Find(host.Definition), Key, ConnectionFallback.None),
        host.Definition.Actions.OfType<ActionDefinition<EchoInput, EchoOutput>>().Single(),
        new EchoInput { Text = "x" });

    /// <summary>Whatever is measured runs to its end at once: on another thread its allocations wouldn't be seen.</summary>
    private static T Result<T>(ValueTask<T> pending)
    {
        Assert.True(pending.IsCompleted);
        return pending.GetAwaiter().GetResult();
    }

    private static void Complete(ValueTask pending)
    {
        Assert.True(pending.IsCompleted);
        pending.GetAwaiter().GetResult();
    }

    /// <summary>
    /// Both are measured in turns until they agree, since the compiler may turn an allocation into none while they run, in one before the other. What
    /// allocates more for good never agrees.
    /// </summary>
    private static void AllocateTheSame(Action bare, Action observed, string because = "")
    {
        long started = Stopwatch.GetTimestamp();
        (long expected, long actual) = (0, -1);
        while (expected != actual && Stopwatch.GetElapsedTime(started) < Patience)
        {
            (expected, actual) = (BytesOf(bare), BytesOf(observed));
        }

        Assert.True(expected == actual, $"{because} {actual} bytes instead of {expected}");
    }

    /// <summary>What a call allocates once everything is warm.</summary>
    private static long BytesOf(Action call)
    {
        for (int i = 0; i < Calls; i++)
        {
            call();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Calls; i++)
        {
            call();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
