using System.Diagnostics;
using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Telemetry;

[Collection(nameof(TelemetryCollection))]
public sealed class SpanTests : IDisposable
{
    private readonly List<Activity> _spans = [];
    private readonly TracerProvider _provider;

    public SpanTests() =>
        _provider = Sdk.CreateTracerProviderBuilder().AddIgniterConnectorsInstrumentation().AddInMemoryExporter(_spans).Build();

    public void Dispose() => _provider.Dispose();

    [Fact]
    public async Task An_action_has_a_span_with_the_attributes_of_its_events()
    {
        await using TestHost host = new(listen: false);
        DemoScopedClient client = await host.ConnectedAsync();
        _spans.Clear();

        await client.EchoAsync("canary-input", 1, Token);

        Activity span = Assert.Single(_spans);
        Assert.Equal("Igniter.Connectors", span.Source.Name);
        Assert.Equal("connector.action demo.echo", span.DisplayName);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Equal(
            ["ctx.action.durationMs", "ctx.action.name", "ctx.action.success", "ctx.connector.identity", "ctx.connector.provider", "ctx.connector.scope"],
            span.TagObjects.Select(tag => tag.Key).Order(StringComparer.Ordinal));
        Assert.Equal("demo", span.GetTagItem("ctx.connector.provider"));
        Assert.Equal("organization", span.GetTagItem("ctx.connector.scope"));
        Assert.Equal("org_1", span.GetTagItem("ctx.connector.identity"));
        Assert.Equal("echo", span.GetTagItem("ctx.action.name"));
        Assert.Equal(true, span.GetTagItem("ctx.action.success"));
    }

    [Fact]
    public async Task A_failure_is_the_code_and_never_the_cause()
    {
        await using TestHost host = new(demo => demo.Echo = (_, _) => throw new InvalidOperationException("canary"), listen: false);
        DemoScopedClient client = await host.ConnectedAsync();
        _spans.Clear();

        await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, () => client.EchoAsync("x", 1, Token));

        Activity span = Assert.Single(_spans);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(ConnectorErrorCodes.ConnectorActionFailed, span.GetTagItem("error.type"));
        Assert.Equal(ConnectorErrorCodes.ConnectorActionFailed, span.GetTagItem("ctx.error.code"));
        Assert.Equal(false, span.GetTagItem("ctx.action.success"));
        Assert.Empty(span.Events);
        Assert.DoesNotContain("canary", span.StatusDescription + string.Join(' ', span.TagObjects), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_action_does_nests_under_its_span_and_the_callers_span_stays()
    {
        using ActivitySource source = new("caller");
        using ActivityListener listener = new() { ShouldListenTo = other => other == source, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        string? seen = null;
        await using TestHost host = new(
            demo => demo.Ping = async _ =>
            {
                await Task.Yield();
                seen = Activity.Current?.DisplayName;
            },
            listen: false);
        DemoScopedClient client = await host.ConnectedAsync();
        using Activity? caller = source.StartActivity("work");

        await client.PingAsync(Token);

        Assert.Equal("connector.action demo.ping", seen);
        Assert.Same(caller, Activity.Current);
        Assert.Equal(caller!.SpanId, _spans[^1].ParentSpanId);
    }

    [Fact]
    public async Task A_stream_runs_under_its_span_at_every_item_while_its_reader_does_not()
    {
        List<string?> inside = [];
        List<string?> outside = [];
        await using TestHost host = new(demo => demo.Count = (_, input) => WatchAsync(input.To), listen: false);
        DemoScopedClient client = await host.ConnectedAsync();
        _spans.Clear();

        await foreach (CountItem _ in client.CountAsync(3, Token))
        {
            outside.Add(Activity.Current?.DisplayName);
        }

        Assert.Equal(Enumerable.Repeat("connector.action demo.count", 3), inside);
        Assert.Equal(new string?[3], outside);
        Assert.Single(_spans);

        async IAsyncEnumerable<CountItem?> WatchAsync(int to)
        {
            for (int i = 0; i < to; i++)
            {
                await Task.Yield();
                inside.Add(Activity.Current?.DisplayName);
                yield return new CountItem(i);
            }
        }
    }

    [Fact]
    public async Task A_call_that_its_caller_gives_up_has_a_span_that_ends_without_error_status()
    {
        using CancellationTokenSource cancellation = new();
        await using TestHost host = new(
            demo => demo.Ping = call =>
            {
                cancellation.Cancel();
                call.CancellationToken.ThrowIfCancellationRequested();
                return ValueTask.CompletedTask;
            },
            listen: false);
        DemoScopedClient client = await host.ConnectedAsync();
        _spans.Clear();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PingAsync(cancellation.Token));

        Activity span = Assert.Single(_spans);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Equal("System.OperationCanceledException", span.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Connecting_has_a_span()
    {
        await using TestHost host = new(listen: false);

        await host.Client().ConnectAsync(Config, cancellationToken: Token);
        await FailsAsync(
            ConnectorErrorCodes.ConnectorAlreadyConnected, () => host.Client().ConnectAsync(Config, ConnectMode.CreateOnly, Token));

        Assert.Equal(["connector.connect", "connector.connect"], _spans.Select(span => span.DisplayName));
        Assert.Null(_spans[0].GetTagItem("error.type"));
        Assert.Equal(ConnectorErrorCodes.ConnectorAlreadyConnected, _spans[1].GetTagItem("error.type"));
    }

    [Theory]
    [InlineData(IdentityDisclosure.Omitted, null)]
    [InlineData(IdentityDisclosure.Hashed, 32)]
    public async Task S123_a_span_tells_the_identity_as_events_do(IdentityDisclosure disclosure, int? length)
    {
        await using TestHost host = new(
            build: builder => builder.Services.Configure<ConnectorsOptions>(options => options.EventIdentity = disclosure), listen: false);

        await host.Client("org_secret").ConnectAsync(Config, cancellationToken: Token);

        Activity span = Assert.Single(_spans);
        Assert.Equal(length, (span.GetTagItem("ctx.connector.identity") as string)?.Length);
        Assert.DoesNotContain("org_secret", string.Join(' ', span.TagObjects), StringComparison.Ordinal);
    }
}
