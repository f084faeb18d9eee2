using Igniter.Connectors.Testing;

namespace Igniter.Connectors.Stores.Tests;

public sealed class SqliteConformanceTests(SqliteDatabase<StoreContext> database) : IClassFixture<SqliteDatabase<StoreContext>>
{
    public static TheoryData<string> Names => [.. ConnectorStoreConformance.Cases.Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task EF_Core_store_conforms_on_SQLite(string name) => Conformance.Run(name, database.Stores.Create);
}

public sealed class PostgresConformanceTests(PostgresDatabase<StoreContext> database) : IClassFixture<PostgresDatabase<StoreContext>>
{
    public static TheoryData<string> Names => [.. ConnectorStoreConformance.Cases.Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task EF_Core_store_conforms_on_PostgreSQL(string name) => Conformance.Run(name, database.Stores.Create);
}

/// <summary>The whole suite again where every text column takes texts that differ by case or accent for one.</summary>
public sealed class CollationConformanceTests(SqliteDatabase<CaselessSqliteContext> sqlite, PostgresDatabase<CaselessPostgresContext> postgres)
    : IClassFixture<SqliteDatabase<CaselessSqliteContext>>, IClassFixture<PostgresDatabase<CaselessPostgresContext>>
{
    public static TheoryData<string> Names =>
        [.. ConnectorStoreConformance.Cases.Select(test => test.Name).Where(name => !name.Contains("hundred-thousand", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public Task S111_EF_Core_store_conforms_under_a_collation_without_case_on_SQLite(string name) => Conformance.Run(name, sqlite.Stores.Create);

    [Theory]
    [MemberData(nameof(Names))]
    public Task S111_EF_Core_store_conforms_under_a_collation_without_case_on_PostgreSQL(string name) => Conformance.Run(name, postgres.Stores.Create);
}
