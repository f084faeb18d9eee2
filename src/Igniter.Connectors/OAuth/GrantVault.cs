using System.Text.Json;

namespace Igniter.Connectors;

/// <summary>Puts grants into records and takes them out: tokens encrypted, what may be shown beside them.</summary>
internal sealed class GrantVault(ConfigProtector protector, TimeProvider time)
{
    /// <returns>The grant; <see langword="null"/> when the record has none.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public async ValueTask<StoredGrant?> OpenAsync(ConnectionRecord record, CancellationToken cancellationToken)
    {
        if (record.Tokens is null)
        {
            return null;
        }

        string json = await protector
            .RevealValueAsync(record.Tokens, record.Key, ConfigProtector.TokensField, record.KeyId, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(json, OAuthJson.Default.StoredGrant);
        }
        catch (JsonException exception)
        {
            throw EncryptionErrors.DecryptFailed(record.Key, ConfigProtector.TokensField, record.KeyId, exception);
        }
    }

    /// <summary>The record with a grant in the place of the one it had. All envelopes of a record are under one key.</summary>
    public async ValueTask<ConnectionRecord> PutAsync(ConnectionRecord record, StoredGrant grant, GrantInfo info, CancellationToken cancellationToken)
    {
        ConnectionRecord bare = record with { Tokens = null };
        bool keepsSecrets = bare.EncryptedPaths.Length > 0 || bare.WebhookSecret is not null;
        if (keepsSecrets && bare.KeyId != protector.KeyId)
        {
            bare = await protector.ReencryptAsync(bare, cancellationToken).ConfigureAwait(false);
        }

        // Read before the encryption: should the key change meanwhile, the record says the older one and so will be encrypted anew.
        string keyId = keepsSecrets ? bare.KeyId : protector.KeyId;
        string json = JsonSerializer.Serialize(grant, OAuthJson.Default.StoredGrant);
        return bare with
        {
            Tokens = await protector.ProtectValueAsync(json, record.Key, ConfigProtector.TokensField, cancellationToken).ConfigureAwait(false),
            KeyId = keyId,
            GrantInfo = JsonSerializer.Serialize(info with { ExpiresAt = grant.ExpiresAt }, OAuthJson.Default.GrantInfo),
            RefreshDueAt = grant.RenewalDueAt(time.GetUtcNow()),
        };
    }

    /// <summary>What may be shown of a record's grant, whatever state it is in.</summary>
    public static GrantInfo? InfoOf(ConnectionRecord record)
    {
        try
        {
            return record.GrantInfo is null ? null : JsonSerializer.Deserialize(record.GrantInfo, OAuthJson.Default.GrantInfo);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
