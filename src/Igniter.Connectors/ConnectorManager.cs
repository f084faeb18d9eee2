using System.Text.Json;
using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors;

/// <summary>The entry point: scopes, connectors, and what concerns all tenants. Resolve it from dependency injection, or build it without a host.</summary>
public sealed class ConnectorManager : IDisposable, IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, ScopeDefinition> _scopes;
    private readonly RequestRouter _router;
    private IAsyncDisposable? _ownServices;
    private bool _isDisposed;

    internal ConnectorManager(
        ConnectorEngine engine,
        IReadOnlyDictionary<string, ScopeDefinition> scopes,
        IConnectorStore store,
        ConnectorKeys keys,
        RequestRouter router)
    {
        _scopes = scopes;
        _router = router;
        Engine = engine;
        Store = store;
        Keys = keys;
    }

    /// <summary>The registered connectors, in the order of registration.</summary>
    public IReadOnlyList<ConnectorDescriptor> Connectors => field ??= [.. Engine.Catalog.All.Select(connector => connector.Descriptor)];

    /// <summary>Where connections are kept. What is read from it holds secrets as envelopes.</summary>
    public IConnectorStore Store { get; }

    /// <summary>Looks after encryption keys.</summary>
    public ConnectorKeys Keys { get; }

    internal ConnectorEngine Engine { get; }

    /// <summary>Starts a manager without a host; <see cref="ConnectorsBuilder.Build"/> ends it.</summary>
    /// <param name="configure">Changes settings.</param>
    /// <returns>The builder.</returns>
    public static ConnectorsBuilder CreateBuilder(Action<ConnectorsOptions>? configure = null)
    {
        ServiceCollection services = new();
        return new ConnectorsBuilder(services, ConnectorsRegistrations.Add(services, configure)) { IsOwner = true };
    }

    /// <summary>A tenant's scope.</summary>
    /// <param name="type">The scope's key, for example <c>organization</c>.</param>
    /// <param name="identity">
    /// The tenant's identity, taken as it is: letter case, white space and Unicode form matter. <see langword="null"/>, empty and white space are none.
    /// </param>
    /// <returns>The scope.</returns>
    /// <exception cref="ConnectorException">
    /// CONNECTOR_SCOPE_INVALID: the scope isn't declared, or the identity holds NUL or a lone surrogate. CONNECTOR_SCOPE_IDENTIFIER_REQUIRED: it needs
    /// an identity.
    /// </exception>
    public ConnectorScope Scope(string type, string? identity = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!_scopes.TryGetValue(type, out ScopeDefinition? definition))
        {
            throw ConnectorErrors.ScopeUnknown(type, _scopes.Keys);
        }

        if (string.IsNullOrWhiteSpace(identity))
        {
            return definition.RequiresIdentity ? throw ConnectorErrors.IdentityRequired(type) : new ConnectorScope(Engine, definition, "", "");
        }

        return ConnectorNames.IsStorable(identity)
            ? new ConnectorScope(Engine, definition, identity, "")
            : throw ConnectorErrors.IdentityInvalid(type);
    }

    /// <summary>Describes a connector.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The description.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_NOT_FOUND.</exception>
    public ConnectorDescriptor GetConnector(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Engine.Catalog.Find(key)?.Descriptor ?? throw ConnectorErrors.NotFound(new ConnectionKey("", "", key, ""));
    }

    /// <summary>Lists connections of all tenants, for operators. Nothing is decrypted.</summary>
    /// <param name="query">Which of them; all when absent.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A page of them.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DATABASE_FAILED.</exception>
    public Task<ConnectionList> ListAsync(ConnectionQuery? query = null, CancellationToken cancellationToken = default) =>
        Engine.ListAllAsync(query ?? new ConnectionQuery(), cancellationToken);

    /// <summary>Names an action that is called with the connector's default configuration, without a connection.</summary>
    /// <param name="connector">The connector's key.</param>
    /// <param name="action">The action's key.</param>
    /// <returns>The action.</returns>
    public ConnectorAction Action(string connector, string action)
    {
        ArgumentNullException.ThrowIfNull(connector);
        ArgumentNullException.ThrowIfNull(action);
        return new ConnectorAction(Engine.JsonActions, Engine.UnscopedTargetOf(connector), action);
    }

    /// <summary>Encrypts the secrets of a configuration as they are stored for a connection, for example to move data in.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="connector">The connector's key.</param>
    /// <param name="config">The configuration: a JSON object. It isn't validated.</param>
    /// <param name="name">The connection's name; the scope's <see cref="ConnectorScope.ConnectionName"/> when empty.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The configuration, its secrets replaced by envelopes that only this connection can open.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_NOT_FOUND, CONNECTOR_CONFIG_INVALID, CONNECTOR_ENCRYPT_FAILED.</exception>
    public Task<JsonElement> EncryptConfigAsync(
        ConnectorScope scope, string connector, JsonElement config, string name = "", CancellationToken cancellationToken = default) =>
        Engine.EncryptConfigAsync(TargetOf(scope, connector, name), config, cancellationToken);

    /// <summary>Decrypts what <see cref="EncryptConfigAsync"/> returned.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="connector">The connector's key.</param>
    /// <param name="config">The configuration: a JSON object with an envelope for each secret.</param>
    /// <param name="name">The connection's name; the scope's <see cref="ConnectorScope.ConnectionName"/> when empty.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The configuration with its secrets.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_NOT_FOUND, CONNECTOR_CONFIG_INVALID, CONNECTOR_DECRYPT_FAILED.</exception>
    public Task<JsonElement> DecryptConfigAsync(
        ConnectorScope scope, string connector, JsonElement config, string name = "", CancellationToken cancellationToken = default) =>
        Engine.DecryptConfigAsync(TargetOf(scope, connector, name), config, cancellationToken);

    /// <summary>
    /// Answers a provider's request, whatever web framework it came through: an OAuth callback or a webhook delivery. What is wrong with a request is
    /// an answer, never an exception.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer.</returns>
    public ValueTask<ConnectorResponse> HandleAsync(ConnectorRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _router.HandleAsync(request, cancellationToken);
    }

    /// <summary>Subscribes to the events of all tenants.</summary>
    /// <param name="handler">Gets the events; what it throws is logged and never matters.</param>
    /// <param name="delivery">Whether operations wait for it.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public EventSubscription Subscribe(Action<ConnectorEvent> handler, EventDelivery delivery = EventDelivery.Background) =>
        Engine.Events.Subscribe(default, EventHandlers.Wrap(handler), delivery);

    /// <inheritdoc cref="Subscribe(Action{ConnectorEvent}, EventDelivery)"/>
    public EventSubscription Subscribe(Func<ConnectorEvent, Task> handler, EventDelivery delivery = EventDelivery.Background)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Engine.Events.Subscribe(default, handler, delivery);
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>
    /// Tries to store renewed tokens that the database didn't take, lets event handlers finish, each for a few seconds, and ends a store that was built
    /// without a host.
    /// </summary>
    /// <returns>When that is done.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await Engine.EndAsync().ConfigureAwait(false);
        await Engine.Events.DisposeAsync().ConfigureAwait(false);
        if (_ownServices is { } services)
        {
            await services.DisposeAsync().ConfigureAwait(false);
        }
    }

    internal static ConnectorManager Build(IServiceProvider services)
    {
        ConnectorManager manager = services.GetRequiredService<ConnectorManager>();
        manager._ownServices = (IAsyncDisposable)services;
        return manager;
    }

    private static CallTarget TargetOf(ConnectorScope scope, string connector, string name)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(name);
        return (name.Length == 0 ? scope : scope.Named(name)).TargetOf(connector);
    }
}
