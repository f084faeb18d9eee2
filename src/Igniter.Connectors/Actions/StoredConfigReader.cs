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

        if (record.EncryptedPaths.Length == 0 && !connector.HasEncryptedConfig)
        {
            return validate.ReadConfigAsync(connector, contract, record, record.Config, null, cancellationToken);
        }

        if (connector.Definition.OnUpgrade is not null)
        {
            return DecryptOrUpgradeAsync(connector, contract, record, cancellationToken);
        }

        ValueTask<ReadOnlyMemory<byte>> revealing = protector.RevealAsync(record, contract.Shape, cancellationToken);
        return revealing.IsCompletedSuccessfully
            ? validate.ReadConfigAsync(connector, contract, record, revealing.Result, null, cancellationToken)
            : WaitAsync(connector, contract, record, revealing, cancellationToken);
    }

    private async ValueTask<object?> WaitAsync(
        RegisteredConnector connector,
        TypeContract contract,
        ConnectionRecord record,
        ValueTask<ReadOnlyMemory<byte>> revealing,
        CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> json = await revealing.ConfigureAwait(false);
        return await validate.ReadConfigAsync(connector, contract, record, json, null, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<object?> DecryptOrUpgradeAsync(
        RegisteredConnector connector, TypeContract contract, ConnectionRecord record, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> json;
        ConnectorException? misfit = null;
        try
        {
            json = await protector.RevealAsync(record, contract.Shape, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            // A member that became [Encrypted] after it was stored is something [OnUpgrade] may mend; what really can't be decrypted throws again.
            json = await protector.RevealAsync(record, null, cancellationToken).ConfigureAwait(false);
            misfit = exception;
        }

        return await validate.ReadConfigAsync(connector, contract, record, json, misfit, cancellationToken).ConfigureAwait(false);
    }
}
