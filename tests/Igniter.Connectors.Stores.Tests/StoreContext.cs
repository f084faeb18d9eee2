using System.Data.Common;
using Igniter.Connectors.EntityFrameworkCore;
using Igniter.Connectors.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>An application's own context.</summary>
public sealed class StoreContext(DbContextOptions<StoreContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddIgniterConnectors();
}

/// <summary>One whose texts compare without case.</summary>
public sealed class CaselessSqliteContext(DbContextOptions<CaselessSqliteContext> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().UseCollation("NOCASE");

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddIgniterConnectors();
}

/// <summary>One whose texts compare without case and accents, by the Unicode collation algorithm.</summary>
public sealed class CaselessPostgresContext(DbContextOptions<CaselessPostgresContext> options) : DbContext(options)
{
    private const string Collation = "letters_only";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().UseCollation(Collation);

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.HasCollation(Collation, locale: "und-u-ks-level1", provider: "icu", deterministic: false).AddIgniterConnectors();
}

/// <summary>Stores over one database: the tables are made once and emptied for each store.</summary>
internal sealed class EntityFrameworkStores<TContext> : IDisposable
    where TContext : DbContext
{
    // What refers to another table comes first.
    private static readonly string[] Tables = ["igniter_webhook_secrets", "igniter_connections", "igniter_one_time_entries", "igniter_claims"];

    private readonly ServiceProvider _services;

    public EntityFrameworkStores(Action<DbContextOptionsBuilder> configure)
    {
        _services = new ServiceCollection().AddPooledDbContextFactory<TContext>(configure).BuildServiceProvider();
        using TContext context = Contexts.CreateDbContext();
        context.Database.EnsureCreated();
    }

    public IDbContextFactory<TContext> Contexts => _services.GetRequiredService<IDbContextFactory<TContext>>();

    public IConnectorStore Create()
    {
        using (TContext context = Contexts.CreateDbContext())
        {
            context.Database.ExecuteSqlRaw(string.Concat(Tables.Select(table => $"DELETE FROM {table};")));
        }

        return new SeededStore(new EntityFrameworkConnectorStore<TContext>(Contexts), Contexts);
    }

    public void Dispose() => _services.Dispose();

    /// <summary>Takes many records in one transaction, by one prepared statement a table: EF Core would take several times as long.</summary>
    private sealed class SeededStore(IConnectorStore inner, IDbContextFactory<TContext> contexts) : StoreDecorator(inner), IConformanceSeed
    {
        private const int RowsAtOnce = 50;

        public async Task SeedAsync(IReadOnlyList<ConnectionRecord> records, CancellationToken cancellationToken)
        {
            await using TContext context = await contexts.CreateDbContextAsync(cancellationToken);
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            await InsertAsync(context, records.Select(RowMapping.ToRow), cancellationToken);
            await InsertAsync(context, records.SelectMany(RowMapping.ToSecretRows), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        private static async Task InsertAsync<TRow>(TContext context, IEnumerable<TRow> rows, CancellationToken cancellationToken)
            where TRow : class
        {
            IEntityType type = context.Model.FindEntityType(typeof(TRow))!;
            IProperty[] properties = [.. type.GetProperties()];
            await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
            command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
            foreach (TRow[] some in rows.Chunk(RowsAtOnce))
            {
                if (command.Parameters.Count != some.Length * properties.Length)
                {
                    await PrepareAsync(command, type, properties, some.Length, cancellationToken);
                }

                foreach ((int index, object? value) in some.SelectMany(row => properties.Select(property => ValueOf(property, row))).Index())
                {
                    command.Parameters[index].Value = value ?? DBNull.Value;
                }

                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        private static async Task PrepareAsync(
            DbCommand command, IEntityType type, IProperty[] properties, int rows, CancellationToken cancellationToken)
        {
            command.Parameters.Clear();
            foreach ((int index, IProperty property) in Enumerable.Repeat(properties, rows).SelectMany(all => all).Index())
            {
                command.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(command, $"@p{index}", value: null, nullable: true));
            }

            IEnumerable<string> values = Enumerable.Range(0, command.Parameters.Count).Select(index => $"@p{index}").Chunk(properties.Length)
                .Select(row => $"({string.Join(", ", row)})");
            string columns = string.Join(", ", properties.Select(property => $"\"{property.GetColumnName()}\""));
            command.CommandText = $"INSERT INTO {type.GetTableName()} ({columns}) VALUES {string.Join(", ", values)}";
            await command.PrepareAsync(cancellationToken);
        }

        private static object? ValueOf(IProperty property, object row)
        {
            object? value = property.GetGetter().GetClrValue(row);
            return property.GetRelationalTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }
    }
}
