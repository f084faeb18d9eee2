using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class OwnServicesTests
{
    [Fact]
    public async Task A_program_without_a_host_and_without_services_runs()
    {
        DemoConnector demo = new();
        ConnectorDefinition definition = demo.Define();
        Assert.False(definition.UsesServices);
        await using ConnectorManager manager = Builder().AddConnector(typeof(object), definition).AddScope("a").UseInMemory().Build();
        DemoScopedClient client = new(manager.Scope("a", "1"), definition);

        await client.ConnectAsync(Config, cancellationToken: Token);
        await client.PingAsync(Token);

        Assert.Equal("canary-token", (await client.RevealConfigAsync(Token)).Token);
        Assert.NotNull(demo.Http);
    }

    [Fact]
    public void A_connector_that_takes_services_gets_what_a_container_has()
    {
        object[] services = [];
        DemoConnector demo = new()
        {
            Configure = d => d.OnCreate = provider => services =
            [
                provider.GetRequiredService<ILogger<DemoConnector>>(),
                provider.GetRequiredService<IOptions<ConnectorsOptions>>(),
                provider.GetRequiredService<IServiceScopeFactory>(),
                provider.GetRequiredService<IHttpClientFactory>(),
                provider.GetRequiredService<IConnectorStore>(),
            ],
        };

        using ConnectorManager manager = Builder().AddConnector(typeof(object), demo.Define()).AddScope("a").UseInMemory().Build();

        Assert.Equal(5, services.Length);
        Assert.Same(manager.Store, services[^1]);
    }

    [Fact]
    public void A_stores_factory_gets_what_a_container_has()
    {
        using ConnectorManager manager = Builder()
            .AddConnector(typeof(object), new DemoConnector().Define())
            .AddScope("a")
            .UseStore(services => services.GetRequiredService<ILogger<InMemoryConnectorStore>>() is null ? null! : new InMemoryConnectorStore())
            .Build();

        Assert.IsType<InMemoryConnectorStore>(manager.Store);
    }

    [Fact]
    public void An_encryptor_and_a_store_that_are_given_need_no_container()
    {
        InMemoryConnectorStore store = new();
        using ConnectorManager manager = Builder()
            .AddConnector(typeof(object), new DemoConnector().Define())
            .AddScope("a")
            .UseStore(store)
            .UseEncryptor(new Encryption.FakeKms())
            .Build();

        Assert.Same(store, manager.Store);
    }

    [Fact]
    public async Task Services_are_made_once_and_what_was_made_is_disposed_of_the_last_first()
    {
        List<string> disposed = [];
        ServiceCollection registered = new();
        registered.AddSingleton(new Part("given", disposed));
        registered.AddSingleton<IDisposable>(services => new Part("first", disposed));
        registered.AddSingleton<IFormattable>(services => throw new InvalidOperationException("Replaced."));
        registered.AddSingleton<IFormattable>(services => new Part(services.GetRequiredService<IDisposable>().ToString() + ", second", disposed));
        OwnServices services = new(registered);

        object? second = services.GetService(typeof(IFormattable));
        Assert.Same(second, services.GetService(typeof(IFormattable)));
        Assert.Equal("first, second", second?.ToString());
        Assert.Equal("given", services.GetService(typeof(Part))?.ToString());
        Assert.Null(services.GetService(typeof(ICloneable)));
        await services.DisposeAsync();
        await services.DisposeAsync();

        Assert.Equal(["first, second", "first"], disposed);
        Assert.Throws<ObjectDisposedException>(() => services.GetService(typeof(Part)));
    }

    private static ConnectorsBuilder Builder() => ConnectorManager.CreateBuilder(options => options.Secret = Secret);

    private sealed class Part(string name, List<string> disposed) : IDisposable, IFormattable
    {
        public void Dispose() => disposed.Add(name);

        public override string ToString() => name;

        public string ToString(string? format, IFormatProvider? formatProvider) => name;
    }
}
