using System.Runtime.ExceptionServices;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Removes connections.</summary>
internal sealed class ConnectionRemover(
    ObservedStore store, ConnectionFinder finder, ConnectionHooks hooks, IConnectionGrants grants, ConnectorCatalog catalog, EventHub events)
{
    private const int PageSize = 100;

    public async Task<DisconnectResult> DisconnectAsync(CallTarget target, CancellationToken cancellationToken)
    {
        ConnectionRecord record = await finder.RequireAsync(target, cancellationToken).ConfigureAwait(false);
        return await RemoveAsync(record, cancellationToken).ConfigureAwait(false) ?? throw ConnectorErrors.NotConnected(target.Key);
    }

    /// <summary>Goes on after a failure, and throws the first one in the end.</summary>
    public async Task<IReadOnlyList<DisconnectResult>> DisconnectAllAsync(TenantKey tenant, ConnectionQuery query, CancellationToken cancellationToken)
    {
        ConnectionFilter filter = query.ToFilter();
        List<DisconnectResult> results = [];
        ExceptionDispatchInfo? failure = null;
        string? afterId = null;
        IReadOnlyList<ConnectionRecord> page;
        do
        {
            page = await store.ListAsync(tenant, filter, afterId, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (ConnectionRecord record in page)
            {
                afterId = record.Id;
                try
                {
                    if (await RemoveAsync(record, cancellationToken).ConfigureAwait(false) is { } result)
                    {
                        results.Add(result);
                    }
                }
                catch (ConnectorException exception)
                {
                    failure ??= ExceptionDispatchInfo.Capture(exception);
                }
            }
        }
        while (page.Count == PageSize);

        failure?.Throw();
        return results;
    }

    /// <returns><see langword="null"/> when somebody else removed it meanwhile.</returns>
    private async ValueTask<DisconnectResult?> RemoveAsync(ConnectionRecord record, CancellationToken cancellationToken)
    {
        RegisteredConnector? connector = catalog.Find(record.Key.Connector);
        await hooks.DisconnectingAsync(connector, record, cancellationToken).ConfigureAwait(false);
        ConnectionRecord latest = record.Tokens is null ? record : await LatestOfAsync(record, cancellationToken).ConfigureAwait(false);
        if (!await store.DeleteAsync(record.Key, record.Id, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        if (events.IsListening(record.Key))
        {
            await events.PublishAsync(new ConnectorDisconnectedEvent(events.OriginOf(record.Key))).ConfigureAwait(false);
        }

        bool revoked = await grants.RevokeAsync(connector, latest).ConfigureAwait(false);
        return new DisconnectResult(record.Key.Connector, record.Key.Name, revoked);
    }

    /// <summary>A renewal may have put other tokens into the record since it was read: the ones to revoke are those.</summary>
    private async ValueTask<ConnectionRecord> LatestOfAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
        await store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false) is { } current && current.Id == record.Id ? current : record;
}
