using Igniter.Connectors.Tests.Shared;
using Npgsql;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>An empty database of its own on the server that all tests of the process share.</summary>
internal sealed class PostgresDatabase : IDisposable
{
    private readonly string _name = "igniter_" + Guid.NewGuid().ToString("N");

    public PostgresDatabase()
    {
        ConnectionString = new NpgsqlConnectionStringBuilder(PostgresServer.Shared.ConnectionString) { Database = _name }.ConnectionString;
        Execute($"CREATE DATABASE {_name}");
    }

    public string ConnectionString { get; }

    public void Dispose()
    {
        using (NpgsqlConnection connection = new(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        Execute($"DROP DATABASE {_name} WITH (FORCE)");
    }

    private static void Execute(string statement)
    {
        using NpgsqlConnection connection = new(PostgresServer.Shared.ConnectionString);
        connection.Open();
        using NpgsqlCommand command = new(statement, connection);
        command.ExecuteNonQuery();
    }
}
