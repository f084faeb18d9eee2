namespace Igniter.Connectors;

/// <summary>A connection as a store keeps it. Secrets in it are envelopes; a store never sees a plain one.</summary>
public sealed record ConnectionRecord
{
    /// <summary>Unique id, assigned once: a UUID version 7 (RFC 9562) in lower case, so that ids sort by creation.</summary>
    public required string Id { get; init; }

    /// <summary>Whose connection it is. Unique; a store indexes <see cref="ConnectionKey.Hash"/>.</summary>
    public required ConnectionKey Key { get; init; }

    /// <summary>Whether the connection is switched on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether its grant is alive.</summary>
    public ConnectionStatus Status { get; init; }

    /// <summary>The configuration as UTF-8 JSON, encrypted values replaced by envelopes; empty for a connector without configuration.</summary>
    public ReadOnlyMemory<byte> Config { get; init; }

    /// <summary>
    /// Where <see cref="Config"/> holds envelopes, as JSON Pointers (RFC 6901) joined by line feeds; empty for none. A line feed within a name is
    /// written <c>~2</c>. What is encrypted is known from here and from the connector's descriptor, never guessed from a value's shape.
    /// </summary>
    public string EncryptedPaths { get; init; } = "";

    /// <summary>OAuth tokens as one envelope, apart from the configuration so that a write of one can't undo the other.</summary>
    public string? Tokens { get; init; }

    /// <summary>
    /// What may be shown of the OAuth grant without decrypting anything, as JSON: account, scopes, expiry. <see langword="null"/> where there is no grant.
    /// </summary>
    public string? GrantInfo { get; init; }

    /// <summary>The webhook secret as an envelope.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>A keyed look-up hash for each webhook secret that is alive.</summary>
    public IReadOnlyList<WebhookSecretHash> WebhookSecretHashes { get; init; } = [];

    /// <summary>The last delivery and its result.</summary>
    public ConnectionWebhookStatus? WebhookStatus { get; init; }

    /// <summary>Id of the key that every envelope of this record was encrypted with; empty when it holds none.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>When the tokens should be renewed; <see langword="null"/> for never.</summary>
    public DateTimeOffset? RefreshDueAt { get; init; }

    /// <summary>A keyed hash of the grant, equal for connections that share one.</summary>
    public string? GrantHash { get; init; }

    /// <summary>1 after the insert, one more after each update. Every update names the version it replaces.</summary>
    public long Version { get; init; } = 1;

    /// <summary>When the connection was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the record last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Whether a connection's grant is alive.</summary>
public enum ConnectionStatus
{
    /// <summary>It works as far as is known.</summary>
    Active,

    /// <summary>The grant is dead: the user must connect again.</summary>
    NeedsReauthorization,
}

/// <summary>A keyed hash that a webhook secret is found by.</summary>
/// <param name="Hash">The hash, unique in the store.</param>
/// <param name="ExpiresAt">When the secret stops working; <see langword="null"/> for the current one.</param>
public sealed record WebhookSecretHash(string Hash, DateTimeOffset? ExpiresAt);

/// <summary>A connection's last webhook delivery.</summary>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="EventType">Its type; empty where the provider sends none.</param>
/// <param name="Succeeded">Whether its handler succeeded.</param>
public sealed record ConnectionWebhookStatus(DateTimeOffset ReceivedAt, string EventType, bool Succeeded);
