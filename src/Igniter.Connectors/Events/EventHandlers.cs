namespace Igniter.Connectors;

/// <summary>Handlers in the one form that subscriptions know.</summary>
internal static class EventHandlers
{
    public static Func<ConnectorEvent, Task> Wrap<TEvent>(Action<TEvent> handler)
        where TEvent : ConnectorEvent
    {
        ArgumentNullException.ThrowIfNull(handler);
        return connectorEvent =>
        {
            if (connectorEvent is TEvent wanted)
            {
                handler(wanted);
            }

            return Task.CompletedTask;
        };
    }

    public static Func<ConnectorEvent, Task> Wrap<TEvent>(Func<TEvent, Task> handler)
        where TEvent : ConnectorEvent
    {
        ArgumentNullException.ThrowIfNull(handler);
        return connectorEvent => connectorEvent is TEvent wanted ? handler(wanted) : Task.CompletedTask;
    }
}
