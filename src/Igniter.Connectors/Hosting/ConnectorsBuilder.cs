using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Igniter.Connectors;

/// <summary>
/// Puts the SDK together: connectors, scopes, store. What is missing or wrong shows when the host starts or <see cref="ConnectorManager"/> is first
/// resolved.
/// </summary>
public sealed class ConnectorsBuilder
{
    private readonly IServiceCollection _services;
    private readonly ConnectorsSetup _setup;
    private ContainerFeature? _container;

    internal ConnectorsBuilder(IServiceCollection services, ConnectorsSetup setup)
    {
        _services = services;
        _setup = setup;
    }

    /// <summary>The services that the SDK is added to.</summary>
    public IServiceCollection Services
    {
        get
        {
            if (IsOwner)
            {
                Lead(ContainerFeature.Present);
            }

            return _services;
        }
    }

    /// <summary>Whether this builder's services are nobody else's.</summary>
    internal bool IsOwner { get; init; }

    /// <summary>Adds a connector. Adding it again changes nothing.</summary>
    /// <typeparam name="TConnector">A class with <see cref="ConnectorAttribute"/>.</typeparam>
    /// <returns>This builder.</returns>
    public ConnectorsBuilder AddConnector<TConnector>()
        where TConnector : class, IConnector =>
        AddConnector(typeof(TConnector), TConnector.Definition);

    /// <summary>Adds a scope. <c>AddConnectors()</c> adds those that are declared by <see cref="ConnectorScopeAttribute"/>.</summary>
    /// <param name="key">Its stable key, <c>[a-z][a-z0-9_-]*</c>, at most 64 characters.</param>
    /// <param name="requiresIdentity">Whether its tenants must be named.</param>
    /// <returns>This builder.</returns>
    public ConnectorsBuilder AddScope(string key, bool requiresIdentity = true)
    {
        ArgumentNullException.ThrowIfNull(key);
        _setup.Scopes.Add(new ScopeDefinition(key, requiresIdentity));
        return this;
    }

    /// <summary>Keeps connections in a store. The last one given is used; disposing it is the caller's business.</summary>
    /// <param name="store">The store.</param>
    /// <returns>This builder.</returns>
    public ConnectorsBuilder UseStore(IConnectorStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _services.Replace(ServiceDescriptor.Singleton(store));
        return this;
    }

    /// <summary>Keeps connections in a store that is made once, and disposed with the services.</summary>
    /// <param name="create">Makes the store.</param>
    /// <returns>This builder.</returns>
    public ConnectorsBuilder UseStore(Func<IServiceProvider, IConnectorStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        if (IsOwner)
        {
            // It may ask the services for anything.
            Lead(ContainerFeature.Present);
        }

        return ReplaceStore(create);
    }

    /// <summary>Keeps connections in memory: for tests and trials.</summary>
    /// <returns>This builder.</returns>
    public ConnectorsBuilder UseInMemory() => ReplaceStore(_ => new InMemoryConnectorStore());

    /// <summary>
    /// Replaces the encryption of configuration values, tokens and webhook secrets, in both directions. <c>IGNITER_SECRET</c> stays needed for look-up
    /// hashes.
    /// </summary>
    /// <param name="encryptor">The encryption.</param>
    /// <returns>This builder.</returns>
    public ConnectorsBuilder UseEncryptor(IConnectorEncryptor encryptor)
    {
        ArgumentNullException.ThrowIfNull(encryptor);
        _services.Replace(ServiceDescriptor.Singleton(encryptor));
        return this;
    }

    /// <summary>
    /// Says which OAuth client the application is at a connector's provider. It takes precedence over the configuration section
    /// <c>Igniter:Connectors:{key}:OAuth</c>; an <see cref="IOAuthClientResolver"/> takes precedence over both.
    /// </summary>
    /// <param name="connector">The connector's key.</param>
    /// <param name="configure">Sets client id and secret, and endpoints where a deployment has its own.</param>
    /// <returns>This builder.</returns>
    public ConnectorsBuilder ConfigureOAuth(string connector, Action<OAuthClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(connector);
        ArgumentNullException.ThrowIfNull(configure);
        if (!_setup.OAuth.TryGetValue(connector, out OAuthClientOptions? options))
        {
            _setup.OAuth.Add(connector, options = new OAuthClientOptions());
        }

        configure(options);
        return this;
    }

    /// <summary>
    /// Renews the grants of idle connections before their refresh tokens die, and deletes what has expired in the store. On any number of nodes: each
    /// connection is one node's work at a time.
    /// </summary>
    /// <returns>This builder.</returns>
    public ConnectorsBuilder AddConnectorRefreshService()
    {
        _services.AddConnectorRefreshService();
        return this;
    }

