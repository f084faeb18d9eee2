using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>
/// A tenant: a scope and an identity within it. Generated clients are properties of it (<c>scope.Telegram</c>); the members here do the same by key,
/// for code that learns the connector at run time.
/// </summary>
public sealed class ConnectorScope
{
    private const int LongestName = 256;

    private readonly ScopeDefinition _definition;
    private readonly CallTarget?[] _targets;

    internal ConnectorScope(ConnectorEngine engine, ScopeDefinition definition, string identity, string connectionName)
    {
        Engine = engine;
        _definition = definition;
        _targets = new CallTarget?[engine.Catalog.Count];
        Identity = identity;
        ConnectionName = connectionName;
    }

    /// <summary>The scope's key, for example <c>organization</c>.</summary>
    public string Type => _definition.Key;

    /// <summary>The tenant's identity; empty where none was given.</summary>
    public string Identity { get; }

    /// <summary>The name of the connections that calls mean; empty for the unnamed ones.</summary>
    public string ConnectionName { get; }

    internal ConnectorEngine Engine { get; }

    private TenantKey Tenant => new(Type, Identity);

    /// <summary>The same tenant, its calls meaning the connections of this name: a second account of the same provider.</summary>
    /// <param name="name">The connections' name, at most 256 characters; empty for the unnamed ones.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_SCOPE_INVALID: the name is too long, or holds NUL or a lone surrogate.</exception>
    public ConnectorScope Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length <= LongestName && ConnectorNames.IsStorable(name)
            ? new ConnectorScope(Engine, _definition, Identity, name)
            : throw ConnectorErrors.ConnectionNameInvalid(Type, Identity, LongestName);
    }

    /// <summary>Lists the tenant's connections, oldest first (to the millisecond). Nothing is decrypted.</summary>
    /// <param name="query">Which of them; all (of this scope's <see cref="ConnectionName"/>, if it has one) when absent.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A page of them.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DATABASE_FAILED.</exception>
    public Task<ConnectionList> ListAsync(ConnectionQuery? query = null, CancellationToken cancellationToken = default) =>
        Engine.ListAsync(Tenant, WithName(query), cancellationToken);

    /// <summary>Counts the tenant's connections.</summary>
    /// <param name="query">Which of them; all (of this scope's <see cref="ConnectionName"/>, if it has one) when absent.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DATABASE_FAILED.</exception>
    public Task<long> CountAsync(ConnectionQuery? query = null, CancellationToken cancellationToken = default) =>
        Engine.CountAsync(Tenant, WithName(query), cancellationToken);

    /// <inheritdoc cref="ScopedClient.GetAsync"/>
    /// <param name="connector">The connector's key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Connection?> GetAsync(string connector, CancellationToken cancellationToken = default) =>
        Engine.GetAsync(TargetOf(connector), cancellationToken);

    /// <inheritdoc cref="ScopedClient{TConfig}.ConnectAsync"/>
    /// <param name="connector">The connector's key.</param>
    /// <param name="config">The configuration: a JSON object; left out for a connector without.</param>
    /// <param name="mode">What happens when there is a connection.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ConnectionResult> ConnectAsync(
        string connector, JsonElement config = default, ConnectMode mode = ConnectMode.Upsert, CancellationToken cancellationToken = default) =>
        Engine.ConnectJsonAsync(TargetOf(connector), config, mode, cancellationToken);

    /// <summary>
    /// Begins an authorization code flow (RFC 6749 section 4.1): set the cookie and send the browser to the address. The connection is stored when the
    /// provider sends it back to the callback.
    /// </summary>
    /// <param name="connector">The connector's key.</param>
    /// <param name="options">How, and with which configuration.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Where to send the browser.</returns>
    /// <exception cref="ConnectorException">
    /// CONNECTOR_OAUTH_NOT_CONFIGURED, CONNECTOR_CONFIG_INVALID, CONNECTOR_RETURN_URL_INVALID; CONNECTOR_CONFIGURATION_INVALID without a base URL.
    /// </exception>
    public Task<AuthorizationRequest> AuthorizeAsync(
        string connector, AuthorizeOptions<JsonElement>? options = null, CancellationToken cancellationToken = default) =>
        Engine.AuthorizeJsonAsync(TargetOf(connector), options ?? new AuthorizeOptions<JsonElement>(), cancellationToken);

    /// <summary>Replaces the whole configuration.</summary>
    /// <param name="connector">The connector's key.</param>
    /// <param name="config">The new configuration: a JSON object.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_NOT_CONNECTED, CONNECTOR_CONFIG_INVALID, CONNECTOR_CONFLICT.</exception>
    public Task<Connection> UpdateAsync(string connector, JsonElement config, CancellationToken cancellationToken = default) =>
        Engine.UpdateJsonAsync(TargetOf(connector), config, cancellationToken);

    /// <inheritdoc cref="ScopedClient.EnableAsync"/>
    /// <param name="connector">The connector's key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Connection> EnableAsync(string connector, CancellationToken cancellationToken = default) =>
        Engine.EnableAsync(TargetOf(connector), cancellationToken);

    /// <inheritdoc cref="ScopedClient.DisableAsync"/>
    /// <param name="connector">The connector's key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Connection> DisableAsync(string connector, CancellationToken cancellationToken = default) =>
        Engine.DisableAsync(TargetOf(connector), cancellationToken);

    /// <inheritdoc cref="ScopedClient.ToggleAsync"/>
    /// <param name="connector">The connector's key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Connection> ToggleAsync(string connector, CancellationToken cancellationToken = default) =>
        Engine.ToggleAsync(TargetOf(connector), cancellationToken);

    /// <inheritdoc cref="ScopedClient.DisconnectAsync"/>
    /// <param name="connector">The connector's key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<DisconnectResult> DisconnectAsync(string connector, CancellationToken cancellationToken = default) =>
        Engine.DisconnectAsync(TargetOf(connector), cancellationToken);

    /// <summary>
    /// Removes all of the tenant's connections (of this scope's <see cref="ConnectionName"/>, if it has one). Goes on after a failure and throws the
    /// first one in the end.
    /// </summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DATABASE_FAILED.</exception>
    public Task<IReadOnlyList<DisconnectResult>> DisconnectAllAsync(CancellationToken cancellationToken = default) =>
        Engine.DisconnectAllAsync(Tenant, WithName(null), cancellationToken);

    /// <summary>Runs the connector's connection test.</summary>
    /// <param name="connector">The connector's key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it has passed.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_TEST_FAILED; CONNECTOR_ACTION_NOT_FOUND when it has none.</exception>
    public Task TestAsync(string connector, CancellationToken cancellationToken = default) => Engine.TestAsync(TargetOf(connector), cancellationToken);

    /// <inheritdoc cref="ScopedClient.ReadWebhookUrlAsync"/>
    /// <param name="connector">The connector's key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Uri> GetWebhookUrlAsync(string connector, CancellationToken cancellationToken = default) =>
        Engine.GetWebhookUrlAsync(TargetOf(connector), cancellationToken);

    /// <inheritdoc cref="ScopedClient.ReplaceWebhookSecretAsync"/>
    /// <param name="connector">The connector's key.</param>
    /// <param name="grace">How long the addresses before it go on working; zero to end them at once.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<Uri> RotateWebhookSecretAsync(string connector, TimeSpan grace, CancellationToken cancellationToken = default) =>
        Engine.RotateWebhookSecretAsync(TargetOf(connector), grace, cancellationToken);

    /// <summary>Decrypts the configuration, as stored.</summary>
    /// <param name="connector">The connector's key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The configuration with its secrets.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_NOT_CONNECTED, CONNECTOR_DECRYPT_FAILED.</exception>
    public Task<JsonElement> RevealConfigAsync(string connector, CancellationToken cancellationToken = default) =>
        Engine.RevealJsonAsync(TargetOf(connector), cancellationToken);

    /// <summary>Names an action. Whether there is such a connector and action shows when it is called.</summary>
    /// <param name="connector">The connector's key.</param>
    /// <param name="action">The action's key.</param>
    /// <returns>The action.</returns>
    public ConnectorAction Action(string connector, string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new ConnectorAction(Engine.JsonActions, TargetOf(connector), action);
    }

    /// <summary>Subscribes to this tenant's events (of this scope's <see cref="ConnectionName"/>, if it has one).</summary>
    /// <param name="handler">Gets the events; what it throws is logged and never matters.</param>
    /// <param name="delivery">Whether operations wait for it.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public EventSubscription Subscribe(Action<ConnectorEvent> handler, EventDelivery delivery = EventDelivery.Background) =>
        Engine.Events.Subscribe(Filter, EventHandlers.Wrap(handler), delivery);

    /// <inheritdoc cref="Subscribe(Action{ConnectorEvent}, EventDelivery)"/>
    public EventSubscription Subscribe(Func<ConnectorEvent, Task> handler, EventDelivery delivery = EventDelivery.Background)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Engine.Events.Subscribe(Filter, handler, delivery);
    }

    /// <summary>Says whose scope it is.</summary>
    /// <returns>Scope and identity.</returns>
    public override string ToString() => Identity.Length == 0 ? Type : $"{Type} {Identity}";

    internal CallTarget TargetOf(ConnectorDefinition definition) =>
        Engine.Catalog.Find(definition) is { } connector
            ? _targets[connector.Index] ??= new CallTarget(connector, KeyOf(connector.Key), Fallback)
            : new CallTarget(null, KeyOf(definition.Key), ConnectionFallback.None);

    internal CallTarget TargetOf(string connector)
    {
        ArgumentNullException.ThrowIfNull(connector);
        return new CallTarget(Engine.Catalog.Find(connector), KeyOf(connector), Fallback);
    }

    private ConnectionFallback Fallback =>
        !_definition.RequiresIdentity && Identity.Length == 0 && ConnectionName.Length == 0 ? ConnectionFallback.DefaultConfig : ConnectionFallback.None;

    private EventFilter Filter => new(Type, Identity, ConnectionName.Length == 0 ? null : ConnectionName);

    private ConnectionKey KeyOf(string connector) => new(Type, Identity, connector, ConnectionName);

    private ConnectionQuery WithName(ConnectionQuery? query)
    {
        query ??= new ConnectionQuery();
        return query.Name is null && ConnectionName.Length > 0 ? query with { Name = ConnectionName } : query;
    }
}

/// <summary>A declared scope.</summary>
/// <param name="Key">Its key.</param>
/// <param name="RequiresIdentity">Whether its tenants must be named.</param>
internal sealed record ScopeDefinition(string Key, bool RequiresIdentity);
