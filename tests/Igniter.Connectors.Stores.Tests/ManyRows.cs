using System.Globalization;
using Npgsql;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>
/// Fills the tables with rows that the server makes itself: 20 connections a tenant, four connectors and a rare one, an old encryption key, dead grants
/// and due refreshes, each in few rows; one webhook secret a connection; and one-time entries and claims, few of them expired.
/// </summary>
internal sealed class ManyRows(int count)
{
    public const string OldKey = "old";
    public const string RareConnector = "rare";

    private const int PerTenant = 20;

    /// <summary>When what is due is due and what has expired has expired.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private int TenantCount => count / PerTenant;

    public TenantKey Tenant(int number) => new("organization", string.Create(CultureInfo.InvariantCulture, $"org_{number % TenantCount}"));

    public ConnectionKey Key(int number) => new(
        "organization", Tenant(number).Identity, Connector(number), string.Create(CultureInfo.InvariantCulture, $"name {number / TenantCount}"));

    public static string WebhookHash(int number) => string.Create(CultureInfo.InvariantCulture, $"webhook {number}");

    public static string Grant(int number) => string.Create(CultureInfo.InvariantCulture, $"grant {number / 2}");

    public static string Work(int number) => string.Create(CultureInfo.InvariantCulture, $"work {number}");

    /// <summary>Fills empty tables. Nothing is written ahead and indexes are made at the end, so that a million rows take well under a minute.</summary>
    public async Task FillAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync(cancellationToken);
        List<string> indexes = await IndexesAsync(connection, cancellationToken);
        await using NpgsqlCommand command = new(
            $"""
            ALTER TABLE igniter_webhook_secrets SET UNLOGGED;
            ALTER TABLE igniter_connections SET UNLOGGED;
            ALTER TABLE igniter_one_time_entries SET UNLOGGED;
            ALTER TABLE igniter_claims SET UNLOGGED;
            ALTER TABLE igniter_webhook_secrets DROP CONSTRAINT IF EXISTS "FK_igniter_webhook_secrets_igniter_connections_ConnectionId";
            {string.Concat(indexes.Select(index => $"DROP INDEX {index.Split(' ')[^1]};"))}
            CREATE FUNCTION pg_temp.part(part text) RETURNS bytea IMMUTABLE LANGUAGE sql AS $$ SELECT int4send(octet_length(convert_to(part, 'UTF8'))) || convert_to(part, 'UTF8') $$;
            INSERT INTO igniter_connections (
                "Id", "KeyHash", "TenantHash", "ConnectorHash", "NameHash", "Scope", "Identity", "Connector", "Name", "Enabled", "Status", "Config",
                "EncryptedPaths", "Tokens", "WebhookSecretHashes", "KeyId", "RefreshDueAt", "GrantHash", "Version", "WriteId", "CreatedAt", "UpdatedAt", "LeaseFence")
            SELECT
                {Id}, sha256(pg_temp.part('organization') || pg_temp.part(identity) || pg_temp.part(connector) || pg_temp.part(name)),
                sha256(pg_temp.part('organization') || pg_temp.part(identity)), sha256(convert_to(connector, 'UTF8')), sha256(convert_to(name, 'UTF8')),
                'organization', identity, connector, name, n % 7 <> 0, CASE WHEN n % 1000 = 0 THEN 1 ELSE 0 END, {Text("config")}, '/botToken', {Text("tokens")},
                convert_to('webhook ' || n, 'UTF8'), convert_to(CASE WHEN n % 5000 = 0 THEN '{OldKey}' ELSE 'new' END, 'UTF8'),
                CASE WHEN n % 2000 = 0 THEN {Time(-1)} WHEN n % 2 = 0 THEN {Time(60)} END, convert_to('grant ' || n / 2, 'UTF8'),
                1, gen_random_uuid(), {Time(-60)}, {Time(-60)}, 0
            FROM (SELECT n, 'org_' || n % {TenantCount} AS identity, 'name ' || n / {TenantCount} AS name,
                CASE WHEN n % 10000 = 0 THEN '{RareConnector}' ELSE (ARRAY['telegram', 'github', 'slack', 'stripe'])[n % 4 + 1] END AS connector
                FROM generate_series(0, {count - 1}) n) numbers;
            INSERT INTO igniter_webhook_secrets ("Hash", "ConnectionId") SELECT convert_to('webhook ' || n, 'UTF8'), {Id} FROM generate_series(0, {count - 1}) n;
            INSERT INTO igniter_one_time_entries ("IdHash", "Value", "ExpiresAt")
            SELECT sha256(convert_to('work ' || n, 'UTF8')), 'value', CASE WHEN n % 1000 = 0 THEN {Time(-1)} ELSE {Time(60)} END FROM generate_series(0, {count / 5}) n;
            INSERT INTO igniter_claims ("IdHash", "Owner", "Done", "Until")
            SELECT sha256(convert_to('work ' || n, 'UTF8')), sha256('owner'), true, CASE WHEN n % 1000 = 0 THEN {Time(-1)} ELSE {Time(60)} END FROM generate_series(0, {count / 5}) n;
            """,
            connection);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
        foreach (string statement in indexes.Select(index => index[..index.LastIndexOf(' ')]).Append("VACUUM ANALYZE"))
        {
            await using NpgsqlCommand next = new(statement, connection) { CommandTimeout = 0 };
            await next.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // The secrets that the store makes are of this length and as random.
    private static string Text(string part) =>
        $"'[\"{part} ' || md5(n::text) || md5((n + 1)::text) || md5((n + 2)::text) || md5((n + 3)::text) || '\"]'";

    private static string Id =>
        "substr(lpad(to_hex(n), 12, '0'), 1, 8) || '-' || substr(lpad(to_hex(n), 12, '0'), 9, 4) || '-7000-8000-' || lpad(to_hex(n), 12, '0')";

    private static string Time(int minutes) => string.Create(CultureInfo.InvariantCulture, $"'{Now.AddMinutes(minutes):O}'::timestamptz");

    private static string Connector(int number) => number % 10_000 == 0 ? RareConnector : (number % 4) switch { 0 => "telegram", 1 => "github", 2 => "slack", _ => "stripe" };

    /// <summary>The statement that makes each index but the primary keys', and behind a space its name.</summary>
    private static async Task<List<string>> IndexesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        List<string> indexes = [];
        await using NpgsqlCommand command = new(
            "SELECT indexdef || ' ' || indexname FROM pg_indexes WHERE tablename LIKE 'igniter\\_%' AND indexname LIKE 'ix\\_%'", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            indexes.Add(reader.GetString(0));
        }

        return indexes;
    }
}
