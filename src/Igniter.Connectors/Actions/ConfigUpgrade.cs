using System.Text.Json;
using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>Mends a stored configuration that no longer fits its type, by the connector's <see cref="OnUpgradeAttribute"/> method.</summary>
internal sealed class ConfigUpgrade(ConfigProtector protector, ObservedStore store, TimeProvider time, ILogger logger)
{
    public async ValueTask<object?> RunAsync(
        RegisteredConnector connector, TypeContract contract, ConnectionRecord record, ReadOnlyMemory<byte> stored, CancellationToken cancellationToken)
    {
        object config;
        try
        {
            config = await connector.Definition.OnUpgrade!(JsonElement.Parse(stored.Span)).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            KnownSecrets secrets = new();
            secrets.AddAll(JsonElement.Parse(stored.Span));
            exception.Hide(secrets);
            throw;
        }
        catch (Exception exception)
        {
            throw ConnectorErrors.StoredConfigInvalid(record.Key, [new("", $"[OnUpgrade] threw {exception.GetType().Name}.")], exception);
        }

        ContractFailure? failure = config is null
            ? new([new("", RequiredMembers.Message)], null)
            : ContractReader.Check(contract, config, connector.Services);
        if (failure is not null)
        {
            throw ConnectorErrors.StoredConfigInvalid(record.Key, failure.Errors, failure.Cause);
        }

        await StoreAsync(contract, record, config!, cancellationToken).ConfigureAwait(false);
        return config!;
    }

    /// <summary>The call goes on without this: whoever loses the race or the database upgrades again next time.</summary>
    private async ValueTask StoreAsync(TypeContract contract, ConnectionRecord record, object config, CancellationToken cancellationToken)
    {
        try
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(config, contract.JsonTypeInfo);
            ProtectedConfig stored = await protector.ProtectAsync(json, contract.Shape, record.Key, cancellationToken).ConfigureAwait(false);
            ConnectionRecord changed = await StoredConfig.ReplaceAsync(protector, record, stored, cancellationToken).ConfigureAwait(false);
            await store.UpdateAsync(changed with { Version = record.Version + 1, UpdatedAt = time.GetUtcNow() }, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            Log.UpgradeNotStored(logger, record.Key.Connector, record.Key.Scope, exception.Code);
        }
    }
}
