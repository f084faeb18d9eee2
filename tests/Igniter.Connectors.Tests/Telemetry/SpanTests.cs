using System.Diagnostics;
using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Telemetry;

[Collection(nameof(TelemetryCollection))]
public sealed class SpanTests : IDisposable
{
    private readonly TelemetryRecorder _telemetry = new();

    public void Dispose() => _telemetry.Dispose();

    [Fact]
    public async Task An_actions_span_says_what_the_event_of_its_end_says()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();
        _telemetry.ClearSpans();

        await client.EchoAsync("canary-input", 1, Token);

        Activity span = Assert.Single(_telemetry.Spans);
        Assert.Equal("connector.action demo.echo", span.DisplayName);
        IReadOnlyDictionary<string, object> told = host.Events.OfType<ActionCompletedEvent>().Single().Attributes;
        Assert.Equal(told.OrderBy(attribute => attribute.Key), span.TagObjects.OrderBy(tag => tag.Key).Select(tag => KeyValuePair.Create(tag.Key, tag.Value!)));
    }

    [Fact]
    public async Task A_failure_is_the_code_and_never_the_cause()
    {
        await using TestHost host = new(demo => demo.Echo = (_, _) => throw new InvalidOperationException("canary"), listen: false);
        DemoScopedClient client = await host.ConnectedAsync();
        _telemetry.ClearSpans();

        await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, () => client.EchoAsync("x", 1, Token));

        Activity span = Assert.Single(_telemetry.Spans);
        Assert.Equal(ConnectorErrorCodes.ConnectorActionFailed, span.GetTagItem("error.type"));
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
        Assert.Equal(caller!.SpanId, _telemetry.Spans[^1].ParentSpanId);
    }

    [Fact]
    public async Task A_stream_runs_under_its_span_at_every_item_while_its_reader_does_not()
    {
        List<string?> inside = [];
        List<string?> outside = [];
        await using TestHost host = new(demo => demo.Count = (_, input) => WatchAsync(input.To), listen: false);
        DemoScopedClient client = await host.ConnectedAsync();
        _telemetry.ClearSpans();

        await foreach (CountItem _ in client.CountAsync(3, Token))
        {
            outside.Add(Activity.Current?.DisplayName);
        }

        Assert.Equal(Enumerable.Repeat("connector.action demo.count", 3), inside);
        Assert.Equal(new string?[3], outside);
        Assert.Single(_telemetry.Spans);

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

    [Theory]
    [InlineData(IdentityDisclosure.Omitted, null)]
    [InlineData(IdentityDisclosure.Hashed, 32)]
    public async Task S123_a_span_tells_the_identity_as_events_do(IdentityDisclosure disclosure, int? length)
    {
        await using TestHost host = new(
            build: builder => builder.Services.Configure<ConnectorsOptions>(options => options.EventIdentity = disclosure), listen: false);

        await host.Client("org_secret").ConnectAsync(Config, cancellationToken: Token);

        Activity span = Assert.Single(_telemetry.Spans);
        Assert.Equal(length, (span.GetTagItem("ctx.connector.identity") as string)?.Length);
        Assert.DoesNotContain("org_secret", string.Join(' ', span.TagObjects), StringComparison.Ordinal);
    }
}
