using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.ManyNodes;

/// <summary>The database that all nodes share.</summary>
public sealed class NodeContext(DbContextOptions<NodeContext> options) : DbContext(options)
{
    private const string Secret = "the-many-nodes-share-one-secret-of-enough-length";

    /// <summary>What every node and the checker start from: their own process, one database.</summary>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="retry">Whether EF Core tries again what a lost connection has cut off.</param>
    public static ServiceProvider CreateServices(string connectionString, bool retry = false)
    {
        ServiceCollection services = new();
        services.AddPooledDbContextFactory<NodeContext>(options => options.UseNpgsql(connectionString, npgsql =>
        {
            if (retry)
            {
                npgsql.EnableRetryOnFailure();
            }
        }));
        services.AddIgniterConnectors(options => options.Secret = Secret).AddConnectors().UseEntityFramework<NodeContext>();
        return services.BuildServiceProvider();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddIgniterConnectors(tables => tables.Schema = "igniter");
}
