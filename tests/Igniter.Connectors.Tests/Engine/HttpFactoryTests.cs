using Microsoft.Extensions.DependencyInjection;

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
}
