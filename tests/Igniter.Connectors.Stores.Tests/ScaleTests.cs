using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Igniter.Connectors.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>
/// How PostgreSQL runs what the store sends when the tables are large: 200,000 connections, or as many as <c>IGNITER_TEST_ROWS</c> says.
/// </summary>
public sealed partial class ScaleTests(ScaleTests.Database database) : IClassFixture<ScaleTests.Database>
{
    private static readonly DateTimeOffset Now = ManyRows.Now;

    private static readonly Dictionary<string, (Func<IConnectorStore, ManyRows, Task> Call, string[] Indexes)> Calls = new()
    {
        ["get"] = (async (store, rows) => Assert.NotNull(await store.GetAsync(rows.Key(12_345))), ["connections_key"]),
        ["find by webhook secret"] = (
            async (store, rows) => Assert.Equal(rows.Key(12_345), (await store.FindByWebhookSecretAsync(ManyRows.WebhookHash(12_345)))?.Key),
            ["PK_igniter_webhook_secrets", "PK_igniter_connections"]),
        ["list a tenant's first page"] = (
            async (store, rows) => Assert.Equal(10, (await store.ListAsync(rows.Tenant(77), new(), null, 10)).Count), ["connections_tenant"]),
        ["list a tenant's later page, filtered"] = (
            async (store, rows) => await store.ListAsync(
                rows.Tenant(77), new() { Connector = "github", Name = "name 3", Enabled = true, Status = ConnectionStatus.Active }, Id(100), 10),
            ["connections_tenant"]),
        ["count a tenant's"] = (async (store, rows) => Assert.Equal(20, await store.CountAsync(rows.Tenant(77), new())), ["connections_tenant"]),
        ["scan all"] = (async (store, _) => Assert.Equal(100, (await store.ScanAsync(new(), Id(100_000), 100)).Count), ["PK_igniter_connections"]),
        ["scan one connector"] = (
            async (store, _) => Assert.NotEmpty(await store.ScanAsync(new() { Connector = ManyRows.RareConnector }, Id(100), 10)),
            ["connections_connector"]),
        ["scan dead grants"] = (
            async (store, _) => Assert.Equal(10, (await store.ScanAsync(new() { Status = ConnectionStatus.NeedsReauthorization }, Id(100), 10)).Count),
            ["connections_status"]),
        ["scan an old key"] = (
            async (store, _) => Assert.Equal(10, (await store.ScanAsync(new() { KeyId = ManyRows.OldKey }, Id(100), 10)).Count), ["connections_key_id"]),
        ["scan due refreshes"] = (
            async (store, _) => Assert.Equal(50, (await store.ScanAsync(new() { RefreshDueBefore = Now }, null, 50)).Count), ["connections_refresh_due"]),
        ["count by key id"] = (async (store, _) => Assert.Equal(2, (await store.CountByKeyIdAsync()).Count), ["connections_key_id"]),
        ["count by grant"] = (async (store, _) => Assert.Equal(2, await store.CountByGrantAsync(ManyRows.Grant(500))), ["connections_grant"]),
        ["update"] = (
            async (store, rows) => Assert.True(await store.UpdateAsync(await Changed(store, rows.Key(1)))), ["connections_key", "connections_key"]),
        ["update with another webhook secret"] = (
            async (store, rows) => Assert.True(await store.UpdateAsync(await Changed(store, rows.Key(2)) with { WebhookSecretHashes = [new("new", null)] })),
            ["connections_key", "connections_key", "connections_key", "connections_key", "webhook_secrets_connection"]),
        ["delete"] = (
            async (store, rows) => Assert.True(await store.DeleteAsync(rows.Key(3), Id(3))), ["connections_key"]),
        ["lease"] = (
            async (store, rows) =>
            {
                Assert.NotNull(await store.AcquireLeaseAsync(rows.Key(4), "owner", Now, Now.AddMinutes(1)));
                Assert.True(await store.ReleaseLeaseAsync(rows.Key(4), "owner"));
            },
            ["connections_key", "connections_key", "connections_key"]),
        ["take once"] = (
            async (store, _) => Assert.NotNull(await store.TakeOnceAsync(ManyRows.Work(11), Now)), ["PK_igniter_one_time_entries", "PK_igniter_one_time_entries"]),
        ["claim"] = (
            async (store, _) =>
            {
                // One of its own that has run out, for a sweep may have deleted the others: its insert has no plan to see.
                Assert.Equal(ClaimResult.Claimed, await store.ClaimAsync("own", "first", Now, Now));
                Assert.Equal(ClaimResult.Done, await store.ClaimAsync(ManyRows.Work(11), "owner", Now, Now.AddMinutes(1)));
                Assert.Equal(ClaimResult.Claimed, await store.ClaimAsync("own", "owner", Now, Now.AddMinutes(1)));
                Assert.True(await store.CompleteClaimAsync("own", "owner", Now.AddMinutes(1)));
                Assert.False(await store.ReleaseClaimAsync("own", "owner"));
            },
            ["PK_igniter_claims", "PK_igniter_claims", "PK_igniter_claims", "PK_igniter_claims", "PK_igniter_claims", "PK_igniter_claims"]),
        ["sweep"] = (async (store, _) => Assert.NotEqual(0, await store.SweepAsync(Now)), ["one_time_entries_expires_at", "claims_until"]),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_statement_is_served_by_its_index(string name)
    {
        CommandLog log = new();
        await using ServiceProvider services = new ServiceCollection()
            .AddPooledDbContextFactory<StoreContext>(options => options.UseNpgsql(database.ConnectionString).AddInterceptors(log))
            .BuildServiceProvider();
        EntityFrameworkConnectorStore<StoreContext> store = new(services.GetRequiredService<IDbContextFactory<StoreContext>>());
        (Func<IConnectorStore, ManyRows, Task> call, string[] indexes) = Calls[name];

        await call(store, database.Rows);

        string[] plans = [.. log.Plans];
        Assert.All(plans, plan => Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal));
        Assert.Equal(
            indexes,
            plans.SelectMany(plan => IndexScan().Matches(plan).Select(scan => scan.Groups[1].Value.Replace("ix_igniter_", "", StringComparison.Ordinal))));
    }

