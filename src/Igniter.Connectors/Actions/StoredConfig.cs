namespace Igniter.Connectors;

/// <summary>Puts a new configuration into a record.</summary>
internal static class StoredConfig
{
    /// <summary>All envelopes of a record are under one key, so what stays in it is encrypted anew when the key has changed.</summary>
    public static async ValueTask<ConnectionRecord> ReplaceAsync(
        ConfigProtector protector, ConnectionRecord record, ProtectedConfig config, CancellationToken cancellationToken)
    {
        ConnectionRecord bare = record with { Config = default, EncryptedPaths = "" };
        bool keepsSecrets = record.Tokens is not null || record.WebhookSecret is not null;
        if (keepsSecrets && record.KeyId != protector.KeyId)
        {
            bare = await protector.ReencryptAsync(bare, cancellationToken).ConfigureAwait(false);
        }

        return bare with
        {
            Config = config.Config,
            EncryptedPaths = config.EncryptedPaths,
            KeyId = keepsSecrets ? bare.KeyId : config.KeyId,
        };
    }
}
