using Microsoft.EntityFrameworkCore;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>A SQLite file for a class of tests.</summary>
public sealed class SqliteDatabase<TContext> : IDisposable
    where TContext : DbContext
{
    private readonly TemporaryDirectory _directory = new();

    public SqliteDatabase() => Stores = new(options => options.UseSqlite($"Data Source={_directory.File("connectors.db")};Pooling=False"));

    internal EntityFrameworkStores<TContext> Stores { get; }

    public void Dispose()
    {
        Stores.Dispose();
        _directory.Dispose();
    }
}

/// <summary>A PostgreSQL database for a class of tests. A machine without PostgreSQL fails: a store that nobody ran isn't proven.</summary>
public sealed class PostgresDatabase<TContext> : IDisposable
    where TContext : DbContext
{
    private readonly PostgresDatabase _database = new();

    public PostgresDatabase() => Stores = new(options => options.UseNpgsql(_database.ConnectionString));

    internal string ConnectionString => _database.ConnectionString;

    internal EntityFrameworkStores<TContext> Stores { get; }

    public void Dispose()
    {
        Stores.Dispose();
        _database.Dispose();
    }
}
