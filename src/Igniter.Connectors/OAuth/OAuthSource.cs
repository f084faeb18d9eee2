using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>What OAuth is put together from, when it is first asked for.</summary>
internal sealed class OAuthSource
{
    public required IReadOnlyList<ConnectorDefinition> Connectors { get; init; }

    /// <summary>What was configured, by connector.</summary>
    public required IReadOnlyDictionary<string, OAuthClientOptions> Options { get; init; }

    public required IServiceProvider Services { get; init; }

    public required IConnectorClients Clients { get; init; }

    public required ObservedStore Store { get; init; }

    public required ConfigProtector Protector { get; init; }

    public required LookupHasher Hasher { get; init; }

    public required EventHub Events { get; init; }

    public required ILogger Logger { get; init; }

    /// <exception cref="ConnectorException">CONNECTOR_CONFIGURATION_INVALID: a connector's OAuth is declared or configured wrongly.</exception>
    public OAuthServices OAuth => field ??= new OAuthServices(this);
}
