using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>What happens on the way to a grant and to the next one. Put together when it is first asked for: most programs ask for less.</summary>
internal sealed class AuthorizationFlows(
    OAuthSource source,
    ObservedStore store,
    StoredConfigReader configs,
    ConnectionWriter writer,
    ConnectorCatalog catalog,
    PublicAddress address,
    ReturnUrlPolicy returnUrls,
    EventHub events,
    ILogger logger)
{
    public AuthorizationStarter Starter => field ??= new(store, configs, source.OAuth, address, returnUrls, events);

    public AuthorizationCallback Callback => field ??= new(source.OAuth, new AuthorizationCompleter(source.OAuth, writer, events), address, events);

    public IdleRenewal Idle => field ??= new(store, catalog, source.OAuth, events, logger);
}
