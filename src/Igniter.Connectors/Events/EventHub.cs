using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>Brings events to their subscribers. Costs nothing while nobody listens: ask <see cref="IsListening"/> before making an event.</summary>
internal sealed class EventHub(TimeProvider time, IdentityAttribute identity, TextRedactor redactor, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private volatile EventSubscription[] _subscriptions = [];

    public TimeProvider Time { get; } = time;

    /// <summary>Whether anybody wants events of this connection.</summary>
    public bool IsListening(ConnectionKey key)
    {
        foreach (EventSubscription subscription in _subscriptions)
        {
            if (subscription.Accepts(key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What an event of now says about its origin.</summary>
    public EventOrigin OriginOf(ConnectionKey key) => new(Time.GetUtcNow(), key, identity);

    /// <summary>What everybody says about an exception.</summary>
    public Failure FailureOf(Exception exception) => Failure.Of(exception, redactor);

    /// <summary>Hands an event to everybody who wants it; waits only for handlers that asked for that.</summary>
    public async ValueTask PublishAsync(ConnectorEvent connectorEvent)
    {
        foreach (EventSubscription subscription in _subscriptions)
        {
            if (subscription.Accepts(connectorEvent))
            {
                await subscription.DeliverAsync(connectorEvent).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Has a span say what an event says, and publishes it.</summary>
    public ValueTask TellAsync(Activity? span, ConnectorEvent told)
    {
        span?.Tell(told);
        return PublishAsync(told);
    }

    /// <summary>Tells error.occurred.</summary>
    public ValueTask TellErrorAsync(ConnectionKey key, string operation, Failure failure, Activity? span = null) =>
        span is not null || IsListening(key) ? TellAsync(span, new ErrorOccurredEvent(OriginOf(key), operation, failure)) : ValueTask.CompletedTask;

    public EventSubscription Subscribe(EventFilter filter, Func<ConnectorEvent, Task> handler, EventDelivery delivery)
    {
        EventSubscription subscription = new(this, filter, handler, delivery, logger);
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions, subscription];
        }

        return subscription;
    }

    public void Remove(EventSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = Array.FindAll(_subscriptions, other => other != subscription);
        }
    }

    /// <summary>Lets handlers finish what was published, for a few seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        EventSubscription[] subscriptions;
        lock (_lock)
        {
            subscriptions = _subscriptions;
            _subscriptions = [];
        }

        if (subscriptions.Length == 0)
        {
            return;
        }

        await Task.WhenAny(Task.WhenAll(subscriptions.Select(subscription => subscription.DrainAsync())), Task.Delay(Patience, TimeProvider.System)).ConfigureAwait(false);
        Array.ForEach(subscriptions, subscription => subscription.GiveUp());
    }
}
