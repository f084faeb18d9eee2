using System.Globalization;
using Igniter.Connectors.Benchmarks.Measuring;

namespace Igniter.Connectors.Benchmarks.Engine;

/// <summary>P6 and P7: lists of connections that have one encrypted field each.</summary>
internal static class ListMeasures
{
    private static readonly ConnectionQuery PageOfTen = new() { Limit = 10 };

    /// <summary>Against copying what is shown from rows that are at hand already.</summary>
    public static async Task ListAsync(Table table)
    {
        await using ConnectorManager manager = await CreateAsync();
        bool decryptsNothing = await ListsUnderLostKeyAsync(manager);
        foreach (int size in (int[])[10, 1_000])
        {
            ConnectorScope scope = Scope(manager, size);
            ConnectionRecord[] rows = [.. await manager.Store.ListAsync(new TenantKey("organization", Identity(size)), new(), null, size)];
            Series[] series = await Measure.RunAsync(count => ListAsync(scope, null, count), count => CopyAsync(rows, count));
            table.Compare("P6", $"list of {Identity(size)}", series[0], series[1], Goal.Holds("decrypts nothing", decryptsNothing));
        }
    }

    public static async Task PageAsync(Table table)
    {
        await using ConnectorManager manager = await CreateAsync();
        Series[] series = await Measure.RunAsync(
            count => ListAsync(Scope(manager, 1_000), PageOfTen, count), count => ListAsync(Scope(manager, 10), PageOfTen, count));
        table.Compare("P7", "page of 10 out of 1,000; floor: out of 10", series[0], series[1], 1.5);
    }

    private static async Task<ConnectorManager> CreateAsync()
    {
        ConnectorManager manager = BenchHost.Build();
        foreach (int size in (int[])[10, 1_000])
        {
            for (int number = 0; number < size; number++)
            {
                await Scope(manager, size).BenchSecret
                    .Named(number.ToString(CultureInfo.InvariantCulture))
                    .ConnectAsync(new() { Token = "bench-token-of-some-length", Name = "name" });
            }
        }

        return manager;
    }

    /// <summary>Whoever has lost the key can list, look at every field, and not decrypt.</summary>
    private static async Task<bool> ListsUnderLostKeyAsync(ConnectorManager owner)
    {
        await using ConnectorManager other = BenchHost.Build(builder => builder.UseStore(owner.Store), "another secret that is long enough, too");
        IReadOnlyList<Connection> connections = await Scope(other, 10).ListAsync();
        bool listed = connections.Count == 10 && connections.All(connection => connection.Fields["token"] is { Secret: true, HasValue: true });
        try
        {
            await Scope(other, 10).BenchSecret.Named("0").RevealConfigAsync();
            return false;
        }
        catch (ConnectorException error)
        {
            return listed && error.Code == ConnectorErrorCodes.ConnectorDecryptFailed;
        }
    }

    private static ConnectorScope Scope(ConnectorManager manager, int size) => manager.Organization(Identity(size));

    private static string Identity(int size) => size.ToString("N0", CultureInfo.InvariantCulture);

    private static async Task ListAsync(ConnectorScope scope, ConnectionQuery? query, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await scope.ListAsync(query);
        }
    }

    private static Task CopyAsync(ConnectionRecord[] rows, int count)
    {
        for (int i = 0; i < count; i++)
        {
            List<Shown> copy = new(rows.Length);
            foreach (ConnectionRecord row in rows)
            {
                copy.Add(new Shown(row.Id, row.Key, row.Enabled, row.Status, row.CreatedAt, row.UpdatedAt));
            }
        }

        return Task.CompletedTask;
    }

    private sealed record Shown(string Id, ConnectionKey Key, bool Enabled, ConnectionStatus Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
}
