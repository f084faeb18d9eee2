using Microsoft.EntityFrameworkCore;

namespace Igniter.Connectors.EntityFrameworkCore;

/// <summary>Columns and indexes. Every query of the store has the index it needs here, and no index is here without one.</summary>
internal static class TableConfiguration
{
    private const int HashLength = 64;
    private const int IdLength = 36;
    private const int KeyLength = 64;

    public static void Apply(ModelBuilder model, ConnectorTables tables)
    {
        model.Entity<ConnectionRow>(row =>
        {
            row.ToTable(tables.Connections, tables.Schema);
            row.HasKey(connection => connection.Id);
            row.Property(connection => connection.Id).HasMaxLength(IdLength);
            row.Property(connection => connection.KeyHash).HasMaxLength(HashLength);
            row.Property(connection => connection.TenantHash).HasMaxLength(HashLength);
            row.Property(connection => connection.NameHash).HasMaxLength(HashLength);
            row.Property(connection => connection.Scope).HasMaxLength(KeyLength);
            row.Property(connection => connection.Connector).HasMaxLength(KeyLength);
            row.Property(connection => connection.KeyId).HasMaxLength(KeyLength);
            row.Property(connection => connection.GrantHash).HasMaxLength(HashLength);
            row.Property(connection => connection.LeaseOwner).HasMaxLength(HashLength);
            if (tables.ConfigColumnType is { } type)
            {
                row.Property(connection => connection.Config).HasColumnType(type);
            }

            // Get, update, delete, lease: all by the hashed key.
            row.HasIndex(connection => connection.KeyHash).IsUnique().HasDatabaseName($"ix_{tables.Connections}_key");

            // A tenant's page in the order of ids, and its count.
            row.HasIndex(connection => new { connection.TenantHash, connection.Id }).HasDatabaseName($"ix_{tables.Connections}_tenant");

            // Re-encryption: what is still under another key, and how many rows each key has.
            row.HasIndex(connection => new { connection.KeyId, connection.Id }).HasDatabaseName($"ix_{tables.Connections}_key_id");

            // Renewing tokens in the background.
            row.HasIndex(connection => connection.RefreshDueAt).HasDatabaseName($"ix_{tables.Connections}_refresh_due");

            // Operators looking for dead grants.
            row.HasIndex(connection => new { connection.Status, connection.Id }).HasDatabaseName($"ix_{tables.Connections}_status");

            // Whether a grant that is to be revoked has other users.
            row.HasIndex(connection => connection.GrantHash).HasDatabaseName($"ix_{tables.Connections}_grant");
        });

        model.Entity<WebhookSecretRow>(row =>
        {
            row.ToTable(tables.WebhookSecrets, tables.Schema);

            // A webhook's connection: one look-up, however many there are.
            row.HasKey(secret => secret.Hash);
            row.Property(secret => secret.Hash).HasMaxLength(HashLength * 2);
            row.Property(secret => secret.ConnectionId).HasMaxLength(IdLength);
            row.HasIndex(secret => secret.ConnectionId).HasDatabaseName($"ix_{tables.WebhookSecrets}_connection");
            row.HasOne<ConnectionRow>().WithMany().HasForeignKey(secret => secret.ConnectionId).OnDelete(DeleteBehavior.Cascade);
        });

        model.Entity<OneTimeRow>(row =>
        {
            row.ToTable(tables.OneTimeEntries, tables.Schema);
            row.HasKey(entry => entry.IdHash);
            row.Property(entry => entry.IdHash).HasMaxLength(HashLength);
            row.HasIndex(entry => entry.ExpiresAt).HasDatabaseName($"ix_{tables.OneTimeEntries}_expires_at");
        });

        model.Entity<ClaimRow>(row =>
        {
            row.ToTable(tables.Claims, tables.Schema);
            row.HasKey(claim => claim.IdHash);
            row.Property(claim => claim.IdHash).HasMaxLength(HashLength);
            row.Property(claim => claim.Owner).HasMaxLength(HashLength);
            row.HasIndex(claim => claim.Until).HasDatabaseName($"ix_{tables.Claims}_until");
        });
    }
}
