using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Logging;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.Tests.Engine;

public sealed class HttpFactoryTests
{
    private static readonly Uri Address = new("https://api.example.com/");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_applications_clients_are_as_it_says_whichever_is_added_first(bool isFirst)
    {
        ServiceCollection services = new();
        if (isFirst)
        {
            services.AddHttpClient("own", http => http.BaseAddress = Address);
            services.AddIgniterConnectors();
        }
        else
        {
            services.AddIgniterConnectors();
            services.AddHttpClient("own", http => http.BaseAddress = Address);
        }

        using ServiceProvider provider = services.BuildServiceProvider();
        using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("own");

        Assert.Equal(Address, client.BaseAddress);
    }

    [Fact]
    public void There_is_a_factory_where_the_application_adds_no_clients()
    {
        using ServiceProvider provider = new ServiceCollection().AddIgniterConnectors().Services.BuildServiceProvider();
        using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("own");

        Assert.Null(client.BaseAddress);
    }

    [Theory]
    [InlineData(OAuthHttp.ClientName, true)]
    [InlineData(OAuthHttp.ClientName, false)]
    [InlineData(OAuthHttp.GuardedClientName, true)]
    [InlineData(OAuthHttp.GuardedClientName, false)]
    public void S113_a_handler_for_all_of_the_applications_clients_brings_no_cookies_and_opens_no_private_network(string name, bool isFirst)
    {
        foreach (Func<HttpMessageHandler> create in (Func<HttpMessageHandler>[])[() => new SocketsHttpHandler(), () => new HttpClientHandler()])
        {
            ServiceCollection services = new();
            if (isFirst)
            {
                services.ConfigureHttpClientDefaults(clients => clients.ConfigurePrimaryHttpMessageHandler(create));
            }

            services.AddIgniterConnectors();
            if (!isFirst)
            {
                services.ConfigureHttpClientDefaults(clients => clients.ConfigurePrimaryHttpMessageHandler(create));
            }

            using ServiceProvider provider = services.BuildServiceProvider();
            HttpMessageHandler handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name);
            while (handler is DelegatingHandler { InnerHandler: { } inner })
            {
                handler = inner;
            }

            bool isGuarded = handler is SocketsHttpHandler { ConnectCallback: not null };
            bool isTight = handler is SocketsHttpHandler { UseCookies: false, AllowAutoRedirect: false } or HttpClientHandler { UseCookies: false, AllowAutoRedirect: false };
            Assert.True(isTight);
            Assert.Equal(name == OAuthHttp.GuardedClientName, isGuarded);
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task S119_loggers_for_all_of_the_applications_clients_do_not_hear_of_the_SDKs(bool isFirst, bool knowsOneBefore)
    {
        LogRecorder logs = new();
        ServiceCollection services = new();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        if (knowsOneBefore)
        {
            services.AddHttpClient(DemoConnector.Key, http => http.BaseAddress = Address);
        }

        if (isFirst)
        {
            AddLoggers();
        }

        services.AddIgniterConnectors().AddConnector(typeof(DemoConnector), new DemoConnector().Define());
        if (!isFirst)
        {
            AddLoggers();
        }

        await using ServiceProvider provider = services.BuildServiceProvider();
        IHttpClientFactory clients = provider.GetRequiredService<IHttpClientFactory>();
        foreach (string name in (string[])[DemoConnector.Key, OAuthHttp.ClientName, OAuthHttp.GuardedClientName])
        {
            await SendAsync(name);
            Assert.Empty(logs.Messages);
        }

        await SendAsync("own");
        Assert.Contains(logs.Messages, message => message.Contains("own logger", StringComparison.Ordinal));
        Assert.Contains(logs.Messages, message => message.Contains("HTTP request", StringComparison.Ordinal));

        void AddLoggers() => services.ConfigureHttpClientDefaults(client => client
            .ConfigurePrimaryHttpMessageHandler(() => new Echo())
            .AddDefaultLogger()
            .AddLogger(_ => new RequestLogger(logs), wrapHandlersPipeline: true));

        async Task SendAsync(string name)
        {
            using HttpClient client = clients.CreateClient(name);
            using HttpResponseMessage response = await client.GetAsync(new Uri(Address, "bot123/canary/getMe"), TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_wants_logs_of_a_connectors_client_asks_for_them_by_its_name(bool isFirst)
    {
        LogRecorder logs = new();
        ServiceCollection services = new();
        if (isFirst)
        {
            AddLogger();
        }

        services.AddIgniterConnectors().AddConnector(typeof(DemoConnector), new DemoConnector().Define());
        if (!isFirst)
        {
            AddLogger();
        }

        await using ServiceProvider provider = services.BuildServiceProvider();
        using HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(DemoConnector.Key);
        using HttpResponseMessage response = await client.GetAsync(Address, TestContext.Current.CancellationToken);

        Assert.NotEmpty(logs.Messages);

        void AddLogger() => services.AddHttpClient(DemoConnector.Key).ConfigurePrimaryHttpMessageHandler(() => new Echo()).AddLogger(_ => new RequestLogger(logs));
    }

    private sealed class Echo : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { RequestMessage = request });
    }

    /// <summary>A logger of the application's own.</summary>
    private sealed class RequestLogger(LogRecorder logs) : IHttpClientLogger
    {
        public object? LogRequestStart(HttpRequestMessage request)
        {
            logs.Messages.Enqueue($"own logger: {request.RequestUri}");
            return null;
        }

        public void LogRequestStop(object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed) => LogRequestStart(request);

        public void LogRequestFailed(object? context, HttpRequestMessage request, HttpResponseMessage? response, Exception exception, TimeSpan elapsed) =>
            LogRequestStart(request);
    }
}
