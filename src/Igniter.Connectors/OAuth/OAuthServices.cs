namespace Igniter.Connectors;

/// <summary>The parts of OAuth, put together once for a manager.</summary>
internal sealed class OAuthServices
{
    /// <exception cref="ConnectorException">CONNECTOR_CONFIGURATION_INVALID: a connector's OAuth is declared or configured wrongly.</exception>
    public OAuthServices(OAuthSource source)
    {
        TimeProvider time = source.Events.Time;
        OAuthHttp http = new(source.Clients);
        Registrations = new OAuthRegistrations(source.Connectors, source.Options, source.Services);
        Hasher = new GrantHasher(source.Hasher);
        Tokens = new TokenClient(http, time);
        UserInfo = new UserInfoClient(http, time);
        States = new FlowStates(source.Store, source.Protector, time);
        GrantVault vault = new(source.Protector, time);
        Revoker = new GrantRevoker(source.Store, vault, Hasher, Registrations, new RevocationClient(http, time), source.Logger);
        GrantSaver saver = new(source.Store, vault, Revoker, Hasher, source.Events);
        GrantKeeper keeper = new(saver, time, source.Logger);
        GrantRenewal renewal = new(saver, keeper, Registrations, new EndpointValues(source.Protector, Registrations), Tokens, source.Events);
        Refresher = new GrantRefresher(source.Store, vault, renewal, keeper, time);
        Grants = new ConnectionGrants(Registrations, vault, Refresher, Revoker, keeper, time);
    }

    public OAuthRegistrations Registrations { get; }

    public GrantHasher Hasher { get; }

    public TokenClient Tokens { get; }

    public UserInfoClient UserInfo { get; }

    public FlowStates States { get; }

    public GrantRevoker Revoker { get; }

    public GrantRefresher Refresher { get; }

    public ConnectionGrants Grants { get; }
}