    /// <summary>Subscribes to <see cref="ConnectorConnectedEvent"/>.</summary>
    /// <param name="handler">Gets the events; what it throws is logged and never matters.</param>
    /// <param name="delivery">Whether operations wait for it.</param>
    /// <returns>This builder.</returns>
    public ConnectorsBuilder OnConnect(Action<ConnectorConnectedEvent> handler, EventDelivery delivery = EventDelivery.Background) =>
        Subscribe(EventHandlers.Wrap(handler), delivery);

    /// <inheritdoc cref="OnConnect(Action{ConnectorConnectedEvent}, EventDelivery)"/>
    public ConnectorsBuilder OnConnect(Func<ConnectorConnectedEvent, Task> handler, EventDelivery delivery = EventDelivery.Background) =>
        Subscribe(EventHandlers.Wrap(handler), delivery);

    /// <summary>Subscribes to <see cref="ConnectorDisconnectedEvent"/>.</summary>
    /// <param name="handler">Gets the events; what it throws is logged and never matters.</param>
    /// <param name="delivery">Whether operations wait for it.</param>
    /// <returns>This builder.</returns>
    public ConnectorsBuilder OnDisconnect(Action<ConnectorDisconnectedEvent> handler, EventDelivery delivery = EventDelivery.Background) =>
        Subscribe(EventHandlers.Wrap(handler), delivery);

    /// <inheritdoc cref="OnDisconnect(Action{ConnectorDisconnectedEvent}, EventDelivery)"/>
    public ConnectorsBuilder OnDisconnect(Func<ConnectorDisconnectedEvent, Task> handler, EventDelivery delivery = EventDelivery.Background) =>
        Subscribe(EventHandlers.Wrap(handler), delivery);

    /// <summary>Subscribes to the failures of actions and all other operations.</summary>
    /// <param name="handler">Gets the events; what it throws is logged and never matters.</param>
    /// <param name="delivery">Whether operations wait for it.</param>
    /// <returns>This builder.</returns>
    public ConnectorsBuilder OnError(Action<ConnectorFailureEvent> handler, EventDelivery delivery = EventDelivery.Background) =>
        Subscribe(EventHandlers.Wrap(handler), delivery);

    /// <inheritdoc cref="OnError(Action{ConnectorFailureEvent}, EventDelivery)"/>
    public ConnectorsBuilder OnError(Func<ConnectorFailureEvent, Task> handler, EventDelivery delivery = EventDelivery.Background) =>
        Subscribe(EventHandlers.Wrap(handler), delivery);

    /// <summary>Subscribes to all events.</summary>
    /// <param name="handler">Gets the events; what it throws is logged and never matters.</param>
    /// <param name="delivery">Whether operations wait for it.</param>
    /// <returns>This builder.</returns>
    public ConnectorsBuilder OnEvent(Action<ConnectorEvent> handler, EventDelivery delivery = EventDelivery.Background) =>
        Subscribe(EventHandlers.Wrap(handler), delivery);

    /// <inheritdoc cref="OnEvent(Action{ConnectorEvent}, EventDelivery)"/>
    public ConnectorsBuilder OnEvent(Func<ConnectorEvent, Task> handler, EventDelivery delivery = EventDelivery.Background) =>
        Subscribe(EventHandlers.Wrap(handler), delivery);

    /// <summary>Ends what <see cref="ConnectorManager.CreateBuilder"/> began.</summary>
    /// <returns>The manager. Disposing it disposes what was registered here.</returns>
    /// <exception cref="ConnectorException">The set-up is incomplete or wrong.</exception>
    /// <exception cref="InvalidOperationException">The builder belongs to a host: resolve <see cref="ConnectorManager"/> from its services instead.</exception>
    public ConnectorManager Build()
    {
        if (!IsOwner)
        {
            throw new InvalidOperationException($"This builder belongs to a host. Resolve {nameof(ConnectorManager)} from the host's services.");
        }

        if (_container is null && _setup.Connectors.Find(connector => connector.Container is not null)?.Container is { } needed)
        {
            Lead(needed);
        }

        IServiceProvider services = _container?.Build(_services) ?? new OwnServices(_services);
        try
        {
            return ConnectorManager.Build(services);
        }
        catch
        {
            ((IAsyncDisposable)services).DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    internal ConnectorsBuilder AddConnector(Type connector, ConnectorDefinition definition)
    {
        _setup.Add(connector, definition);
        return this;
    }

    private ConnectorsBuilder Subscribe(Func<ConnectorEvent, Task> handler, EventDelivery delivery)
    {
        _setup.Subscriptions.Add((handler, delivery));
        return this;
    }

    private ConnectorsBuilder ReplaceStore(Func<IServiceProvider, IConnectorStore> create)
    {
        _services.Replace(ServiceDescriptor.Singleton(create));
        return this;
    }

    private void Lead(ContainerFeature container)
    {
        if (_container is null)
        {
            _container = container;
            container.Complete(_services, _setup);
        }
    }
}
