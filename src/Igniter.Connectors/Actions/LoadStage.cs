using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Reads the connection, and refuses where there is none or it is switched off.</summary>
internal sealed class LoadStage(ObservedStore store)
{
    /// <returns>The record; <see langword="null"/> when the call uses the default configuration.</returns>
    public ValueTask<ConnectionRecord?> RunAsync(CallTarget target, CancellationToken cancellationToken)
    {
        RegisteredConnector connector = target.RequireConnector();
        if (target.Fallback == ConnectionFallback.DefaultConfigOnly)
        {
            return connector.WorksUnconnected ? default : throw ConnectorErrors.DefaultConfigRequired(target.Key);
        }

        ValueTask<ConnectionRecord?> pending = store.GetAsync(target.Key, cancellationToken);
        return pending.IsCompletedSuccessfully ? new(Accept(target, connector, pending.Result)) : AcceptAsync(target, connector, pending);
    }

    private static async ValueTask<ConnectionRecord?> AcceptAsync(CallTarget target, RegisteredConnector connector, ValueTask<ConnectionRecord?> pending) =>
        Accept(target, connector, await pending.ConfigureAwait(false));

    private static ConnectionRecord? Accept(CallTarget target, RegisteredConnector connector, ConnectionRecord? record) => record switch
    {
        { Enabled: true } => record,
        { Enabled: false } => throw ConnectorErrors.Disabled(target.Key),
        null when target.Fallback == ConnectionFallback.DefaultConfig && connector.WorksUnconnected => null,
        null => throw ConnectorErrors.NotConnected(target.Key),
    };
}
