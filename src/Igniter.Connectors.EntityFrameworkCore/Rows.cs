namespace Igniter.Connectors.EntityFrameworkCore;

/// <summary>
/// A connection in its table. Keys are SHA-256 hashes in lower-case hexadecimal and ids are lower-case UUIDs, so equality and order are the same
/// under every collation.
/// </summary>
internal sealed class ConnectionRow
{
    public required string Id { get; init; }

    public required string KeyHash { get; init; }

    public required string TenantHash { get; init; }

    /// <summary>What a name is looked for by, because a database may take <c>Support</c> and <c>support</c> for the same text.</summary>
    public required string NameHash { get; init; }

    public required string Scope { get; init; }

    public required string Identity { get; init; }

    public required string Connector { get; init; }

    public required string Name { get; init; }

    public bool Enabled { get; init; }

    public ConnectionStatus Status { get; init; }

    /// <summary>JSON; null for a connector without configuration.</summary>
    public string? Config { get; init; }

    public required string EncryptedPaths { get; init; }

    public string? Tokens { get; init; }

    public string? WebhookSecret { get; init; }

    /// <summary>The live hashes once more, so that reading a connection reads one row.</summary>
    public required string WebhookSecretHashes { get; init; }

    public DateTime? WebhookReceivedAt { get; init; }

    public string? WebhookEventType { get; init; }

    public bool? WebhookSucceeded { get; init; }

    public required string KeyId { get; init; }

    public DateTime? RefreshDueAt { get; init; }

    public string? GrantHash { get; init; }

    public long Version { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    /// <summary>Hash of the owner's token.</summary>
    public string? LeaseOwner { get; init; }

    public long LeaseFence { get; init; }

    public DateTime? LeaseUntil { get; init; }
}

/// <summary>What a connection is found by when a webhook arrives.</summary>
internal sealed class WebhookSecretRow
{
    public required string Hash { get; init; }

    public required string ConnectionId { get; init; }
}

/// <summary>A value that can be taken once.</summary>
internal sealed class OneTimeRow
{
    public required string IdHash { get; init; }

    public required string Value { get; init; }

    public DateTime ExpiresAt { get; init; }
}

/// <summary>A piece of work that is claimed or done.</summary>
internal sealed class ClaimRow
{
    public required string IdHash { get; init; }

    /// <summary>Hash of the claimant's token.</summary>
    public required string Owner { get; init; }

    public bool Done { get; init; }

    public DateTime Until { get; init; }
}
