using System.ComponentModel;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Base of the generated client of one connector in one scope. It means the scope's connection of that connector.</summary>
public abstract class ScopedClient
{
    private readonly ConnectorScope _scope;

    /// <summary>For generated code.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="definition">The connector.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ScopedClient(ConnectorScope scope, ConnectorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(definition);
        _scope = scope;
        Target = scope.TargetOf(definition);
    }

    private protected CallTarget Target { get; }

    private protected ConnectorEngine Engine => _scope.Engine;

    /// <summary>Reads the connection. Nothing is decrypted.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connection, or <see langword="null"/>.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DATABASE_FAILED.</exception>
    public Task<Connection?> GetAsync(CancellationToken cancellationToken = default) => Engine.GetAsync(Target, cancellationToken);

    /// <summary>Switches the connection on.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_NOT_CONNECTED, CONNECTOR_CONFLICT.</exception>
    public Task<Connection> EnableAsync(CancellationToken cancellationToken = default) => Engine.EnableAsync(Target, cancellationToken);

    /// <summary>Switches the connection off: actions fail with CONNECTOR_DISABLED until it is switched on again.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_NOT_CONNECTED, CONNECTOR_CONFLICT.</exception>
    public Task<Connection> DisableAsync(CancellationToken cancellationToken = default) => Engine.DisableAsync(Target, cancellationToken);

    /// <summary>Switches the connection on if it is off, and off if it is on.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_NOT_CONNECTED, CONNECTOR_CONFLICT.</exception>
    public Task<Connection> ToggleAsync(CancellationToken cancellationToken = default) => Engine.ToggleAsync(Target, cancellationToken);

    /// <summary>Removes the connection.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What became of its grant.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_NOT_CONNECTED.</exception>
    public Task<DisconnectResult> DisconnectAsync(CancellationToken cancellationToken = default) => Engine.DisconnectAsync(Target, cancellationToken);

    /// <summary>For generated code: the scope, its connection name changed.</summary>
    /// <param name="name">The connection's name.</param>
    /// <returns>The scope.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ConnectorScope ScopeNamed(string name) => _scope.Named(name);

    /// <summary>For generated code: connects a connector without configuration.</summary>
    /// <param name="mode">What happens when there is a connection.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connection.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<ConnectionResult> ConnectWithoutConfigAsync(ConnectMode mode, CancellationToken cancellationToken) =>
        Engine.ConnectAsync(Target, config: null, mode, cancellationToken);

    /// <summary>For generated code: begins an authorization code flow for a connector without configuration.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Where to send the browser.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<AuthorizationRequest> AuthorizeConnectionAsync(AuthorizeOptions? options, CancellationToken cancellationToken) =>
        Engine.AuthorizeAsync(Target, options ?? new AuthorizeOptions(), null, cancellationToken);

    /// <summary>For generated code: runs the connection test.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it has passed.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task TestConnectionAsync(CancellationToken cancellationToken) => Engine.TestAsync(Target, cancellationToken);

    /// <summary>Tells the address for the provider to post this connection's events to. Whoever knows it can post to it.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ConnectorException">
    /// CONNECTOR_NOT_CONNECTED, CONNECTOR_WEBHOOK_NOT_CONFIGURED, CONNECTOR_DECRYPT_FAILED; CONNECTOR_CONFIGURATION_INVALID when no base URL is set.
    /// </exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<Uri> ReadWebhookUrlAsync(CancellationToken cancellationToken) => Engine.GetWebhookUrlAsync(Target, cancellationToken);

    /// <summary>Gives the webhook a new secret and thereby a new address.</summary>
    /// <param name="grace">How long the addresses before it go on working; zero to end them at once.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The new address.</returns>
    /// <exception cref="ConnectorException">
    /// CONNECTOR_NOT_CONNECTED, CONNECTOR_WEBHOOK_NOT_CONFIGURED, CONNECTOR_CONFLICT; CONNECTOR_CONFIGURATION_INVALID when no base URL is set.
    /// </exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<Uri> ReplaceWebhookSecretAsync(TimeSpan grace, CancellationToken cancellationToken) =>
        Engine.RotateWebhookSecretAsync(Target, grace, cancellationToken);

    /// <summary>For generated code: calls an action.</summary>
    /// <typeparam name="TInput">Its input.</typeparam>
    /// <typeparam name="TOutput">Its result.</typeparam>
    /// <param name="action">The action.</param>
    /// <param name="input">The input.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The result.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<TOutput> InvokeAsync<TInput, TOutput>(
        ActionDefinition<TInput, TOutput> action, TInput input, CancellationToken cancellationToken) =>
        Engine.Actions.CallAsync(Target, action, input, null, cancellationToken);

    /// <summary>For generated code: calls a streaming action.</summary>
    /// <typeparam name="TInput">Its input.</typeparam>
    /// <typeparam name="TItem">An item.</typeparam>
    /// <param name="action">The action.</param>
    /// <param name="input">The input.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The items.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected IAsyncEnumerable<TItem> StreamAsync<TInput, TItem>(
        StreamDefinition<TInput, TItem> action, TInput input, CancellationToken cancellationToken) =>
        Engine.Actions.StreamAsync(Target, action, input, null, cancellationToken);
}

