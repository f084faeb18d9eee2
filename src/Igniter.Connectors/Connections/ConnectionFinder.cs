using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Finds the record that an operation is about, also one whose connector isn't registered.</summary>
internal sealed class ConnectionFinder(ObservedStore store)
{
    /// <exception cref="ConnectorException">CONNECTOR_NOT_FOUND when there is neither such a connection nor such a connector.</exception>
    public async ValueTask<ConnectionRecord?> FindAsync(CallTarget target, CancellationToken cancellationToken)
    {
        ConnectionRecord? record = target.Connector is not null || ConnectorNames.IsKey(target.Key.Connector)
            ? await store.GetAsync(target.Key, cancellationToken).ConfigureAwait(false)
            : null;
        return record is null && target.Connector is null ? throw ConnectorErrors.NotFound(target.Key) : record;
    }

    /// <exception cref="ConnectorException">CONNECTOR_NOT_CONNECTED, CONNECTOR_NOT_FOUND.</exception>
    public async ValueTask<ConnectionRecord> RequireAsync(CallTarget target, CancellationToken cancellationToken) =>
        await FindAsync(target, cancellationToken).ConfigureAwait(false) ?? throw ConnectorErrors.NotConnected(target.Key);
}
