using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Decrypts a stored configuration and reads it into the connector's type.</summary>
internal sealed class StoredConfigReader(DecryptStage decrypt, ValidateStage validate)
{
    /// <returns>The configuration; <see langword="null"/> for a connector without.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED or CONNECTOR_CONFIG_INVALID.</exception>
    public async ValueTask<object?> ReadAsync(RegisteredConnector connector, ConnectionRecord record, CancellationToken cancellationToken)
    {
        PlainConfig plain = await decrypt.RunAsync(connector, record, cancellationToken).ConfigureAwait(false);
        return await validate.ReadConfigAsync(connector, record, plain, cancellationToken).ConfigureAwait(false);
    }
}
