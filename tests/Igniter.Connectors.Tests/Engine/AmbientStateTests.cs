using Igniter.Connectors.Descriptors;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

/// <summary>What an action changes of its ambient state stays with it, as from any asynchronous method, whether or not somebody listens.</summary>
public sealed class AmbientStateTests
{
    private static readonly AsyncLocal<string> Ambient = new();

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task An_action_that_returns_at_once_changes_nothing_for_its_caller(bool isListening, bool failsAfterwards)
    {
        await using TestHost host = new(listen: isListening);
        await host.ConnectedAsync();
        Ambient.Value = "caller";

        string seen = Call(host, failsAfterwards);

        Assert.Equal(("caller", "caller"), (seen, Ambient.Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nor_where_the_flow_of_ambient_state_is_suppressed(bool isListening)
    {
        await using TestHost host = new(listen: isListening);
        await host.ConnectedAsync();
        Ambient.Value = "caller";

        string seen;
        using (ExecutionContext.SuppressFlow())
        {
            seen = Call(host, failsAfterwards: false);
        }

        Assert.Equal(("caller", "caller"), (seen, Ambient.Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nor_does_its_synchronization_context_stay(bool isListening)
    {
        await using TestHost host = new(listen: isListening);
        await host.ConnectedAsync();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext? after = null;

        Run(host, () => SynchronizationContext.SetSynchronizationContext(new SynchronizationContext()), () => after = SynchronizationContext.Current);

        Assert.Same(before, after);
    }

    [Fact]
    public async Task Nor_do_handlers_of_its_events_see_it()
    {
        await using TestHost host = new(listen: false);
        await host.ConnectedAsync();
        List<string?> seen = [];
        using EventSubscription all = host.Manager.Subscribe(_ => seen.Add(Ambient.Value), EventDelivery.Inline);
        Ambient.Value = "caller";

        Call(host, failsAfterwards: false);

        Assert.All(seen, value => Assert.Equal("caller", value));
        Assert.NotEmpty(seen);
    }

    /// <returns>What the caller sees right after the call.</returns>
    private static string Call(TestHost host, bool failsAfterwards)
    {
        string seen = "";
        Run(
            host,
            () =>
            {
                Assert.Equal("caller", Ambient.Value);
                Ambient.Value = "action";
                if (failsAfterwards)
                {
                    throw new InvalidOperationException();
                }
            },
            () => seen = Ambient.Value!);
        return seen;
    }

    /// <summary>Calls an action without awaiting it: the end of an asynchronous caller would restore everything.</summary>
    private static void Run(TestHost host, Action action, Action afterwards)
    {
        bool hasRun = false;
        ActionDefinition<NoValue, NoValue> definition = new()
        {
            Key = "synchronous",
            Invoke = (_, _) =>
            {
                hasRun = true;
                action();
                return new(default(NoValue));
            },
        };
        CallTarget target = new(host.Manager.Engine.Catalog.Find(host.Definition), new ConnectionKey("organization", "org_1", "demo", ""), ConnectionFallback.None);

        ValueTask<NoValue> pending = host.Manager.Engine.Actions.CallAsync(target, definition, default, null, Token);
        afterwards();

        Assert.True(hasRun);
        _ = pending.AsTask().ContinueWith(ended => ended.Exception, Token, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
