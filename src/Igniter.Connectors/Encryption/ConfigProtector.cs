using System.Security.Cryptography;
using System.Text;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Encrypts what a record keeps secret and decrypts it again, all of it through one <see cref="IConnectorEncryptor"/>.</summary>
internal sealed class ConfigProtector
{
    /// <summary>The field name of <see cref="ConnectionRecord.Tokens"/>.</summary>
    public const string TokensField = "tokens";

    /// <summary>The field name of <see cref="ConnectionRecord.WebhookSecret"/>.</summary>
    public const string WebhookSecretField = "webhookSecret";

    private const char WebhookSecretSeparator = '\n';

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly LookupHasher _hasher;
    private readonly ValueEncryptor _values;
    private readonly OneByOneCipher _oneByOne;

    // The built-in encryptor alone says how long an envelope will be, and writes into the memory of others.
    private readonly InPlaceCipher? _inPlace;

    public ConfigProtector(IConnectorEncryptor encryptor, LookupHasher hasher)
    {
        _hasher = hasher;
        _values = new ValueEncryptor(encryptor);
        _oneByOne = new OneByOneCipher(_values);
        _inPlace = encryptor is AesGcmEncryptor builtIn ? new InPlaceCipher(builtIn) : null;
    }

    /// <summary>Id of the key that new values are encrypted with.</summary>
    public string KeyId => _values.KeyId;

    /// <inheritdoc cref="ValueEncryptor.CanDecrypt"/>
    public bool CanDecrypt(string keyId) => _values.CanDecrypt(keyId);

    /// <summary>
    /// Whether look-up hashes may be under an older secret in records that are under the current key: with an encryptor of the application's own, whose
    /// keys don't come from the secret that the hashes do.
    /// </summary>
    public bool HashesAgeAlone => _hasher.Count > 1 && _inPlace is null;

    /// <summary>Encrypts the values of a configuration's [Encrypted] members, wherever they stand; null stays null.</summary>
    /// <param name="json">The configuration as UTF-8 JSON.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="key">Whose it is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">CONNECTOR_ENCRYPT_FAILED.</exception>
    public async ValueTask<ProtectedConfig> ProtectAsync(
        ReadOnlyMemory<byte> json, TypeShape shape, ConnectionKey key, CancellationToken cancellationToken)
    {
        if (!shape.HoldsEncrypted)
        {
            return new ProtectedConfig(json, "", "", 0);
        }

        // Should the key change while this runs, the record says the older one and so will be encrypted anew.
        string keyId = KeyId;
        List<SecretValue> values = ConfigSecrets.FindPlain(json.Span, shape, key, keyId);
        if (values.Count == 0)
        {
            return new ProtectedConfig(json, "", "", 0);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new ProtectedConfig(
            _inPlace?.Encrypt(json.Span, values, key) ?? await _oneByOne.EncryptAsync(json, values, key, keyId, cancellationToken).ConfigureAwait(false),
            values.Count == 1 ? values[0].Pointer : string.Join(JsonPointer.ListSeparator, values.Select(value => value.Pointer)),
            keyId,
            values.Count);
    }

    /// <summary>
    /// Decrypts a record's configuration: every value that <see cref="ConnectionRecord.EncryptedPaths"/> lists, and nothing else. A member that the
    /// shape calls encrypted but that is stored in plain text is an error.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="shape">The configuration's shape; <see langword="null"/> for a connector that isn't known here.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Plain UTF-8 JSON; empty for a record without configuration.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public ValueTask<ReadOnlyMemory<byte>> RevealAsync(ConnectionRecord record, TypeShape? shape, CancellationToken cancellationToken)
    {
        if (record.Config.IsEmpty || (record.EncryptedPaths.Length == 0 && shape is not { HoldsEncrypted: true }))
        {
            return new(record.Config);
        }

        List<SecretValue> values = ConfigSecrets.FindListed(record, shape);
        return RevealAsync(record.Config, values, record.Key, record.KeyId, cancellationToken);
    }

    /// <summary>Decrypts a configuration without a record: every value other than null at an [Encrypted] position must be an envelope.</summary>
    /// <param name="json">What <see cref="ProtectAsync"/> returned as configuration.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="key">Whose it is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Plain UTF-8 JSON.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public ValueTask<ReadOnlyMemory<byte>> RevealAsync(
        ReadOnlyMemory<byte> json, TypeShape shape, ConnectionKey key, CancellationToken cancellationToken) =>
        RevealAsync(json, ConfigSecrets.FindEnvelopes(json.Span, shape, key), key, keyId: "", cancellationToken);

