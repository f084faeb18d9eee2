using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors;

/// <summary>What the builder was told. One for each service collection.</summary>
internal sealed class ConnectorsSetup(IServiceCollection services)
{
    private readonly Dictionary<Type, ConnectorDefinition> _connectors = [];

    /// <summary>The connectors, in the order of registration.</summary>
    public List<ConnectorDefinition> Connectors { get; } = [];

    public List<ScopeDefinition> Scopes { get; } = [];

    /// <summary>What was configured for OAuth, by connector.</summary>
    public Dictionary<string, OAuthClientOptions> OAuth { get; } = new(StringComparer.Ordinal);

    public List<(Func<ConnectorEvent, Task> Handler, EventDelivery Delivery)> Subscriptions { get; } = [];

    /// <summary>How many <see cref="IConnectorEventHandler"/> are registered. They are resolved when the first event comes, since they may want the manager.</summary>
    public int EventHandlerCount => services.Count(service => service.ServiceType == typeof(IConnectorEventHandler));

    /// <summary>Whether a manager is being made: a connector that asks for it then would wait for itself.</summary>
    public bool IsInUse { get; set; }

    /// <returns>Whether it is new.</returns>
    public bool Add(Type connector, ConnectorDefinition definition)
    {
        if (!_connectors.TryAdd(connector, definition))
        {
            return false;
        }

        Connectors.Add(definition);
        return true;
    }
}
