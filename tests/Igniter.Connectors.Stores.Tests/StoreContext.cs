using Igniter.Connectors.EntityFrameworkCore;
using Igniter.Connectors.Testing;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>Takes many records in a few transactions.</summary>
    private sealed class SeededStore(IConnectorStore inner, IDbContextFactory<TContext> contexts) : StoreDecorator(inner), IConformanceSeed
    {
        private const int BatchSize = 5_000;

        public async Task SeedAsync(IReadOnlyList<ConnectionRecord> records, CancellationToken cancellationToken)
        {
            foreach (ConnectionRecord[] batch in records.Chunk(BatchSize))
            {
                await using TContext context = await contexts.CreateDbContextAsync(cancellationToken);
                context.ChangeTracker.AutoDetectChangesEnabled = false;
                context.AddRange(batch.Select(RowMapping.ToRow));
                context.AddRange(batch.SelectMany(RowMapping.ToSecretRows));
                await context.SaveChangesAsync(cancellationToken);
            }
        }
    }
}
