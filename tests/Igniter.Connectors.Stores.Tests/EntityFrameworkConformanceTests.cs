using Igniter.Connectors.Testing;
using Microsoft.EntityFrameworkCore;

namespace Igniter.Connectors.Stores.Tests;

public sealed class SqliteConformanceTests(SqliteConformanceTests.Database database) : IClassFixture<SqliteConformanceTests.Database>
{
    public static TheoryData<string> Names => [.. ConnectorStoreConformance.Cases.Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task EF_Core_store_conforms_on_SQLite(string name) => Conformance.Run(name, database.Stores.Create);

    public sealed class Database : IDisposable
    {
        private readonly TemporaryDirectory _directory = new();

        public Database() => Stores = new(options => options.UseSqlite($"Data Source={_directory.File("connectors.db")};Pooling=False"));

        internal EntityFrameworkStores<StoreContext> Stores { get; }

        public void Dispose()
        {
            Stores.Dispose();
            _directory.Dispose();
        }
    }
}

public sealed class PostgresConformanceTests(PostgresConformanceTests.Database database) : IClassFixture<PostgresConformanceTests.Database>
{
    public static TheoryData<string> Names => [.. ConnectorStoreConformance.Cases.Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task EF_Core_store_conforms_on_PostgreSQL(string name) => Conformance.Run(name, database.Stores.Create);

    public sealed class Database : IDisposable
    {
        private readonly PostgresDatabase _database = new();

        // A machine without PostgreSQL fails with what to install: a store that nobody ran isn't proven.
        public Database() => Stores = new(options => options.UseNpgsql(_database.ConnectionString));

        internal EntityFrameworkStores<StoreContext> Stores { get; }

        public void Dispose()
        {
            Stores.Dispose();
            _database.Dispose();
        }
    }
}
