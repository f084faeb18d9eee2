using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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

    /// <summary>Whether a named HTTP client is one of the SDK's: a connector's has its key.</summary>
    public bool NamesClient(string? name) => OAuthHttp.IsClientName(name) || Connectors.Exists(connector => connector.Key == name);

    /// <summary>Whether anything is there that logs are written to.</summary>
    public bool HasLogs => services.Any(service => service.ServiceType == typeof(ILoggerProvider)
        || (service.ServiceType == typeof(ILoggerFactory) && service.ImplementationType != typeof(LoggerFactory)));

    /// <summary>Whether the services have what only a container needs.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Whether a manager is being made: a connector that asks for it then would wait for itself.</summary>
    public bool IsInUse { get; set; }

    /// <summary>Adds a connector that isn't there yet.</summary>
    public void Add(Type connector, ConnectorDefinition definition)
    {
        if (_connectors.TryAdd(connector, definition))
        {
            Connectors.Add(definition);
        }
    }
}
