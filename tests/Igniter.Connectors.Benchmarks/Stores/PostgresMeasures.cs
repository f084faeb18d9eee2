using System.Globalization;
using Igniter.Connectors.Benchmarks.Measuring;
using Igniter.Connectors.EntityFrameworkCore;
using Igniter.Connectors.Stores.Tests;
using Igniter.Connectors.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Igniter.Connectors.Benchmarks.Stores;

/// <summary>P13: the EF Core store in PostgreSQL, and statements by hand; on a server of its own whose commits wait for the disk.</summary>
internal static class PostgresMeasures
{
    private const int Rows = 50_000;

    // Statements are prepared once a connection, as the README advises.
    private const string Prepared = ";Max Auto Prepare=50";

    public static async Task RunAsync(Table table)
    {
        PostgresServer server;
        try
        {
            server = PostgresServer.StartOwn(durable: true);
        }
        catch (InvalidOperationException)
        {
            table.NotMeasured("P13", "EF Core store in PostgreSQL", "PostgreSQL isn't installed, or doesn't start");
            return;
        }

        using (server)
        {
            await RunAsync(table, server);
        }
    }

    private static async Task RunAsync(Table table, PostgresServer server)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddPooledDbContextFactory<BenchmarkContext>(options => options.UseNpgsql(server.ConnectionString + Prepared)).BuildServiceProvider();
        IDbContextFactory<BenchmarkContext> contexts = services.GetRequiredService<IDbContextFactory<BenchmarkContext>>();
        await using (BenchmarkContext context = await contexts.CreateDbContextAsync())
        {
            await context.Database.EnsureCreatedAsync();
        }

        ManyRows rows = new(Rows);
        await rows.FillAsync(server.ConnectionString, CancellationToken.None);
        EntityFrameworkConnectorStore<BenchmarkContext> store = new(contexts);
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(server.ConnectionString + Prepared);
        ConnectionKey[] keys = [.. Enumerable.Range(0, 1_000).Select(call => rows.Key(call * 7919 % Rows))];
        byte[][] hashes = [.. keys.Select(key => Convert.FromHexString(key.Hash))];
        (int next, long version) = (0, 1);
        ConnectionRecord record = (await store.GetAsync(keys[0]))!;
        Series[] series = await Measure.RunAsync(
            Pace.Slow,
            Repeat(async () => await store.GetAsync(keys[next++ % keys.Length])),
            Repeat(() => GetAsync(data, hashes[next++ % hashes.Length])),
            Repeat(async () => await store.UpdateAsync(record = record with { Version = record.Version + 1 })),
            Repeat(() => UpdateAsync(data, hashes[1], ++version)),
            Repeat(async () => await store.FindByWebhookSecretAsync(ManyRows.WebhookHash(next++ * 7919 % Rows))),
            Repeat(async () => await store.ListAsync(rows.Tenant(next++ * 7919), new(), null, 10)),
            Repeat(async () =>
            {
                await store.AcquireLeaseAsync(keys[2], "owner", ManyRows.Now, ManyRows.Now.AddMinutes(1));
                await store.ReleaseLeaseAsync(keys[2], "owner");
            }));
        table.Compare("P13", string.Create(CultureInfo.InvariantCulture, $"EF Core store in PostgreSQL, {Rows:N0} rows: get"), series[0], series[1], 1.6);
        table.Compare("P13", "EF Core store in PostgreSQL: update", series[2], series[3], 1.6);
        table.Beside("find by webhook secret; ratio: to a get by hand", series[4], series[1]);
        table.Beside("page of 10", series[5], series[1]);
        table.Beside("a lease taken and given back", series[6], series[3]);
    }

    private static Func<int, Task> Repeat(Func<Task> operation) => async count =>
    {
        for (int i = 0; i < count; i++)
        {
            await operation();
        }
    };

    private static async Task<object[]?> GetAsync(NpgsqlDataSource data, byte[] hash)
    {
        await using NpgsqlConnection connection = await data.OpenConnectionAsync();
        await using NpgsqlCommand command = new("SELECT * FROM igniter_connections WHERE \"KeyHash\" = $1", connection);
        command.Parameters.Add(new() { Value = hash });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return null;
        }

        object[] values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    }

    private static async Task UpdateAsync(NpgsqlDataSource data, byte[] hash, long version)
    {
        await using NpgsqlConnection connection = await data.OpenConnectionAsync();
        await using NpgsqlCommand command = new(
            """
            UPDATE igniter_connections SET "Enabled" = $2, "Status" = $3, "Config" = $4, "EncryptedPaths" = $5, "Tokens" = $6, "KeyId" = $7, "Version" = $8, "UpdatedAt" = $9
            WHERE "KeyHash" = $1 AND "Version" < $8
            """,
            connection);
        command.Parameters.Add(new() { Value = hash });
        command.Parameters.Add(new() { Value = true });
        command.Parameters.Add(new() { Value = 0 });
        command.Parameters.Add(new() { Value = new string('c', 150) });
        command.Parameters.Add(new() { Value = "/botToken" });
        command.Parameters.Add(new() { Value = new string('t', 150) });
        command.Parameters.Add(new() { Value = "new"u8.ToArray() });
        command.Parameters.Add(new() { Value = version });
        command.Parameters.Add(new() { Value = DateTime.UtcNow });
        if (await command.ExecuteNonQueryAsync() != 1)
        {
            throw new InvalidOperationException("Nothing was updated.");
        }
    }
}

/// <summary>An application's context.</summary>
internal sealed class BenchmarkContext(DbContextOptions<BenchmarkContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddIgniterConnectors();
}
