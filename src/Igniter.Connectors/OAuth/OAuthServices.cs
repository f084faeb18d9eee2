using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>The parts of OAuth, put together once for a manager.</summary>
internal sealed class OAuthServices
{
    /// <exception cref="ConnectorException">CONNECTOR_CONFIGURATION_INVALID: a connector's OAuth is declared or configured wrongly.</exception>
    public OAuthServices(
        IEnumerable<ConnectorDefinition> connectors,
        IReadOnlyDictionary<string, OAuthClientOptions> options,
        IServiceProvider services,
        ObservedStore store,
        ConfigProtector protector,
        LookupHasher hasher,
        EventHub events,
        ILogger logger)
    {
        OAuthHttp http = new(services);
        Registrations = new OAuthRegistrations(connectors, options, services);
        Vault = new GrantVault(protector, events.Time);
        Hasher = new GrantHasher(hasher);
        Tokens = new TokenClient(http, events.Time);
        UserInfo = new UserInfoClient(http, events.Time);
        States = new FlowStates(store, protector, events.Time);
        Revoker = new GrantRevoker(store, Vault, Hasher, Registrations, new RevocationClient(http, events.Time), logger);
        GrantSaver saver = new(store, Vault, Revoker, Hasher, events);
        GrantRenewal renewal = new(saver, Registrations, new EndpointValues(protector, Registrations), Tokens, events);
        Refresher = new GrantRefresher(store, Vault, renewal, events.Time);
        Grants = new ConnectionGrants(Registrations, Vault, Refresher, events.Time);
    }

    public OAuthRegistrations Registrations { get; }

    public GrantVault Vault { get; }

    public GrantHasher Hasher { get; }

    public TokenClient Tokens { get; }

    public UserInfoClient UserInfo { get; }

    public FlowStates States { get; }

    public GrantRevoker Revoker { get; }

    public GrantRefresher Refresher { get; }

    public ConnectionGrants Grants { get; }
}
