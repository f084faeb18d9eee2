using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Encrypts what a record keeps secret and decrypts it again, all of it through one <see cref="IConnectorEncryptor"/>.</summary>
internal sealed class ConfigProtector(IConnectorEncryptor encryptor)
{
    /// <summary>The field name of <see cref="ConnectionRecord.Tokens"/>.</summary>
    public const string TokensField = "tokens";

    /// <summary>The field name of <see cref="ConnectionRecord.WebhookSecret"/>.</summary>
    public const string WebhookSecretField = "webhookSecret";

    /// <summary>Id of the key that new values are encrypted with.</summary>
    public string KeyId => encryptor.KeyId;

    /// <summary>Encrypts the values of a configuration's [Encrypted] members, wherever they stand; null stays null.</summary>
    /// <param name="json">The configuration as UTF-8 JSON.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="key">Whose it is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ConnectorException">CONNECTOR_ENCRYPT_FAILED.</exception>
    public ValueTask<ProtectedConfig> ProtectAsync(ReadOnlyMemory<byte> json, TypeShape shape, ConnectionKey key, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>
    /// Decrypts a record's configuration: every value that <see cref="ConnectionRecord.EncryptedPaths"/> lists, and nothing else. A member that the
    /// shape calls encrypted but that is stored in plain text is an error.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="shape">The configuration's shape; <see langword="null"/> for a connector that isn't known here.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Plain UTF-8 JSON, a copy that the caller may wipe; empty for a record without configuration.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public ValueTask<byte[]> RevealAsync(ConnectionRecord record, TypeShape? shape, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Decrypts a configuration without a record: every value other than null at an [Encrypted] position must be an envelope.</summary>
    /// <param name="json">What <see cref="ProtectAsync"/> returned as configuration.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="key">Whose it is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Plain UTF-8 JSON.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public ValueTask<byte[]> RevealAsync(ReadOnlyMemory<byte> json, TypeShape shape, ConnectionKey key, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Encrypts a value that isn't configuration.</summary>
    /// <param name="value">The value.</param>
    /// <param name="key">Whose it is.</param>
    /// <param name="field">Its name: <see cref="TokensField"/>, <see cref="WebhookSecretField"/>, or another without a leading slash.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The envelope.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_ENCRYPT_FAILED.</exception>
    public ValueTask<string> ProtectValueAsync(string value, ConnectionKey key, string field, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Decrypts a value that isn't configuration.</summary>
    /// <param name="envelope">What <see cref="ProtectValueAsync"/> returned.</param>
    /// <param name="key">Whose it is.</param>
    /// <param name="field">Its name.</param>
    /// <param name="keyId">The record's key id, for the message of an error; empty where there is no record.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED.</exception>
    public ValueTask<string> RevealValueAsync(string envelope, ConnectionKey key, string field, string keyId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>
    /// Encrypts everything in a record anew with the current key. Whoever replaces only a part of a record whose key id isn't the current one does this
    /// first: all envelopes of a record have one key.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The record with new envelopes and key id; nothing else is changed, the version neither.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED or CONNECTOR_ENCRYPT_FAILED.</exception>
    public ValueTask<ConnectionRecord> ReencryptAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}

/// <summary>A configuration whose secret values are envelopes.</summary>
/// <param name="Config">For <see cref="ConnectionRecord.Config"/>.</param>
/// <param name="EncryptedPaths">For <see cref="ConnectionRecord.EncryptedPaths"/>.</param>
/// <param name="KeyId">The key it was encrypted with; empty when nothing was encrypted.</param>
/// <param name="Count">How many values were encrypted.</param>
internal readonly record struct ProtectedConfig(ReadOnlyMemory<byte> Config, string EncryptedPaths, string KeyId, int Count);
