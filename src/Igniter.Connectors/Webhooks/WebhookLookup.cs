namespace Igniter.Connectors;

/// <summary>
/// Finds the connection that a URL's secret belongs to. Every refusal takes the same reads of the store, so that it doesn't tell what was wrong.
/// </summary>
internal sealed class WebhookLookup(ObservedStore store, ConfigProtector protector, TimeProvider time)
{
    /// <returns>The record, switched on and of this connector; <see langword="null"/> for none.</returns>
    public async ValueTask<ConnectionRecord?> FindAsync(string connector, string secret, CancellationToken cancellationToken)
    {
        // What can't be a secret is looked for all the same, as one that nobody has.
        string candidate = WebhookSecrets.IsSecret(secret) ? secret : "";
        for (int i = 0; i < protector.HashCount; i++)
        {
            string hash = protector.HashOf(candidate, i);
            ConnectionRecord? record = await store.FindByWebhookSecretAsync(hash, cancellationToken).ConfigureAwait(false);
            if (record is { Enabled: true } && string.Equals(record.Key.Connector, connector, StringComparison.Ordinal) && IsAlive(record, hash))
            {
                return record;
            }
        }

        return null;
    }

    private bool IsAlive(ConnectionRecord record, string hash)
    {
        for (int i = 0; i < record.WebhookSecretHashes.Count; i++)
        {
            WebhookSecretHash candidate = record.WebhookSecretHashes[i];
            if (string.Equals(candidate.Hash, hash, StringComparison.Ordinal))
            {
                return candidate.ExpiresAt is not { } expiresAt || time.GetUtcNow() < expiresAt;
            }
        }

        return false;
    }
}
