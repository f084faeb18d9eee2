using System.Collections.ObjectModel;
using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Reads the values that endpoints hold from a stored configuration.</summary>
internal sealed class EndpointValues(ConfigProtector protector, OAuthRegistrations registrations)
{
    public async ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(RegisteredConnector connector, ConnectionRecord record)
    {
        if (connector.Definition.Config is not { } contract || registrations.SettingsOf(connector)!.Endpoints.All(endpoint => endpoint.Template.Names.Count == 0))
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }

        ReadOnlyMemory<byte> json = await protector.RevealAsync(record, contract.Shape, CancellationToken.None).ConfigureAwait(false);
        try
        {
            return registrations.ValuesOf(connector, JsonSerializer.Deserialize(json.Span, contract.JsonTypeInfo));
        }
        catch (Exception exception) when (exception is not ConnectorException)
        {
            throw ConnectorErrors.StoredConfigInvalid(record.Key, [new("", "The value doesn't parse.")], exception);
        }
    }
}
