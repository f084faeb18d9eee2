using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Makes the stored configuration readable.</summary>
internal sealed class DecryptStage(ConfigProtector protector)
{
    public async ValueTask<PlainConfig> RunAsync(RegisteredConnector connector, ConnectionRecord record, CancellationToken cancellationToken)
    {
        if (record.EncryptedPaths.Length == 0 && !connector.HasEncryptedConfig)
        {
            return new(record.Config, null);
        }

        try
        {
            return new(await protector.RevealAsync(record, connector.Definition.Config?.Shape, cancellationToken).ConfigureAwait(false), null);
        }
        catch (ConnectorException exception) when (connector.Definition.OnUpgrade is not null)
        {
            // A member that became [Encrypted] after it was stored is something [OnUpgrade] may mend; what really can't be decrypted throws again.
            return new(await protector.RevealAsync(record, null, cancellationToken).ConfigureAwait(false), exception);
        }
    }
}

/// <summary>A stored configuration in plain text.</summary>
/// <param name="Json">UTF-8 JSON.</param>
/// <param name="Misfit">Why it can't be used as it is, if that is known already.</param>
internal readonly record struct PlainConfig(ReadOnlyMemory<byte> Json, ConnectorException? Misfit);
