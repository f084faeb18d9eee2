using Igniter.Connectors;

namespace Gateway;

/// <summary>Logs each event under its name, at its level, with its attributes.</summary>
internal sealed class EventLog(ILogger<EventLog> logger) : IConnectorEventHandler
{
    public Task HandleAsync(ConnectorEvent connectorEvent)
    {
        if (logger.IsEnabled(connectorEvent.Level))
        {
            logger.Log(
                connectorEvent.Level,
                new EventId(0, connectorEvent.Name),
                connectorEvent.Attributes.ToArray(),
                exception: null,
                (_, _) => Observability.ShortNameOf(connectorEvent));
        }

        return Task.CompletedTask;
    }
}
