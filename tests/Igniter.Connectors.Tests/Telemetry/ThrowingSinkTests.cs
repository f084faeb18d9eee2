using System.Diagnostics;
using System.Diagnostics.Metrics;
using Igniter.Connectors.Tests.Engine;
using Igniter.Connectors.Tests.OAuth;
using Igniter.Connectors.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Telemetry;

/// <summary>Sinks that throw whatever they are told: logs, traces, metrics and event handlers.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class ThrowingSinkTests : IDisposable
{
    private readonly List<string> _thrown = [];
    private readonly ActivityListener _traces;
    private readonly MeterListener _metrics = new();
    private bool _throwsAtStart;

    public ThrowingSinkTests()
    {
        _traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ConnectorTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ =>
            {
                if (_throwsAtStart)
                {
                    Throw("start of a span");
                }
            },
            ActivityStopped = _ => Throw("end of a span"),
        };
        ActivitySource.AddActivityListener(_traces);
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ConnectorTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _metrics.SetMeasurementEventCallback<double>((_, _, _, _) => Throw("duration"));
        _metrics.SetMeasurementEventCallback<long>((_, _, _, _) => Throw("count"));
        _metrics.Start();
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _traces.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S125_calls_and_connections_do_not_notice(bool alreadyAtTheStart)
    {
        _throwsAtStart = alreadyAtTheStart;
        await using TestHost host = new(
            demo =>
            {
                demo.Context = _ => new(new Resource { OnDispose = () => throw new InvalidOperationException() });
                demo.Configure = definition =>
                {
                    definition.OnConnect = (_, _) => throw new InvalidOperationException();
                    definition.OnDisconnect = (_, _) => throw new InvalidOperationException();
                };
            },
            Build);
        DemoScopedClient client = host.Client();

        await client.ConnectAsync(Config, cancellationToken: Token);
        Assert.Equal("xx", (await client.EchoAsync("x", 2, Token)).Text);
        Assert.Equal(3, await client.CountAsync(cancellationToken: Token).CountAsync(Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorActionInputInvalid, () => client.EchoAsync("x", 9, Token));
        await FailsAsync(ConnectorErrorCodes.ConnectorActionNotFound, async () => throw (await host.Scope().Action("demo", "none").CallAsync(default, Token)).Error!);
        await client.DisconnectAsync(Token);
        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, () => client.PingAsync(Token));

        AllThrew("count", "a log");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S125_flows_and_renewals_do_not_notice(bool alreadyAtTheStart)
    {
        _throwsAtStart = alreadyAtTheStart;
        await using OAuthHost host = await OAuthHost.StartAsync(build: Build);

        await host.ConnectAsync();
        host.Test.Time.Advance(TimeSpan.FromHours(2));
        await host.SeeAsync();

        Assert.Equal(2, host.Server.TokenRequests.Length);
        AllThrew("count");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S125_deliveries_do_not_notice(bool alreadyAtTheStart)
    {
        _throwsAtStart = alreadyAtTheStart;
        await using WebhookHost host = new(configure: setup => setup.Build = Build);
        string path = await host.ConnectAsync();

        Assert.Equal(200, (await host.SendAsync(path)).StatusCode);
        host.Work = (_, _) => throw new InvalidOperationException();
        Assert.Equal(500, (await host.SendAsync(path, id: "msg_2")).StatusCode);

        Assert.Equal(2, host.Runs.Count);
        AllThrew("a log");
    }

    private void Build(ConnectorsBuilder builder)
    {
        builder.Services.AddLogging(logging => logging.AddProvider(new ThrowingLogs(this)));
        builder.OnEvent(_ => Throw("an event"), EventDelivery.Inline);
    }

    private void AllThrew(params string[] further)
    {
        lock (_thrown)
        {
            Assert.Superset(new HashSet<string>(["an event", _throwsAtStart ? "start of a span" : "end of a span", "duration", .. further]), _thrown.ToHashSet());
        }
    }

    private void Throw(string what)
    {
        lock (_thrown)
        {
            _thrown.Add(what);
        }

        throw new InvalidOperationException(what);
    }

    private sealed class ThrowingLogs(ThrowingSinkTests test) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // What else logs in this process isn't meant.
            if (eventId.Name is "EventHandlerFailed" or "HookFailed" or "DisposalFailed" or "WebhookFailed")
            {
                test.Throw("a log");
            }
        }

        public void Dispose()
        {
        }
    }
}
