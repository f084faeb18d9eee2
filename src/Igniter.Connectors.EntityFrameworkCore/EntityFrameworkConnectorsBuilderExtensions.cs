using Igniter.Connectors;
using Igniter.Connectors.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps connections in the application's own EF Core context.</summary>
public static class EntityFrameworkConnectorsBuilderExtensions
{
    /// <summary>
    /// Keeps connections in tables of <typeparamref name="TContext"/>, which calls <c>modelBuilder.AddIgniterConnectors()</c> in its
    /// <c>OnModelCreating</c> and is registered by <c>AddDbContextFactory</c> or <c>AddPooledDbContextFactory</c>.
    /// </summary>
    /// <typeparam name="TContext">The context.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    public static ConnectorsBuilder UseEntityFramework<TContext>(this ConnectorsBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseStore(services => new EntityFrameworkConnectorStore<TContext>(
            services.GetService<IDbContextFactory<TContext>>() ?? throw new ConnectorException(
                ConnectorErrorCodes.ConnectorConfigurationInvalid,
                $"UseEntityFramework<{typeof(TContext).Name}>() needs a context factory. Register it: services.AddPooledDbContextFactory<{typeof(TContext).Name}>(options => …).")));
    }
}
