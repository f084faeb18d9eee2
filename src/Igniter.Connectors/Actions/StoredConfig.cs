namespace Igniter.Connectors;

/// <summary>Puts a new configuration into a record.</summary>
internal static class StoredConfig
{
    /// <summary>All envelopes of a record are under one key, so what stays in it is encrypted anew when the key has changed.</summary>
    public static ValueTask<ConnectionRecord> ReplaceAsync(
        ConfigProtector protector, ConnectionRecord record, ProtectedConfig config, CancellationToken cancellationToken) =>
        KeepsSecrets(record) && record.KeyId != protector.KeyId
            ? RenewAndReplaceAsync(protector, record, config, cancellationToken)
            : new(Replace(record, config));

    private static async ValueTask<ConnectionRecord> RenewAndReplaceAsync(
        ConfigProtector protector, ConnectionRecord record, ProtectedConfig config, CancellationToken cancellationToken)
    {
        ConnectionRecord bare = record with { Config = default, EncryptedPaths = "" };
        return Replace(await RenewAsync(protector, bare, cancellationToken).ConfigureAwait(false), config);
    }

    private static ConnectionRecord Replace(ConnectionRecord record, ProtectedConfig config) => record with
    {
        Config = config.Config,
        EncryptedPaths = config.EncryptedPaths,
        KeyId = KeepsSecrets(record) ? record.KeyId : config.KeyId,
    };

    private static bool KeepsSecrets(ConnectionRecord record) => record.Tokens is not null || record.WebhookSecret is not null;

    /// <summary>
    /// A webhook secret whose key is lost can't be shown again, which must not keep anybody from connecting again. The look-up hash may still work, so it
    /// stays.
    /// </summary>
    private static async ValueTask<ConnectionRecord> RenewAsync(ConfigProtector protector, ConnectionRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return await protector.ReencryptAsync(record, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (record.WebhookSecret is not null && EncryptionErrors.IsLost(exception))
        {
            return await protector.ReencryptAsync(record with { WebhookSecret = null }, cancellationToken).ConfigureAwait(false);
        }
    }
}
