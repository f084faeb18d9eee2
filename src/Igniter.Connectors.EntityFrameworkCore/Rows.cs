namespace Igniter.Connectors.EntityFrameworkCore;

/// <summary>
/// A connection in its table. Whatever is compared is bytes, so that no collation of a column, a database or a model can take two texts for one;
/// only the id is compared as text, and it is a lower-case UUID, whose order is the same under every collation.
/// </summary>
internal sealed class ConnectionRow
{
    public required string Id { get; init; }

    /// <summary>SHA-256 of all four parts of the key.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>SHA-256 of scope and identity.</summary>
    public required byte[] TenantHash { get; init; }

    /// <summary>SHA-256 of the connector's key.</summary>
    public required byte[] ConnectorHash { get; init; }

    /// <summary>SHA-256 of the name.</summary>
    public required byte[] NameHash { get; init; }

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

    public string? GrantInfo { get; init; }

    public string? WebhookSecret { get; init; }

    /// <summary>The live hashes once more, so that reading a connection reads one row.</summary>
    public required byte[] WebhookSecretHashes { get; init; }

    public DateTime? WebhookReceivedAt { get; init; }

    public string? WebhookEventType { get; init; }

    public bool? WebhookSucceeded { get; init; }

    /// <summary>UTF-8.</summary>
    public required byte[] KeyId { get; init; }

    public DateTime? RefreshDueAt { get; init; }

    /// <summary>UTF-8.</summary>
    public byte[]? GrantHash { get; init; }

    public long Version { get; init; }

    /// <summary>
    /// Names the write that made this version. Who has lost a connection to the database while it wrote finds out here whether the write was carried out.
    /// </summary>
    public Guid WriteId { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    /// <summary>SHA-256 of the owner's token.</summary>
    public byte[]? LeaseOwner { get; init; }

    public long LeaseFence { get; init; }

    public DateTime? LeaseUntil { get; init; }
}

/// <summary>What a connection is found by when a webhook arrives.</summary>
internal sealed class WebhookSecretRow
{
    /// <summary>UTF-8.</summary>
    public required byte[] Hash { get; init; }

    public required string ConnectionId { get; init; }
}

/// <summary>A value that can be taken once.</summary>
internal sealed class OneTimeRow
{
    /// <summary>SHA-256 of the id.</summary>
    public required byte[] IdHash { get; init; }

    public required string Value { get; init; }

    public DateTime ExpiresAt { get; init; }
}

/// <summary>A piece of work that is claimed or done.</summary>
internal sealed class ClaimRow
{
    /// <summary>SHA-256 of the id.</summary>
    public required byte[] IdHash { get; init; }

    /// <summary>SHA-256 of the claimant's token.</summary>
    public required byte[] Owner { get; init; }

    public bool Done { get; init; }

    public DateTime Until { get; init; }
}