    /// <summary>Encrypts a value that isn't configuration.</summary>
    /// <param name="value">The value.</param>
    /// <param name="key">Whose it is.</param>
    /// <param name="field">Its name: <see cref="TokensField"/>, <see cref="WebhookSecretField"/>, or another without a leading slash.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The envelope.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_ENCRYPT_FAILED.</exception>
    public async ValueTask<string> ProtectValueAsync(string value, ConnectionKey key, string field, CancellationToken cancellationToken)
    {
        string keyId = KeyId;
        byte[] plaintext;
        try
        {
            plaintext = StrictUtf8.GetBytes(value);
        }
        catch (EncoderFallbackException exception)
        {
            throw EncryptionErrors.EncryptFailed(key, field, keyId, exception);
        }

        try
        {
            return await _values.EncryptAsync(plaintext, new(key, field), keyId, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    /// <summary>Decrypts a value that isn't configuration.</summary>
    /// <param name="envelope">What <see cref="ProtectValueAsync"/> returned.</param>
    /// <param name="key">Whose it is.</param>
    /// <param name="field">Its name.</param>
    /// <param name="keyId">The record's key id, for the message of an error; empty where there is no record.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public async ValueTask<string> RevealValueAsync(
        string envelope, ConnectionKey key, string field, string keyId, CancellationToken cancellationToken)
    {
        byte[] plaintext = await _values.DecryptAsync(envelope, new(key, field), keyId, cancellationToken).ConfigureAwait(false);
        try
        {
            return StrictUtf8.GetString(plaintext);
        }
        catch (DecoderFallbackException exception)
        {
            throw EncryptionErrors.DecryptFailed(key, field, keyId, exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    /// <summary>
    /// Encrypts everything in a record anew with the current key. Whoever replaces only a part of a record whose key id isn't the current one does
    /// this first: all envelopes of a record have one key.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The record with new envelopes and key id; nothing else is changed, the version neither.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED or CONNECTOR_ENCRYPT_FAILED.</exception>
    public async ValueTask<ConnectionRecord> ReencryptAsync(ConnectionRecord record, CancellationToken cancellationToken)
    {
        string keyId = KeyId;
        List<SecretValue> values = record.EncryptedPaths.Length == 0 ? [] : ConfigSecrets.FindListed(record, shape: null);
        byte[][] envelopes = new byte[values.Count][];
        for (int i = 0; i < envelopes.Length; i++)
        {
            string old = ConfigSecrets.ReadEnvelope(record.Config.Span, values[i], record.Key, record.KeyId);
            envelopes[i] = JsonSplicer.Quote(await RenewAsync(record, old, values[i].Pointer, keyId, cancellationToken).ConfigureAwait(false));
        }

        return record with
        {
            Config = values.Count == 0 ? record.Config : JsonSplicer.Replace(record.Config.Span, values, envelopes),
            Tokens = record.Tokens is null
                ? null
                : await RenewAsync(record, record.Tokens, TokensField, keyId, cancellationToken).ConfigureAwait(false),
            WebhookSecret = record.WebhookSecret is null
                ? null
                : await RenewAsync(record, record.WebhookSecret, WebhookSecretField, keyId, cancellationToken).ConfigureAwait(false),
            WebhookSecretHashes = (await RenewHashesAsync(record, cancellationToken).ConfigureAwait(false)).WebhookSecretHashes,
            KeyId = record is { Tokens: null, WebhookSecret: null } && values.Count == 0 ? "" : keyId,
        };
    }

    /// <summary>Hashes a record's webhook secrets with the current secret, so that the previous ones can go.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The same record when nothing had to be done.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public async ValueTask<ConnectionRecord> RenewHashesAsync(ConnectionRecord record, CancellationToken cancellationToken)
    {
        if (record.WebhookSecret is null || record.WebhookSecretHashes.Count == 0)
        {
            return record;
        }

        string[] secrets = await RevealWebhookSecretsAsync(record, cancellationToken).ConfigureAwait(false);
        WebhookSecretHash[] hashes = [.. record.WebhookSecretHashes.Select((hash, i) => i < secrets.Length ? hash with { Hash = HashOf(secrets[i]) } : hash)];
        return hashes.SequenceEqual(record.WebhookSecretHashes) ? record : record with { WebhookSecretHashes = hashes };
    }

    /// <summary>Puts webhook secrets into a record whose envelopes are under the current key: one envelope for all, a look-up hash for each.</summary>
    /// <param name="record">The record.</param>
    /// <param name="secrets">The secrets, the current one first, and when each stops working.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">CONNECTOR_ENCRYPT_FAILED.</exception>
    public async ValueTask<ConnectionRecord> WithWebhookSecretsAsync(
        ConnectionRecord record, IReadOnlyList<(string Secret, DateTimeOffset? ExpiresAt)> secrets, CancellationToken cancellationToken)
    {
        string keyId = KeyId;
        string joined = string.Join(WebhookSecretSeparator, secrets.Select(secret => secret.Secret));
        return record with
        {
            WebhookSecret = await ProtectValueAsync(joined, record.Key, WebhookSecretField, cancellationToken).ConfigureAwait(false),
            WebhookSecretHashes = [.. secrets.Select(secret => new WebhookSecretHash(HashOf(secret.Secret), secret.ExpiresAt))],
            KeyId = record.KeyId.Length > 0 ? record.KeyId : keyId,
        };
    }

    /// <summary>Decrypts a record's webhook secrets, in the order of their look-up hashes.</summary>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public async ValueTask<string[]> RevealWebhookSecretsAsync(ConnectionRecord record, CancellationToken cancellationToken)
    {
        string joined = await RevealValueAsync(record.WebhookSecret!, record.Key, WebhookSecretField, record.KeyId, cancellationToken).ConfigureAwait(false);
        return joined.Split(WebhookSecretSeparator);
    }

    /// <summary>The look-up hash of a webhook secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="index">0 for the current application secret, then the previous ones.</param>
    public string HashOf(string secret, int index = 0) => _hasher.Hash(WebhookSecretField, secret, index);

    /// <summary>How many look-up hashes a webhook secret may be stored under.</summary>
    public int HashCount => _hasher.Count;

    private async ValueTask<string> RenewAsync(
        ConnectionRecord record, string envelope, string field, string keyId, CancellationToken cancellationToken)
    {
        EncryptionContext context = new(record.Key, field);
        byte[] plaintext = await _values.DecryptAsync(envelope, context, record.KeyId, cancellationToken).ConfigureAwait(false);
        try
        {
            return await _values.EncryptAsync(plaintext, context, keyId, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    private ValueTask<ReadOnlyMemory<byte>> RevealAsync(
        ReadOnlyMemory<byte> json, List<SecretValue> values, ConnectionKey key, string keyId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _inPlace is null ? _oneByOne.DecryptAsync(json, values, key, keyId, cancellationToken) : new(_inPlace.Decrypt(json.Span, values, key, keyId));
    }
}

/// <summary>A configuration whose secret values are envelopes.</summary>
/// <param name="Config">For <see cref="ConnectionRecord.Config"/>.</param>
/// <param name="EncryptedPaths">For <see cref="ConnectionRecord.EncryptedPaths"/>.</param>
/// <param name="KeyId">The key it was encrypted with; empty when nothing was encrypted.</param>
/// <param name="Count">How many values were encrypted.</param>
internal readonly record struct ProtectedConfig(ReadOnlyMemory<byte> Config, string EncryptedPaths, string KeyId, int Count);
