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
}
