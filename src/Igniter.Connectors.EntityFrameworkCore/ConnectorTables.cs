using Igniter.Connectors.EntityFrameworkCore;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Names of the tables, and how the configuration is kept.</summary>
public sealed class ConnectorTables
{
    /// <summary>The schema; the model's default one when absent.</summary>
    public string? Schema { get; set; }

    /// <summary>Table of the connections.</summary>
    public string Connections { get; set; } = "igniter_connections";

    /// <summary>Table of the look-up hashes of webhook secrets.</summary>
    public string WebhookSecrets { get; set; } = "igniter_webhook_secrets";

    /// <summary>Table of the values that can be taken once.</summary>
    public string OneTimeEntries { get; set; } = "igniter_one_time_entries";

    /// <summary>Table of claimed and finished work.</summary>
    public string Claims { get; set; } = "igniter_claims";

    /// <summary>
    /// Column type of the configuration; the provider's unbounded text when absent. <c>jsonb</c> works with PostgreSQL, but for a configuration
    /// that holds the character U+0000, which PostgreSQL's JSON can't.
    /// </summary>
    public string? ConfigColumnType { get; set; }
}

/// <summary>Puts the tables of Igniter.Connectors into a model.</summary>
public static class ConnectorsModelBuilderExtensions
{
    /// <summary>Adds the tables to your own context, so that they are part of your migrations. Call it in <c>OnModelCreating</c>.</summary>
    /// <param name="modelBuilder">The model.</param>
    /// <param name="configure">Changes names.</param>
    /// <returns>The same model builder.</returns>
    public static ModelBuilder AddIgniterConnectors(this ModelBuilder modelBuilder, Action<ConnectorTables>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        ConnectorTables tables = new();
        configure?.Invoke(tables);
        TableConfiguration.Apply(modelBuilder, tables);
        return modelBuilder;
    }
}
