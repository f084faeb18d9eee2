using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Gives a connection's configuration: decrypts it and reads it into the connector's type.</summary>
internal sealed class StoredConfigReader(ConfigProtector protector, ValidateStage validate)
{
    /// <param name="connector">The connector.</param>
    /// <param name="record">The connection; <see langword="null"/> for the connector's default configuration.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The configuration; <see langword="null"/> for a connector without.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DECRYPT_FAILED or CONNECTOR_CONFIG_INVALID.</exception>
    public ValueTask<object?> ReadAsync(RegisteredConnector connector, ConnectionRecord? record, CancellationToken cancellationToken)
    {
        if (connector.Definition.Config is not { } contract)
        {
            return default;
        }

        if (record is null)
        {
            return new(connector.DefaultConfig);
        }

        return record.EncryptedPaths.Length == 0 && !connector.HasEncryptedConfig
            ? validate.ReadConfigAsync(connector, contract, record, record.Config, null, cancellationToken)
            : DecryptAsync(connector, contract, record, cancellationToken);
    }

    private async ValueTask<object?> DecryptAsync(
        RegisteredConnector connector, TypeContract contract, ConnectionRecord record, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> json;
        ConnectorException? misfit = null;
        try
        {
            json = await protector.RevealAsync(record, contract.Shape, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (connector.Definition.OnUpgrade is not null)
        {
            // A member that became [Encrypted] after it was stored is something [OnUpgrade] may mend; what really can't be decrypted throws again.
            json = await protector.RevealAsync(record, null, cancellationToken).ConfigureAwait(false);
            misfit = exception;
        }

        return await validate.ReadConfigAsync(connector, contract, record, json, misfit, cancellationToken).ConfigureAwait(false);
    }
}
