namespace Igniter.Connectors;

/// <summary>Gets the events of all tenants in the background. Register it in dependency injection; what it throws is logged and never matters.</summary>
public interface IConnectorEventHandler
{
    /// <summary>Handles an event.</summary>
    /// <param name="connectorEvent">The event.</param>
    /// <returns>When it is handled; the next event comes after that.</returns>
    Task HandleAsync(ConnectorEvent connectorEvent);
}