/// <summary>Base of the generated client of one connector with configuration in one scope.</summary>
/// <typeparam name="TConfig">The configuration's type.</typeparam>
public abstract class ScopedClient<TConfig> : ScopedClient
    where TConfig : notnull
{
    /// <summary>For generated code.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="definition">The connector.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ScopedClient(ConnectorScope scope, ConnectorDefinition definition)
        : base(scope, definition)
    {
    }

    /// <summary>Connects: checks the configuration, encrypts its secrets and stores it.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="mode">What happens when there is a connection.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_CONFIG_INVALID, CONNECTOR_ALREADY_CONNECTED, CONNECTOR_CONFLICT.</exception>
    public Task<ConnectionResult> ConnectAsync(TConfig config, ConnectMode mode = ConnectMode.Upsert, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Engine.ConnectAsync(Target, config, mode, cancellationToken);
    }

    /// <summary>Replaces the configuration.</summary>
    /// <param name="config">The new configuration.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_NOT_CONNECTED, CONNECTOR_CONFIG_INVALID, CONNECTOR_CONFLICT.</exception>
    public Task<Connection> UpdateAsync(TConfig config, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Engine.UpdateAsync(Target, config, cancellationToken);
    }

    /// <summary>Changes the configuration: reads it, changes it and stores it if nobody else changed it meanwhile; otherwise all over again.</summary>
    /// <param name="change">Gives the new configuration from the present one. May be called more than once.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_NOT_CONNECTED, CONNECTOR_CONFIG_INVALID, CONNECTOR_CONFLICT after the last attempt.</exception>
    public Task<Connection> UpdateAsync(Func<TConfig, TConfig> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Engine.UpdateAsync(Target, change, cancellationToken);
    }

    /// <summary>For generated code: begins an authorization code flow.</summary>
    /// <param name="options">How, and with which configuration.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Where to send the browser.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<AuthorizationRequest> AuthorizeConnectionAsync(AuthorizeOptions<TConfig>? options, CancellationToken cancellationToken)
    {
        options ??= new AuthorizeOptions<TConfig>();

        // A structure that wasn't set is one of zeros.
        bool isGiven = options.Config is { } config && !EqualityComparer<TConfig>.Default.Equals(config, default);
        return Engine.AuthorizeAsync(Target, options, isGiven ? options.Config : null, cancellationToken);
    }

    /// <summary>Decrypts the configuration.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The configuration with its secrets.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_NOT_CONNECTED, CONNECTOR_DECRYPT_FAILED, CONNECTOR_CONFIG_INVALID.</exception>
    public Task<TConfig> RevealConfigAsync(CancellationToken cancellationToken = default) => Engine.RevealAsync<TConfig>(Target, cancellationToken);
}
