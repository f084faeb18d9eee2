using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>A handler's subscription. Disposing it ends it: events that still wait are forgotten.</summary>
public sealed class EventSubscription : IDisposable
{
    private const int Capacity = 1000;

    private readonly EventHub _hub;
    private readonly EventFilter _filter;
    private readonly Func<ConnectorEvent, Task> _handler;
    private readonly ILogger _logger;
    private readonly Channel<ConnectorEvent>? _waiting;
    private readonly Task _pump = Task.CompletedTask;
    private volatile bool _isOver;
    private long _dropped;

    internal EventSubscription(EventHub hub, EventFilter filter, Func<ConnectorEvent, Task> handler, EventDelivery delivery, ILogger logger)
    {
        _hub = hub;
        _filter = filter;
        _handler = handler;
        _logger = logger;
        if (delivery == EventDelivery.Background)
        {
            _waiting = Channel.CreateBounded<ConnectorEvent>(Capacity);

            // The pump outlives the caller, whose ambient state (an activity, a user) is none of its business.
            using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
            _pump = Task.Run(PumpAsync);
        }
    }

    /// <summary>How many events were dropped because the handler was too slow.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <inheritdoc/>
    public void Dispose()
    {
        _isOver = true;
        _waiting?.Writer.TryComplete();
        _hub.Remove(this);
    }

    internal bool Accepts(ConnectionKey key) => _filter.Accepts(key.Scope, key.Identity, key.Name);

    internal bool Accepts(ConnectorEvent connectorEvent) => _filter.Accepts(connectorEvent.Scope, connectorEvent.Identity, connectorEvent.ConnectionName);

    internal ValueTask DeliverAsync(ConnectorEvent connectorEvent)
    {
        if (_waiting is null)
        {
            return _isOver ? ValueTask.CompletedTask : new(HandleAsync(connectorEvent));
        }

        if (!_waiting.Writer.TryWrite(connectorEvent) && !_isOver && Drop() == 1)
        {
            Log.EventsDropped(_logger, Capacity);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Takes no more events and waits for those that were accepted.</summary>
    internal Task DrainAsync()
    {
        _waiting?.Writer.TryComplete();
        return _pump;
    }

    /// <summary>Waits no longer: what the handler hasn't got by now is dropped.</summary>
    internal void GiveUp()
    {
        long dropped = 0;
        while (_waiting?.Reader.TryRead(out _) == true)
        {
            Drop();
            dropped++;
        }

        if (dropped > 0)
        {
            Log.EventsLeft(_logger, dropped);
        }
    }

    private long Drop()
    {
        ConnectorTelemetry.DroppedEvents.Count();
        return Interlocked.Increment(ref _dropped);
    }

    private async Task PumpAsync()
    {
        await foreach (ConnectorEvent connectorEvent in _waiting!.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (_isOver)
            {
                return;
            }

            await HandleAsync(connectorEvent).ConfigureAwait(false);
        }
    }

    private async Task HandleAsync(ConnectorEvent connectorEvent)
    {
        try
        {
            await _handler(connectorEvent).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.EventHandlerFailed(_logger, connectorEvent.Name, exception.GetType().Name, exception.StackTrace);
        }
    }
}

/// <summary>Whose events a handler gets; a <see langword="null"/> member doesn't restrict.</summary>
internal readonly record struct EventFilter(string? Scope, string? Identity, string? ConnectionName)
{
    public bool Accepts(string scope, string identity, string connectionName) =>
        (Scope is null || Scope == scope) && (Identity is null || Identity == identity) && (ConnectionName is null || ConnectionName == connectionName);
}
