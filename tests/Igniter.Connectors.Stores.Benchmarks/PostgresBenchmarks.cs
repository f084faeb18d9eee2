using System.Globalization;
using Igniter.Connectors.EntityFrameworkCore;
using Igniter.Connectors.Stores.Tests;
using Igniter.Connectors.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Igniter.Connectors.Stores.Benchmarks;

/// <summary>The EF Core store against statements by hand, in tables of many rows.</summary>
internal static class PostgresBenchmarks
{
    // Statements are prepared once a connection, as the README advises.
    private const string Prepared = ";Max Auto Prepare=50";

    public static async Task RunAsync(int count)
    {
        using PostgresServer server = PostgresServer.StartOwn(durable: true);
        await using ServiceProvider services = new ServiceCollection()
            .AddPooledDbContextFactory<BenchmarkContext>(options => options.UseNpgsql(server.ConnectionString + Prepared)).BuildServiceProvider();
        IDbContextFactory<BenchmarkContext> contexts = services.GetRequiredService<IDbContextFactory<BenchmarkContext>>();
        await using (BenchmarkContext context = await contexts.CreateDbContextAsync())
        {
            await context.Database.EnsureCreatedAsync();
        }

        ManyRows rows = new(count);
        await rows.FillAsync(server.ConnectionString, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"PostgreSQL, {count:N0} connections"));
        EntityFrameworkConnectorStore<BenchmarkContext> store = new(contexts);
        await using NpgsqlDataSource data = NpgsqlDataSource.Create(server.ConnectionString + Prepared);
        ConnectionKey[] keys = [.. Enumerable.Range(0, 2_000).Select(call => rows.Key(call * 7919 % count))];
        byte[][] hashes = [.. keys.Select(key => Convert.FromHexString(key.Hash))];
        await Comparison.RunAsync("get", 100, call => GetAsync(data, hashes[call]), async call => await store.GetAsync(keys[call]));

        ConnectionRecord[] records = [.. await Task.WhenAll(keys[..300].Select(async key => (await store.GetAsync(key))!))];
        long version = 1;
        await Comparison.RunAsync(
            "update",
            100,
            call => UpdateAsync(data, hashes[call + 1_000], ++version),
            async call =>
            {
                records[call] = records[call] with { Version = records[call].Version + 1 };
                await store.UpdateAsync(records[call]);
            });

        await Comparison.RunAsync("find by webhook secret", 50, call => store.FindByWebhookSecretAsync(ManyRows.WebhookHash(call * 7919 % count)).AsTask());
        await Comparison.RunAsync("list, page of 10", 50, call => store.ListAsync(rows.Tenant(call * 7919), new(), null, 10).AsTask());
        await Comparison.RunAsync("lease, taken and given back", 50, async call =>
        {
            await store.AcquireLeaseAsync(keys[call], "owner", ManyRows.Now, ManyRows.Now.AddMinutes(1));
            await store.ReleaseLeaseAsync(keys[call], "owner");
        });
    }

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
