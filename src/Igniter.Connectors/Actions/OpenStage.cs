using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>
/// Reads the connection and its configuration, and refuses where there is none, it is switched off, or its user hasn't granted enough. What is at hand at
/// once is given at once: a state machine would cost as much as all the rest of a call.
/// </summary>
internal sealed class OpenStage(ObservedStore store, StoredConfigReader configs, IConnectionGrants grants)
{
    /// <param name="target">The connector, and whose connection.</param>
    /// <param name="action">What is to be called; <see langword="null"/> for the connection test.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public ValueTask<OpenConnection> RunAsync(CallTarget target, ActionDefinition? action, CancellationToken cancellationToken)
    {
        RegisteredConnector connector = target.RequireConnector();
        if (target.Fallback == ConnectionFallback.DefaultConfigOnly)
        {
            return connector.WorksUnconnected
                ? ReadAsync(connector, null, action, cancellationToken)
                : throw ConnectorErrors.DefaultConfigRequired(target.Key);
        }

        ValueTask<ConnectionRecord?> loading = store.GetAsync(target.Key, cancellationToken);
        return loading.IsCompletedSuccessfully
            ? ReadAsync(connector, Accept(target, connector, loading.Result), action, cancellationToken)
            : WaitAsync(target, connector, loading, action, cancellationToken);
    }

    private async ValueTask<OpenConnection> WaitAsync(
        CallTarget target, RegisteredConnector connector, ValueTask<ConnectionRecord?> loading, ActionDefinition? action, CancellationToken cancellationToken)
    {
        ConnectionRecord? record = Accept(target, connector, await loading.ConfigureAwait(false));
        return await ReadAsync(connector, record, action, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The record; <see langword="null"/> when the call uses the default configuration.</returns>
    private static ConnectionRecord? Accept(CallTarget target, RegisteredConnector connector, ConnectionRecord? record) => record switch
    {
        { Enabled: true } => record,
        { Enabled: false } => throw ConnectorErrors.Disabled(target.Key),
        null when target.Fallback == ConnectionFallback.DefaultConfig && connector.WorksUnconnected => null,
        null => throw ConnectorErrors.NotConnected(target.Key),
    };

    private ValueTask<OpenConnection> ReadAsync(
        RegisteredConnector connector, ConnectionRecord? record, ActionDefinition? action, CancellationToken cancellationToken)
    {
        ScopeStage.Run(record, action, grants);
        ValueTask<object?> reading = configs.ReadAsync(connector, record, cancellationToken);
        return reading.IsCompletedSuccessfully ? new(new OpenConnection(record, reading.Result)) : WaitAsync(record, reading);
    }

    private static async ValueTask<OpenConnection> WaitAsync(ConnectionRecord? record, ValueTask<object?> reading) =>
        new(record, await reading.ConfigureAwait(false));
}

/// <summary>A connection that may be used.</summary>
/// <param name="Record">It; <see langword="null"/> for a call without one.</param>
/// <param name="Config">Its configuration, or the default one; <see langword="null"/> for a connector without.</param>
internal readonly record struct OpenConnection(ConnectionRecord? Record, object? Config);
