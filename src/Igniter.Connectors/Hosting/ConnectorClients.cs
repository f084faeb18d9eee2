using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Igniter.Connectors;

/// <summary>Makes the HTTP clients of connectors. Handlers and connections are the factory's; what belongs to one call stands in front of them.</summary>
internal sealed class ConnectorClients(HttpStack http) : IConnectorClients
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private static readonly ResiliencePipeline<HttpResponseMessage> Repeating = CreatePipeline();

    public IHttpClientFactory Factory => field ??= http.Clients;

    private IHttpMessageHandlerFactory Handlers => field ??= http.Handlers;

    private IOptionsMonitor<HttpClientFactoryOptions> Options => field ??= http.Options;

    public HttpClient Create(string name) => Factory.CreateClient(name);

    public HttpClient Create(string connector, IGrantAccess? grant)
    {
        HttpMessageHandler handler = new ResilienceHandler(Repeating) { InnerHandler = Handlers.CreateHandler(connector) };
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

    private static ResiliencePipeline<HttpResponseMessage> CreatePipeline()
    {
        HttpRetryStrategyOptions retry = new()
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,

            // Whoever asks for more patience gets the answer back, so that the caller decides.
            ShouldHandle = arguments => ValueTask.FromResult(
                HttpClientResiliencePredicates.IsTransient(arguments.Outcome)
                && !(arguments.Outcome.Result?.Headers.RetryAfter is { } wait && (wait.Delta > LongestWait || wait.Date is not null))),
        };
        retry.DisableForUnsafeHttpMethods();
        return new ResiliencePipelineBuilder<HttpResponseMessage>().AddRetry(retry).Build();
    }
}
