using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class TimeLimitTests
{
    [Fact]
    public async Task An_action_that_runs_past_its_time_fails()
    {
        TaskCompletionSource entered = new();
        TaskCompletionSource disposed = new();
        Resource resource = new() { OnDispose = disposed.SetResult };
        await using TestHost host = new(demo =>
        {
            demo.Configure = d => d.TimeoutSeconds = 30;
            demo.Context = _ => new(resource);
            demo.Echo = async (call, _) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, call.CancellationToken);
                return null;
            };
        });
        DemoScopedClient client = await host.ConnectedAsync();

        Task<EchoOutput> running = client.EchoAsync("x", cancellationToken: Token);
        await entered.Task;
        host.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(running.IsCompleted);
        host.Time.Advance(TimeSpan.FromSeconds(1));

        ConnectorException error = await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, () => running);
        Assert.True(error.IsTransient);
        Assert.Contains("30 seconds", error.Message);
        await disposed.Task.WaitAsync(Token);
        ActionFailedEvent failed = host.Events.OfType<ActionFailedEvent>().Single();
        Assert.Equal(TimeSpan.FromSeconds(30), failed.Duration);
    }

    [Fact]
    public async Task An_action_that_ignores_its_token_is_left_alone_and_what_it_uses_is_disposed_when_it_is_done()
    {
        TaskCompletionSource entered = new();
        TaskCompletionSource<EchoOutput?> release = new();
        TaskCompletionSource disposed = new();
        Resource resource = new() { OnDispose = disposed.SetResult };
        await using TestHost host = new(demo =>
        {
            demo.Configure = d => d.TimeoutSeconds = 1;
            demo.Context = _ => new(resource);
            demo.Echo = async (call, _) =>
            {
                entered.SetResult();
                return await release.Task;
            };
        });
        DemoScopedClient client = await host.ConnectedAsync();

        Task<EchoOutput> running = client.EchoAsync("x", cancellationToken: Token);
        await entered.Task;
        host.Time.Advance(TimeSpan.FromSeconds(1));

        await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, () => running);
        Assert.Equal(0, resource.Disposals);
        release.SetException(new InvalidOperationException("nobody waits for this"));
        await disposed.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task The_time_of_making_the_context_counts()
    {
        TaskCompletionSource entered = new();
        await using TestHost host = new(demo =>
        {
            demo.Configure = d => d.TimeoutSeconds = 1;
            demo.Context = async call =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, call.CancellationToken);
                return null;
            };
        });
        DemoScopedClient client = await host.ConnectedAsync();

        Task<EchoOutput> running = client.EchoAsync("x", cancellationToken: Token);
        await entered.Task;
        host.Time.Advance(TimeSpan.FromSeconds(1));

        ConnectorException error = await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, () => running);
        Assert.EndsWith("ran past its 1 second.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_cancellation_is_told_from_the_time_limit()
    {
        TaskCompletionSource entered = new();
        await using TestHost host = new(demo =>
        {
            demo.Configure = d => d.TimeoutSeconds = 30;
            demo.Echo = async (call, _) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.Infinite, call.CancellationToken);
                return null;
            };
        });
        DemoScopedClient client = await host.ConnectedAsync();
        using CancellationTokenSource source = new();

        Task<EchoOutput> running = client.EchoAsync("x", cancellationToken: source.Token);
        await entered.Task;
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_stream_that_runs_past_its_time_fails()
    {
        TaskCompletionSource<bool> second = new();
        await using TestHost host = new(demo =>
        {
            demo.Configure = d => d.TimeoutSeconds = 5;
            demo.Count = (call, _) => SlowAsync(second.Task);
        });
        DemoScopedClient client = await host.ConnectedAsync();
        IAsyncEnumerator<CountItem> items = client.CountAsync(2, Token).GetAsyncEnumerator(Token);
        Assert.True(await items.MoveNextAsync());

        Task<bool> next = items.MoveNextAsync().AsTask();
        host.Time.Advance(TimeSpan.FromSeconds(5));

        await FailsAsync(ConnectorErrorCodes.ConnectorActionFailed, () => next);
        await items.DisposeAsync();
        second.SetResult(true);
        Assert.Equal(["action.started", "action.failed"], host.EventNames);
    }

    [Fact]
    public async Task What_is_done_in_time_is_not_touched_by_its_limit()
    {
        await using TestHost host = new(demo => demo.Configure = d => d.TimeoutSeconds = 5);
        DemoScopedClient client = await host.ConnectedAsync();

        Assert.Equal("x", (await client.EchoAsync("x", cancellationToken: Token)).Text);
        Assert.Equal(3, (await client.CountAsync(3, Token).ToListAsync(Token)).Count);
        host.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("x", (await client.EchoAsync("x", cancellationToken: Token)).Text);
    }

    private static async IAsyncEnumerable<CountItem?> SlowAsync(Task second)
    {
        yield return new CountItem(1);
        await second;
        yield return new CountItem(2);
    }
}
