using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Polly;

namespace Igniter.Connectors;

/// <summary>Makes the HTTP clients of connectors. Handlers and connections are the factory's; what belongs to one call stands in front of them.</summary>
internal sealed class ConnectorClients(HttpStack http) : IConnectorClients
{
    public IHttpClientFactory Factory => field ??= http.Clients;

    private IHttpMessageHandlerFactory Handlers => field ??= http.Handlers;

    private IOptionsMonitor<HttpClientFactoryOptions> Options => field ??= http.Options;

    // The waits are for a provider's sake, so they are real ones whatever clock the application has.
    private ResiliencePipeline<HttpResponseMessage> Repeating => field ??= RepeatHandler.CreatePipeline(TimeProvider.System);

    public HttpClient Create(string name) => Factory.CreateClient(name);

    public HttpClient Create(string connector, IGrantAccess? grant)
    {
        HttpMessageHandler handler = new RepeatHandler(Repeating) { InnerHandler = Handlers.CreateHandler(connector) };
        if (grant is not null)
        {
            DelegatingHandler sender = grant.CreateHandler();
            sender.InnerHandler = handler;
            handler = sender;
        }

        HttpClient client = new(handler, disposeHandler: false);
        foreach (Action<HttpClient> configure in Options.Get(connector).HttpClientActions)
        {
            configure(client);
        }

        return client;
    }
}
