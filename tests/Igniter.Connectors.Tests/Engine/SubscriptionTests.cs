using Microsoft.Extensions.DependencyInjection;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task A_scopes_subscription_gets_the_events_of_that_tenant_only()
    {
        await using TestHost host = new();
        List<string> seen = [];
        using EventSubscription one = host.Scope("org_1").Subscribe(e => seen.Add("1 " + e.Identity), EventDelivery.Inline);
        using EventSubscription named = host.Scope("org_1").Named("x").Subscribe(e => seen.Add("x " + e.ConnectionName), EventDelivery.Inline);
        host.Manager.Scope("user", "org_1").Subscribe(e => seen.Add("user"), EventDelivery.Inline);

        await host.Client("org_2").ConnectAsync(Config, cancellationToken: Token);
        Assert.Empty(seen);
        await host.Client("org_1").ConnectAsync(Config, cancellationToken: Token);
        Assert.Equal(["1 org_1"], seen.Distinct());
        seen.Clear();
        await host.Client("org_1").Named("x").ConnectAsync(Config, cancellationToken: Token);
        Assert.Equal(["1 org_1", "x x"], seen.Distinct());
    }

    [Fact]
    public async Task A_subscription_ends_when_it_is_disposed()
    {
        await using TestHost host = new();
        int count = 0;
        EventSubscription subscription = host.Manager.Subscribe(_ => count++, EventDelivery.Inline);
        await host.Client().GetAsync(Token);
        Assert.Equal(1, count);

        subscription.Dispose();
        subscription.Dispose();
        await host.Client().GetAsync(Token);

        Assert.Equal(1, count);
    }

    [Fact]
    public async Task Events_are_delivered_in_the_background_in_their_order_unless_asked_otherwise()
    {
        await using TestHost host = new(listen: false);
        List<string> seen = [];
        TaskCompletionSource done = new();
        int? handlerThread = null;
        host.Manager.Subscribe(async e =>
        {
            await Task.Yield();
            handlerThread ??= Environment.CurrentManagedThreadId;
            seen.Add(e.Name);
            if (e is ConnectorDisconnectedEvent)
            {
                done.SetResult();
            }
        });

        await host.Client().ConnectAsync(Config, cancellationToken: Token);
        await host.Client().DisableAsync(Token);
        await host.Client().DisconnectAsync(Token);

        await done.Task.WaitAsync(Token);
        Assert.Equal(
            ["connector.connected", "connector.disabled", "connector.disconnected"],
            seen.Where(name => !name.Contains("adapter", StringComparison.Ordinal)).Select(name => name["igniter.connectors.".Length..]));
    }

    [Fact]
    public async Task S125_Lesson_37_a_blocking_handler_delays_no_operation_and_no_other_handler()
    {
        await using TestHost host = new(listen: false);
        using ManualResetEventSlim blocked = new();
        TaskCompletionSource other = new();
        using EventSubscription slow = host.Manager.Subscribe(_ => blocked.Wait(Token));
        host.Manager.Subscribe(e =>
        {
            if (e is ActionCompletedEvent)
            {
                other.TrySetResult();
            }
        });
        DemoScopedClient client = host.Client();
        await client.ConnectAsync(Config, cancellationToken: Token);

        await client.PingAsync(Token);

        await other.Task.WaitAsync(Token);
        Assert.False(blocked.IsSet);
        blocked.Set();
    }

    [Fact]
    public async Task S125_events_beyond_what_a_slow_handler_has_room_for_are_dropped_and_counted()
    {
        await using TestHost host = new(listen: false);
        using ManualResetEventSlim blocked = new();
        TaskCompletionSource entered = new();
        using EventSubscription slow = host.Manager.Subscribe(_ =>
        {
            entered.TrySetResult();
            blocked.Wait(Token);
        });
        await host.Client().GetAsync(Token);
        await entered.Task.WaitAsync(Token);

        for (int i = 0; i < 1005; i++)
        {
            await host.Client().GetAsync(Token);
        }

        Assert.Equal(5, slow.Dropped);
        Assert.Single(host.Logs.Messages, message => message.Contains("too slow", StringComparison.Ordinal));
        blocked.Set();
    }

    [Fact]
    public async Task S125_events_that_a_handler_never_gets_to_before_the_end_are_dropped_and_counted()
    {
        TestHost host = new(listen: false);
        TaskCompletionSource entered = new();
        TaskCompletionSource release = new();
        EventSubscription stuck = host.Manager.Subscribe(_ =>
        {
            entered.SetResult();
            return release.Task;
        });
        await host.Client().GetAsync(Token);
        await entered.Task.WaitAsync(Token);
        await host.Client().GetAsync(Token);
        await host.Client().GetAsync(Token);

        await host.DisposeAsync();

        Assert.Equal(2, stuck.Dropped);
        Assert.Single(host.Logs.Messages, message => message.Contains("2 events are dropped", StringComparison.Ordinal));
        release.SetResult();
    }

    [Theory]
    [InlineData(EventDelivery.Inline)]
    [InlineData(EventDelivery.Background)]
    public async Task S125_a_throwing_handler_is_logged_and_changes_nothing(EventDelivery delivery)
    {
        await using TestHost host = new(listen: false);
        TaskCompletionSource reached = new();
        host.Manager.Subscribe((Action<ConnectorEvent>)(_ => throw new InvalidOperationException("canary")), delivery);
        host.Manager.Subscribe(
            async e =>
            {
                await Task.Yield();
                if (e is ActionFailedEvent)
                {
                    reached.SetResult();
                }

                throw new InvalidOperationException("canary");
            },
            delivery);
        DemoScopedClient client = host.Client();

        await client.ConnectAsync(Config, cancellationToken: Token);
        await client.PingAsync(Token);
        ConnectorException error = await FailsAsync(ConnectorErrorCodes.ConnectorActionInputInvalid, () => client.EchoAsync("x", 9, Token));

        Assert.Equal("echo", error.Metadata.Action);
        await reached.Task.WaitAsync(Token);
        await host.Manager.DisposeAsync();
        Assert.Contains(host.Logs.Messages, message => message.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs.Messages, message => message.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_inline_handler_is_waited_for()
    {
        await using TestHost host = new(listen: false);
        TaskCompletionSource release = new();
        host.Manager.Subscribe(_ => release.Task, EventDelivery.Inline);

        Task<Connection?> get = host.Client().GetAsync(Token);
        Assert.False(get.IsCompleted);
        release.SetResult();

        Assert.Null(await get);
    }

    [Fact]
    public async Task Disposing_the_manager_lets_handlers_finish()
    {
        TestHost host = new(listen: false);
        List<ConnectorEvent> seen = [];
        TaskCompletionSource release = new();
        host.Manager.Subscribe(async e =>
        {
            await release.Task;
            seen.Add(e);
        });
        await host.Client().GetAsync(Token);
        await host.Client().GetAsync(Token);

        Task disposed = host.DisposeAsync().AsTask();
        Assert.False(disposed.IsCompleted);
        release.SetResult();
        await disposed;

        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task Handlers_from_dependency_injection_get_every_event_and_may_want_the_manager()
    {
        await using TestHost host = new(
            build: builder => builder.Services
                .AddSingleton<IConnectorEventHandler, WantsManager>()
                .AddSingleton<IConnectorEventHandler, Second>(),
            listen: false);

        await host.Client("org_1").GetAsync(Token);
        await host.Client("org_2").GetAsync(Token);
        await host.Manager.DisposeAsync();

        Assert.Equal(["first org_1", "first org_2", "second org_1", "second org_2"], Second.Seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_builders_short_forms_are_subscriptions()
    {
        List<string> seen = [];
        await using TestHost host = new(
            build: builder => builder
                .OnConnect(e => seen.Add($"connect {e.EncryptedFields}"), EventDelivery.Inline)
                .OnConnect(async e =>
                {
                    await Task.Yield();
                    seen.Add("connect again");
                }, EventDelivery.Inline)
                .OnDisconnect(e => seen.Add("disconnect"), EventDelivery.Inline)
                .OnDisconnect(e =>
                {
                    seen.Add("disconnect again");
                    return Task.CompletedTask;
                }, EventDelivery.Inline)
                .OnError(e => seen.Add(e.ErrorCode), EventDelivery.Inline)
                .OnError(e =>
                {
                    seen.Add("error again");
                    return Task.CompletedTask;
                }, EventDelivery.Inline)
                .OnEvent(e => seen.Add(e is AdapterEvent ? "" : e.Name), EventDelivery.Inline)
                .OnEvent(e => Task.CompletedTask, EventDelivery.Inline),
            listen: false);

        await host.Client().ConnectAsync(Config, cancellationToken: Token);
        await host.Client().DisconnectAsync(Token);
        await Assert.ThrowsAsync<ConnectorException>(() => host.Client().PingAsync(Token));

        Assert.Equal(
            [
                "connect 1", "connect again", "igniter.connectors.connector.connected",
                "disconnect", "disconnect again", "igniter.connectors.connector.disconnected",
                "igniter.connectors.action.started",
                "CONNECTOR_NOT_CONNECTED", "error again", "igniter.connectors.action.failed",
            ],
            seen.Where(text => text.Length > 0));
    }

    private sealed class WantsManager(ConnectorManager manager) : IConnectorEventHandler
    {
        public Task HandleAsync(ConnectorEvent connectorEvent)
        {
            Assert.NotEmpty(manager.Connectors);
            Second.Add("first " + connectorEvent.Identity);
            return Task.CompletedTask;
        }
    }

    private sealed class Second : IConnectorEventHandler
    {
        public static List<string> Seen { get; } = [];

        public static void Add(string text)
        {
            lock (Seen)
            {
                Seen.Add(text);
            }
        }

        public Task HandleAsync(ConnectorEvent connectorEvent)
        {
            Add("second " + connectorEvent.Identity);
            return Task.CompletedTask;
        }
    }
}
