using System.ComponentModel;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Base of the generated client of one connector in one scope. It means the scope's connection of that connector.</summary>
public abstract class ScopedClient
{
    /// <summary>For generated code.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="definition">The connector.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ScopedClient(ConnectorScope scope, ConnectorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(scope);
        throw new NotSupportedException();
    }

    /// <summary>Reads the connection.</summary>
    public Task<Connection?> GetAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Switches the connection on.</summary>
    public Task<Connection> EnableAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Switches the connection off.</summary>
    public Task<Connection> DisableAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Switches the connection on if it is off, and off if it is on.</summary>
    public Task<Connection> ToggleAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Removes the connection.</summary>
    public Task<DisconnectResult> DisconnectAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>For generated code: the scope, its connection name changed.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ConnectorScope ScopeNamed(string name) => throw new NotSupportedException();

    /// <summary>For generated code: connects a connector without configuration.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task<ConnectionResult> ConnectWithoutConfigAsync(ConnectMode mode, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>For generated code: runs the connection test.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task TestConnectionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>For generated code: calls an action.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<TOutput> InvokeAsync<TInput, TOutput>(ActionDefinition<TInput, TOutput> action, TInput input, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>For generated code: calls a streaming action.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected IAsyncEnumerable<TItem> StreamAsync<TInput, TItem>(StreamDefinition<TInput, TItem> action, TInput input, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>Base of the generated client of one connector with configuration in one scope.</summary>
/// <typeparam name="TConfig">The configuration's type.</typeparam>
public abstract class ScopedClient<TConfig> : ScopedClient
    where TConfig : notnull
{
    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ScopedClient(ConnectorScope scope, ConnectorDefinition definition)
        : base(scope, definition)
    {
    }

    /// <summary>Connects.</summary>
    public Task<ConnectionResult> ConnectAsync(TConfig config, ConnectMode mode = ConnectMode.Upsert, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Replaces the configuration.</summary>
    public Task<Connection> UpdateAsync(TConfig config, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Changes the configuration.</summary>
    public Task<Connection> UpdateAsync(Func<TConfig, TConfig> change, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Decrypts the configuration.</summary>
    public Task<TConfig> RevealConfigAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
}

/// <summary>Base of the generated client that calls a connector's actions with its default configuration, without a connection.</summary>
public abstract class UnscopedClient
{
    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected UnscopedClient(ConnectorManager manager, ConnectorDefinition definition) => throw new NotSupportedException();

    /// <summary>For generated code: runs the connection test.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task TestConnectionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>For generated code: calls an action.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected ValueTask<TOutput> InvokeAsync<TInput, TOutput>(ActionDefinition<TInput, TOutput> action, TInput input, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>For generated code: calls a streaming action.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected IAsyncEnumerable<TItem> StreamAsync<TInput, TItem>(StreamDefinition<TInput, TItem> action, TInput input, CancellationToken cancellationToken) => throw new NotSupportedException();
}
