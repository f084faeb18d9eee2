using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Reads, lists and counts connections, and decrypts a configuration when asked to.</summary>
internal sealed class ConnectionReader(
    ObservedStore store, ConnectionFinder finder, ConfigProtector protector, StoredConfigReader configs, ConnectorCatalog catalog)
{
    /// <summary>Works for a stored connection whose connector isn't registered, too.</summary>
    public async Task<Connection?> GetAsync(CallTarget target, CancellationToken cancellationToken)
    {
        ConnectionRecord? record = await finder.FindAsync(target, cancellationToken).ConfigureAwait(false);
        return record is null ? null : new Connection(record, target.Connector);
    }

    public async Task<ConnectionList> ListAsync(TenantKey tenant, ConnectionQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<ConnectionRecord> records = await store
            .ListAsync(tenant, query.ToFilter(), query.After, WithOneMore(query.Limit), cancellationToken)
            .ConfigureAwait(false);
        return PageOf(records, query.Limit);
    }

    public Task<long> CountAsync(TenantKey tenant, ConnectionQuery query, CancellationToken cancellationToken) =>
        store.CountAsync(tenant, query.ToFilter(), cancellationToken).AsTask();

    public async Task<ConnectionList> ListAllAsync(ConnectionQuery query, CancellationToken cancellationToken)
    {
        ConnectionScanFilter filter = new() { Connector = query.Connector, Name = query.Name, Enabled = query.Enabled, Status = query.Status };
        IReadOnlyList<ConnectionRecord> records = await store
            .ScanAsync(filter, query.After, WithOneMore(query.Limit), cancellationToken)
            .ConfigureAwait(false);
        return PageOf(records, query.Limit);
    }

    public async Task<TConfig> RevealAsync<TConfig>(CallTarget target, CancellationToken cancellationToken)
    {
        RegisteredConnector connector = target.RequireConnector();
        ConnectionRecord record = await finder.RequireAsync(target, cancellationToken).ConfigureAwait(false);
        return (TConfig)(await configs.ReadAsync(connector, record, cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>The configuration as stored, whether it still fits its type or not.</summary>
    public async Task<JsonElement> RevealJsonAsync(CallTarget target, CancellationToken cancellationToken)
    {
        ConnectionRecord record = await finder.RequireAsync(target, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> json = await protector.RevealAsync(record, null, cancellationToken).ConfigureAwait(false);
        return JsonElement.Parse(json.IsEmpty ? "{}"u8 : json.Span);
    }

    private ConnectionList PageOf(IReadOnlyList<ConnectionRecord> records, int limit)
    {
        Connection[] connections = new Connection[Math.Min(records.Count, limit)];
        for (int i = 0; i < connections.Length; i++)
        {
            connections[i] = new Connection(records[i], catalog.Find(records[i].Key.Connector));
        }

        return new ConnectionList(connections, records.Count > limit ? connections[^1].Id : null);
    }

    /// <summary>One record more than asked for tells whether another page follows.</summary>
    private static int WithOneMore(int limit) => limit == int.MaxValue ? limit : limit + 1;
}
