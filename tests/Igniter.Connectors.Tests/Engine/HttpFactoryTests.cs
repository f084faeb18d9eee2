using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Logging;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.Tests.Engine;

public sealed class HttpFactoryTests
{
    private static readonly Uri Address = new("https://api.example.com/");
    private static readonly Uri Closed = new("http://127.0.0.1:1/");

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
    [InlineData(DemoConnector.Key, "Connector 'demo'")]
    [InlineData(OAuthHttp.GuardedClientName, "OAuth")]
    public async Task A_handler_in_use_that_can_not_be_changed_any_more_is_a_wrong_setup_that_says_the_way_out(string name, string user)
    {
        foreach (HttpMessageHandler handler in (HttpMessageHandler[])[new SocketsHttpHandler(), new HttpClientHandler()])
        {
            using HttpMessageHandler shared = handler;
            await UseAsync(shared);
            await using ServiceProvider provider = Share(shared);
            IHttpClientFactory clients = provider.GetRequiredService<IHttpClientFactory>();
            if (handler is HttpClientHandler && name == OAuthHttp.GuardedClientName)
            {
                // Another handler takes its place.
                using HttpClient client = clients.CreateClient(name);
                continue;
            }

            ConnectorException error = TestHost.Fails(ConnectorErrorCodes.ConnectorConfigurationInvalid, () => clients.CreateClient(name));

            Assert.Contains(user, error.Message, StringComparison.Ordinal);
            Assert.Contains($"AddHttpClient(\"{name}\")", error.Message, StringComparison.Ordinal);
            Assert.Equal(name == DemoConnector.Key ? name : null, error.Metadata.Connector);
            Assert.IsType<InvalidOperationException>(error.InnerException);
        }
    }

    [Fact]
    public async Task A_handler_that_the_SDKs_clients_share_is_in_use_by_one_of_them_first()
    {
        using SocketsHttpHandler shared = new();
        await using ServiceProvider provider = Share(shared);
        IHttpClientFactory clients = provider.GetRequiredService<IHttpClientFactory>();
        using HttpClient first = clients.CreateClient(OAuthHttp.GuardedClientName);
        await Assert.ThrowsAsync<HttpRequestException>(() => first.GetAsync(Closed, TestContext.Current.CancellationToken));

        using HttpClient second = clients.CreateClient(DemoConnector.Key);

        Assert.False(shared.UseCookies);
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

    private static ServiceProvider Share(HttpMessageHandler handler)
    {
        ServiceCollection services = new();
        services.ConfigureHttpClientDefaults(clients => clients.ConfigurePrimaryHttpMessageHandler(() => handler));
        return services.AddIgniterConnectors().AddConnector(typeof(DemoConnector), new DemoConnector().Define()).Services.BuildServiceProvider();
    }

    private static async Task UseAsync(HttpMessageHandler handler)
    {
        using HttpMessageInvoker invoker = new(handler, disposeHandler: false);
        using HttpRequestMessage request = new(HttpMethod.Get, Closed);
        await Assert.ThrowsAsync<HttpRequestException>(() => invoker.SendAsync(request, TestContext.Current.CancellationToken));
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
