using System.ComponentModel;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Base of the generated client that calls a connector's actions with its default configuration, without a connection.</summary>
public abstract class UnscopedClient
{
    private readonly ConnectorEngine _engine;
    private readonly CallTarget _target;

    /// <summary>For generated code.</summary>
    /// <param name="manager">The manager.</param>
    /// <param name="definition">The connector.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected UnscopedClient(ConnectorManager manager, ConnectorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(definition);
        _engine = manager.Engine;
        _target = _engine.UnscopedTargetOf(definition);
    }

    /// <summary>For generated code: runs the connection test.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>When it has passed.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Task TestConnectionAsync(CancellationToken cancellationToken) => _engine.TestAsync(_target, cancellationToken);

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
        _engine.Actions.CallAsync(_target, action, input, null, cancellationToken);

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
        _engine.Actions.StreamAsync(_target, action, input, null, cancellationToken);
}
