using Igniter.Connectors.Tests.Engine;
using OpenTelemetry.Metrics;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Telemetry;

[Collection(nameof(TelemetryCollection))]
public sealed class MetricTests : IDisposable
{
    private readonly TelemetryRecorder _telemetry = new();

    public void Dispose() => _telemetry.Dispose();

    [Fact]
    public async Task Calls_are_measured_by_connector_scope_action_and_error()
    {
        await using TestHost host = new(demo => demo.Ping = _ => throw new InvalidOperationException(), listen: false);
        DemoScopedClient client = await host.ConnectedAsync();

        await client.EchoAsync("x", 1, Token);
        await client.EchoAsync("x", 1, Token);
        await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, () => client.PingAsync(Token));

        Assert.Equal(
            [
                ("ctx.action.name=echo ctx.connector.provider=demo ctx.connector.scope=organization", 2),
                ("ctx.action.name=ping ctx.connector.provider=demo ctx.connector.scope=organization error.type=CONNECTOR_ACTION_FAILED", 1),
            ],
            Points("igniter.connectors.action.duration").Select(point => (TagsOf(point), point.GetHistogramCount())).Order());
    }

    [Fact]
    public async Task What_runs_is_counted_while_it_runs()
    {
        TaskCompletionSource running = new();
        TaskCompletionSource go = new();
        await using TestHost host = new(
            demo => demo.Ping = async _ =>
            {
                running.SetResult();
                await go.Task;
            },
            listen: false);
        DemoScopedClient client = await host.ConnectedAsync();

        Task call = client.PingAsync(Token);
        await running.Task;
        Assert.Equal(1, Assert.Single(Points("igniter.connectors.action.active")).GetSumLong());
        go.SetResult();
        await call;

        Assert.Equal(0, Assert.Single(Points("igniter.connectors.action.active")).GetSumLong());
    }

    [Fact]
    public async Task S123_names_that_callers_make_up_are_one_value()
    {
        await using TestHost host = new(listen: false);
        await host.ConnectedAsync();

        for (int i = 0; i < 3; i++)
        {
            await host.Scope().Action(DemoConnector.Key, $"made-up-{i}").CallAsync(Json("{}"), Token);
            await host.Scope().Action($"made-up-{i}", "echo").CallAsync(Json("{}"), Token);
        }

        Assert.Equal(
            [
                "ctx.action.name=_OTHER ctx.connector.provider=_OTHER ctx.connector.scope=organization error.type=CONNECTOR_NOT_FOUND",
                "ctx.action.name=_OTHER ctx.connector.provider=demo ctx.connector.scope=organization error.type=CONNECTOR_ACTION_NOT_FOUND",
            ],
            Points("igniter.connectors.action.duration").Select(TagsOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_store_is_measured_by_operation_and_error()
    {
        await using TestHost host = new(listen: false);
        DemoScopedClient client = await host.ConnectedAsync();
        await client.EchoAsync("x", 1, Token);
        RecordingStore broken = new() { Before = _ => throw new IOException() };
        await using TestHost failing = new(store: broken, listen: false);
        await FailsAsync(ConnectorErrorCodes.ConnectorDatabaseFailed, () => failing.Client().GetAsync(Token));

        string[] tags = [.. Points("igniter.connectors.store.duration").Select(TagsOf)];
        Assert.Contains("ctx.adapter.operation=get", tags);
        Assert.Contains("ctx.adapter.operation=upsert", tags);
        Assert.Contains("ctx.adapter.operation=get error.type=CONNECTOR_DATABASE_FAILED", tags);
    }

    [Fact]
    public async Task S125_dropped_events_are_counted()
    {
        await using TestHost host = new(listen: false);
        TaskCompletionSource release = new();
        using EventSubscription slow = host.Manager.Subscribe(_ => release.Task);

        for (int i = 0; i < 1010; i++)
        {
            await host.Client().GetAsync(Token);
        }

        Assert.InRange(slow.Dropped, 9, 10);
        Assert.Equal(slow.Dropped, Assert.Single(Points("igniter.connectors.events.dropped")).GetSumLong());
        release.SetResult();
    }

    private IReadOnlyList<MetricPoint> Points(string metric) => _telemetry.Points(metric);

    private static string TagsOf(MetricPoint point) => TelemetryRecorder.TagsOf(point);
}