    private static string Id(int number)
    {
        string digits = number.ToString("x12", CultureInfo.InvariantCulture);
        return $"{digits[..8]}-{digits[8..]}-7000-8000-{digits}";
    }

    private static async Task<ConnectionRecord> Changed(IConnectorStore store, ConnectionKey key)
    {
        ConnectionRecord record = (await store.GetAsync(key))!;
        return record with { Version = record.Version + 1, Tokens = "changed" };
    }

    [GeneratedRegex("""(?:Index (?:Only )?Scan(?: Backward)? using|Bitmap Index Scan on) "?(\w+)""")]
    private static partial Regex IndexScan();

    public sealed class Database : IAsyncLifetime, IDisposable
    {
        private readonly PostgresDatabase<StoreContext> _database = new();

        public string ConnectionString => _database.ConnectionString;

        internal ManyRows Rows { get; } = new(
            Environment.GetEnvironmentVariable("IGNITER_TEST_ROWS") is { Length: > 0 } rows ? int.Parse(rows, CultureInfo.InvariantCulture) : 200_000);

        public async ValueTask InitializeAsync() => await Rows.FillAsync(ConnectionString, TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public void Dispose() => _database.Dispose();
    }

    /// <summary>Asks for the plan of every statement but inserts, with its parameters, before it runs.</summary>
    private sealed class CommandLog : DbCommandInterceptor
    {
        public List<string> Plans { get; } = [];

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await ExplainAsync(command);
            return result;
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await ExplainAsync(command);
            return result;
        }

        private async Task ExplainAsync(DbCommand command)
        {
            if (command.CommandText.StartsWith("INSERT", StringComparison.Ordinal))
            {
                return;
            }

            await using NpgsqlCommand explain = ((NpgsqlCommand)command).Clone();
            explain.CommandText = "EXPLAIN " + command.CommandText;
            List<string> lines = [];
            await using NpgsqlDataReader reader = await explain.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                lines.Add(reader.GetString(0));
            }

            Plans.Add(string.Join('\n', lines));
        }
    }
}
