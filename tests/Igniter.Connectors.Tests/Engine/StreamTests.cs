using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class StreamTests
{
    [Fact]
    public async Task Items_come_as_the_method_yields_them()
    {
        await using TestHost host = new();
        DemoScopedClient client = await host.ConnectedAsync();

        List<CountItem> items = await client.CountAsync(3, Token).ToListAsync(Token);

        Assert.Equal([new(1), new(2), new(3)], items);
        Assert.Equal(["action.started", "action.completed"], host.EventNames);
    }

    [Fact]
    public async Task Nothing_happens_before_the_enumeration_begins()
    {
        RecordingStore store = new();
        await using TestHost host = new(store: store);

        _ = host.Client().CountAsync(3, Token);

        Assert.Empty(store.Calls);
        Assert.Empty(host.Events);
    }

    [Fact]
    public async Task The_context_lives_until_the_enumeration_ends()
    {
        Resource resource = new();
        await using TestHost host = new(demo => demo.Context = _ => new(resource));
        DemoScopedClient client = await host.ConnectedAsync();

        await foreach (CountItem item in client.CountAsync(3, Token))
        {
            Assert.Equal(0, resource.Disposals);
            Assert.InRange(item.Value, 1, 3);
        }

        Assert.Equal(1, resource.Disposals);
    }

    [Fact]
    public async Task Leaving_the_enumeration_early_disposes_everything_and_counts_as_success()
    {
        Resource resource = new();
        bool finished = false;
        await using TestHost host = new(demo =>
        {
            demo.Context = _ => new(resource);
            demo.Count = (call, input) => EndlessAsync(() => finished = true);
        });
        DemoScopedClient client = await host.ConnectedAsync();

        await foreach (CountItem _ in client.CountAsync(3, Token))
        {
            break;
        }

        Assert.True(finished);
        Assert.Equal(1, resource.Disposals);
        Assert.Equal(["action.started", "action.completed"], host.EventNames);
    }

    [Fact]
    public async Task Each_item_is_checked()
    {
        await using TestHost host = new(demo => demo.Count = (call, input) => Items(new CountItem(1), new CountItem(100)));
        DemoScopedClient client = await host.ConnectedAsync();
        List<int> seen = [];

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionOutputInvalid,
            async () =>
            {
                await foreach (CountItem item in client.CountAsync(3, Token))
                {
                    seen.Add(item.Value);
                }
            });

        Assert.Equal([1], seen);
        Assert.Equal("value", Assert.Single(error.Metadata.Errors).Path);
        Assert.Equal(["action.started", "action.failed"], host.EventNames);
        host.Demo.Count = (call, input) => Items((CountItem?)null);
        await FailsAsync(
            ConnectorErrorCodes.ConnectorActionOutputInvalid, async () => await client.CountAsync(3, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_failure_at_any_point_is_one_error_and_one_event()
    {
        Resource resource = new();
        await using TestHost host = new(demo => demo.Context = _ => new(resource));
        DemoScopedClient client = await host.ConnectedAsync();

        await FailsAsync(ConnectorErrorCodes.ConnectorNotConnected, async () => await client.Named("x").CountAsync(1, Token).ToListAsync(Token));
        host.Demo.Count = (_, _) => throw new InvalidOperationException("canary");
        await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, async () => await client.CountAsync(1, Token).ToListAsync(Token));
        host.Demo.Count = (_, _) => FailingAsync();
        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorActionFailed, async () => await client.CountAsync(1, Token).ToListAsync(Token));

        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Equal(2, resource.Disposals);
        Assert.Equal(
            ["action.started", "action.failed", "action.started", "action.failed", "action.started", "action.failed"], host.EventNames);
    }

    [Fact]
    public async Task Either_token_cancels_a_stream()
    {
        await using TestHost host = new(demo => demo.Count = (call, _) => WaitingAsync(call.CancellationToken));
        DemoScopedClient client = await host.ConnectedAsync();

        foreach (bool viaEnumerator in (bool[])[false, true])
        {
            using CancellationTokenSource source = new();
            IAsyncEnumerable<CountItem> stream = client.CountAsync(1, viaEnumerator ? default : source.Token);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (CountItem _ in stream.WithCancellation(viaEnumerator ? source.Token : default))
                {
                    await source.CancelAsync();
                }
            });
        }

        Assert.Equal(["action.started", "action.failed", "action.started", "action.failed"], host.EventNames);
    }

    private static async IAsyncEnumerable<CountItem?> Items(params CountItem?[] items)
    {
        foreach (CountItem? item in items)
        {
            await Task.Yield();
            yield return item;
        }
    }

    private static async IAsyncEnumerable<CountItem?> EndlessAsync(Action finished)
    {
        try
        {
            while (true)
            {
                await Task.Yield();
                yield return new CountItem(1);
            }
        }
        finally
        {
            finished();
        }
    }

    private static async IAsyncEnumerable<CountItem?> FailingAsync()
    {
        yield return new CountItem(1);
        await Task.Yield();
        throw new InvalidOperationException("canary");
    }

    private static async IAsyncEnumerable<CountItem?> WaitingAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new CountItem(1);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
