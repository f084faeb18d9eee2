using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Igniter.Connectors.EntityFrameworkCore;

/// <summary>Columns and indexes. Every query of the store has the index it needs here, and no index is here without one.</summary>
internal static class TableConfiguration
{
    private const int HashLength = 32;
    private const int IdLength = 36;

    // Bounds what a database with an index size limit has to index. SHA-256 in hexadecimal is half of it.
    private const int ShortTextLength = 128;

    public static void Apply(ModelBuilder model, ConnectorTables tables)
    {
        model.Entity<ConnectionRow>(row => Configure(row, tables));

        model.Entity<WebhookSecretRow>(row =>
        {
            row.ToTable(tables.WebhookSecrets, tables.Schema);

            // A webhook's connection: one look-up, however many there are.
            row.HasKey(secret => secret.Hash);
            row.Property(secret => secret.Hash).HasMaxLength(ShortTextLength);
            row.Property(secret => secret.ConnectionId).HasMaxLength(IdLength).IsUnicode(false);

            // A connection's secrets, when they are replaced or it is deleted.
            row.HasIndex(secret => secret.ConnectionId).HasDatabaseName($"ix_{tables.WebhookSecrets}_connection");
            row.HasOne<ConnectionRow>().WithMany().HasForeignKey(secret => secret.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        });

        model.Entity<OneTimeRow>(row =>
        {
            row.ToTable(tables.OneTimeEntries, tables.Schema);
            row.HasKey(entry => entry.IdHash);
            Hash(row.Property(entry => entry.IdHash));

            // The sweep.
            row.HasIndex(entry => entry.ExpiresAt).HasDatabaseName($"ix_{tables.OneTimeEntries}_expires_at");
        });

        model.Entity<ClaimRow>(row =>
        {
            row.ToTable(tables.Claims, tables.Schema);
            row.HasKey(claim => claim.IdHash);
            Hash(row.Property(claim => claim.IdHash));
            Hash(row.Property(claim => claim.Owner));

            // The sweep.
            row.HasIndex(claim => claim.Until).HasDatabaseName($"ix_{tables.Claims}_until");
        });
    }

    private static void Configure(EntityTypeBuilder<ConnectionRow> row, ConnectorTables tables)
    {
        row.ToTable(tables.Connections, tables.Schema);

        // Ids sort by creation, so new rows go to the end of every index that ends with the id, and a page is a range of one.
        row.HasKey(connection => connection.Id);
        row.Property(connection => connection.Id).HasMaxLength(IdLength).IsUnicode(false);
        Hash(row.Property(connection => connection.KeyHash));
        Hash(row.Property(connection => connection.TenantHash));
        Hash(row.Property(connection => connection.ConnectorHash));
        Hash(row.Property(connection => connection.NameHash));
        Hash(row.Property(connection => connection.LeaseOwner));
        row.Property(connection => connection.KeyId).HasMaxLength(ShortTextLength);
        row.Property(connection => connection.GrantHash).HasMaxLength(ShortTextLength);

        // What an update of a record leaves alone.
        foreach (string name in (string[])
            [
                nameof(ConnectionRow.KeyHash), nameof(ConnectionRow.TenantHash), nameof(ConnectionRow.ConnectorHash), nameof(ConnectionRow.NameHash),
                nameof(ConnectionRow.Scope), nameof(ConnectionRow.Identity), nameof(ConnectionRow.Connector), nameof(ConnectionRow.Name),
                nameof(ConnectionRow.LeaseOwner), nameof(ConnectionRow.LeaseFence), nameof(ConnectionRow.LeaseUntil),
            ])
        {
            row.Property(name).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        }

        if (tables.ConfigColumnType is { } type)
        {
            row.Property(connection => connection.Config).HasColumnType(type);
        }

        // Get, update, delete, lease.
        row.HasIndex(connection => connection.KeyHash).IsUnique().HasDatabaseName($"ix_{tables.Connections}_key");

        // A tenant's page and its count.
        row.HasIndex(connection => new { connection.TenantHash, connection.Id }).HasDatabaseName($"ix_{tables.Connections}_tenant");

        // An operator's page of one connector in all tenants.
        row.HasIndex(connection => new { connection.ConnectorHash, connection.Id }).HasDatabaseName($"ix_{tables.Connections}_connector");

        // An operator's page of dead grants.
        row.HasIndex(connection => new { connection.Status, connection.Id }).HasDatabaseName($"ix_{tables.Connections}_status");

        // Re-encryption: what is still under an old key, and how many records each key has.
        row.HasIndex(connection => new { connection.KeyId, connection.Id }).HasDatabaseName($"ix_{tables.Connections}_key_id");

        // Renewing tokens in the background.
        row.HasIndex(connection => connection.RefreshDueAt).HasDatabaseName($"ix_{tables.Connections}_refresh_due");

        // Whether a grant that is to be revoked has other users.
        row.HasIndex(connection => connection.GrantHash).HasDatabaseName($"ix_{tables.Connections}_grant");
    }

    private static void Hash<T>(PropertyBuilder<T> property) => property.HasMaxLength(HashLength).IsFixedLength();
}
