using Igniter.Connectors.EntityFrameworkCore;
using Igniter.Connectors.Testing;
using Igniter.Connectors.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Igniter.Connectors.Stores.Tests;

public sealed class SqliteConformanceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string> Names => [.. ConnectorStoreConformance.Cases.Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task EF_Core_store_conforms_on_SQLite(string name) => Conformance.Run(
        name, () => StoreContext.CreateStore(options => options.UseSqlite($"Data Source={_directory.File("connectors.db")};Pooling=False")));

    public void Dispose() => _directory.Dispose();
}

public sealed class PostgresConformanceTests
{
    public static TheoryData<string> Names => [.. ConnectorStoreConformance.Cases.Select(test => test.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task EF_Core_store_conforms_on_PostgreSQL(string name)
    {
        // A machine without PostgreSQL fails with what to install: a store that nobody ran isn't proven.
        NpgsqlConnectionStringBuilder database = new(PostgresServer.Shared.ConnectionString) { Database = "igniter_" + Guid.NewGuid().ToString("N"), Pooling = true };
        try
        {
            await Conformance.Run(name, () => StoreContext.CreateStore(options => options.UseNpgsql(database.ConnectionString)));
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await using StoreContext context = new(new DbContextOptionsBuilder<StoreContext>().UseNpgsql(database.ConnectionString).Options);
            await context.Database.EnsureDeletedAsync(CancellationToken.None);
        }
    }
}

/// <summary>An application's own context.</summary>
internal sealed class StoreContext(DbContextOptions<StoreContext> options) : DbContext(options)
{
    public static IConnectorStore CreateStore(Action<DbContextOptionsBuilder> configure)
    {
        ServiceProvider services = new ServiceCollection().AddPooledDbContextFactory<StoreContext>(configure).BuildServiceProvider();
        IDbContextFactory<StoreContext> contexts = services.GetRequiredService<IDbContextFactory<StoreContext>>();
        using StoreContext context = contexts.CreateDbContext();
        context.Database.EnsureCreated();
        return new EntityFrameworkConnectorStore<StoreContext>(contexts);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddIgniterConnectors();
}
