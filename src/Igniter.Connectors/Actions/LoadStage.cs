using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Reads the connection, and refuses where there is none or it is switched off.</summary>
internal sealed class LoadStage(ObservedStore store)
{
    /// <returns>The record; <see langword="null"/> when the call uses the default configuration.</returns>
    public async ValueTask<ConnectionRecord?> RunAsync(CallTarget target, CancellationToken cancellationToken)
    {
        RegisteredConnector connector = target.RequireConnector();
        if (target.Fallback == ConnectionFallback.DefaultConfigOnly)
        {
            return connector.WorksUnconnected ? null : throw ConnectorErrors.DefaultConfigRequired(target.Key);
        }

        ConnectionRecord? record = await store.GetAsync(target.Key, cancellationToken).ConfigureAwait(false);
        return record switch
        {
            { Enabled: true } => record,
            { Enabled: false } => throw ConnectorErrors.Disabled(target.Key),
            null when target.Fallback == ConnectionFallback.DefaultConfig && connector.WorksUnconnected => null,
            null => throw ConnectorErrors.NotConnected(target.Key),
        };
    }
}
