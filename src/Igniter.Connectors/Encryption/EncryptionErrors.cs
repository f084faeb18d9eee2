namespace Igniter.Connectors;

/// <summary>
/// The errors of encryption. They name connector, field and key id and nothing else: not the value, and not what exactly was wrong with it, which
/// would help someone who tampers.
/// </summary>
internal static class EncryptionErrors
{
    public static ConnectorException EncryptFailed(ConnectionKey key, string field, string keyId, Exception? cause = null) =>
        Create(
            ConnectorErrorCodes.ConnectorEncryptFailed,
            key,
            $"Connector '{key.Connector}': '{PathOf(field)}' can't be encrypted{With(keyId)}. Check the value for broken text, and the encryptor.",
            cause);

    public static ConnectorException DecryptFailed(ConnectionKey key, string field, string keyId, Exception? cause = null) =>
        Create(
            ConnectorErrorCodes.ConnectorDecryptFailed,
            key,
            cause is UnknownKeyException unknown
                ? $"Connector '{key.Connector}': the stored '{PathOf(field)}' can't be decrypted, unknown key id '{unknown.KeyId}'. "
                    + $"Give its secret in {EncryptionSecrets.PreviousName}, or connect again."
                : $"Connector '{key.Connector}': the stored '{PathOf(field)}' can't be decrypted{With(keyId)}. "
                    + "It was changed, moved here from elsewhere, or stored before it had to be encrypted: connect again.",
            cause);

    /// <summary>Whether a value is lost for good, and not only out of reach, as when a key service doesn't answer.</summary>
    public static bool IsLost(ConnectorException exception) =>
        exception.Code == ConnectorErrorCodes.ConnectorDecryptFailed
        && exception.InnerException is not (HttpRequestException or TimeoutException or IOException or OperationCanceledException);

    private static ConnectorException Create(string code, ConnectionKey key, string message, Exception? cause) => new(code, message, cause)
    {
        Metadata = new ConnectorErrorMetadata { Connector = key.Connector, Scope = key.Scope, Identity = key.Identity },
    };

    private static string With(string keyId) => keyId.Length == 0 ? "" : $" with key id '{keyId}'";

    private static string PathOf(string field) => field.Length == 0 ? "config" : JsonPointer.ToPath(field);
}
