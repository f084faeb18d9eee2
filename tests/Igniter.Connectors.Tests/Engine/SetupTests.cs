using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Igniter.Connectors.Tests.Engine.TestHost;

namespace Igniter.Connectors.Tests.Engine;

public sealed class SetupTests
{
    [Fact]
    public void Without_a_store_the_set_up_says_how_to_get_one()
    {
        ConnectorException error = BuildFails(ConnectorErrorCodes.ConnectorDatabaseRequired, Builder().AddConnector(typeof(object), Define()).AddScope("a"));

        Assert.Equal(500, error.StatusCode);
        Assert.Contains("UseLiteDb", error.Message);
        Assert.Contains("UseInMemory", error.Message);
    }

    [Fact]
    public void Connectors_and_scopes_are_required()
    {
        BuildFails(ConnectorErrorCodes.ConnectorBuildConnectorsRequired, Builder().AddScope("a").UseInMemory());
        BuildFails(ConnectorErrorCodes.ConnectorBuildScopesRequired, Builder().AddConnector(typeof(object), Define()).UseInMemory());
    }

    [Theory]
    [InlineData("Demo")]
    [InlineData("")]
    [InlineData("1demo")]
    [InlineData("de mo")]
    [InlineData("de/mo")]
    [InlineData("démo")]
    public void Unfit_keys_are_refused(string key)
    {
        BuildFails(
            ConnectorErrorCodes.ConnectorConfigurationInvalid,
            Builder().AddConnector(typeof(object), Define(key)).AddScope("a").UseInMemory());
        BuildFails(
            ConnectorErrorCodes.ConnectorConfigurationInvalid,
            Builder().AddConnector(typeof(object), Define()).AddScope(key).UseInMemory());
    }

    [Fact]
    public void A_key_has_up_to_64_characters()
    {
        string longest = new('a', 64);
        using ConnectorManager manager = Builder().AddConnector(typeof(object), Define(longest)).AddScope("a-b_9").UseInMemory().Build();
        Assert.Equal(longest, manager.GetConnector(longest).Key);
        BuildFails(
            ConnectorErrorCodes.ConnectorConfigurationInvalid,
            Builder().AddConnector(typeof(object), Define(longest + "a")).AddScope("a").UseInMemory());
    }

    [Fact]
    public void Two_connectors_or_scopes_of_one_key_are_refused_and_repetitions_are_not()
    {
        ConnectorDefinition definition = Define();
        ConnectorException error = BuildFails(
            ConnectorErrorCodes.ConnectorConfigurationInvalid,
            Builder().AddConnector(typeof(object), definition).AddConnector(typeof(string), Define()).AddScope("a").UseInMemory());
        Assert.Equal("demo", error.Metadata.Connector);
        BuildFails(
            ConnectorErrorCodes.ConnectorConfigurationInvalid,
            Builder().AddConnector(typeof(object), definition).AddScope("a").AddScope("a", requiresIdentity: false).UseInMemory());

        using ConnectorManager manager = Builder()
            .AddConnector(typeof(object), definition).AddConnector(typeof(object), definition).AddScope("a").AddScope("a").UseInMemory().Build();

        Assert.Single(manager.Connectors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short-canary")]
    [InlineData("exactly 31 characters long ....")]
    public void S63_an_unfit_secret_is_found_at_once_and_not_repeated(string secret)
    {
        ConnectorsBuilder builder = ConnectorManager.CreateBuilder(options => options.Secret = secret);

        ConnectorException error = BuildFails(
            ConnectorErrorCodes.ConnectorEncryptionSecretRequired,
            builder.AddConnector(typeof(object), Define()).AddScope("a").UseInMemory());

        Assert.Contains("IGNITER_SECRET", error.Message);
        Assert.True(secret.Length == 0 || !error.ToString().Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public void S74_the_secret_is_needed_with_an_encryptor_of_ones_own_too()
    {
        ConnectorsBuilder builder = ConnectorManager.CreateBuilder(options => options.Secret = "");

        BuildFails(
            ConnectorErrorCodes.ConnectorEncryptionSecretRequired,
            builder.AddConnector(typeof(object), Define()).AddScope("a").UseInMemory().UseEncryptor(new Encryption.FakeKms()));
    }

    [Fact]
    public async Task The_secrets_may_come_from_the_configuration()
    {
        InMemoryConnectorStore store = new();
        await ConnectAsync(new() { ["IGNITER_SECRET"] = "the first secret of them all long ago" });

        DemoConfig config = await ConnectAsync(
            new()
            {
                ["IGNITER_SECRET"] = "the second secret that replaced the first",
                ["IGNITER_SECRET_PREVIOUS"] = "the first secret of them all long ago",
            });

        Assert.Equal("canary-token", config.Token);

        async Task<DemoConfig> ConnectAsync(Dictionary<string, string?> settings)
        {
            ConnectorDefinition definition = Define();
            ServiceCollection services = new();
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
            services.AddIgniterConnectors().AddConnector(typeof(object), definition).AddScope("a").UseStore(store);
            await using ServiceProvider provider = services.BuildServiceProvider();
            DemoScopedClient client = new(provider.GetRequiredService<ConnectorManager>().Scope("a", "1"), definition);
            if (await client.GetAsync(Token) is null)
            {
                await client.ConnectAsync(Config, cancellationToken: Token);
            }

            return await client.RevealConfigAsync(Token);
        }
    }

    [Fact]
    public void A_connector_whose_constructor_cannot_be_satisfied_is_named()
    {
        DemoConnector demo = new() { Configure = d => d.OnCreate = services => services.GetRequiredService<Resource>() };

        ConnectorException error = BuildFails(
            ConnectorErrorCodes.ConnectorBuildConfigRequired,
            Builder().AddConnector(typeof(object), demo.Define()).AddScope("a").UseInMemory());

        Assert.Equal("demo", error.Metadata.Connector);
        Assert.Contains("'demo'", error.Message);
    }

    [Fact]
    public void A_connector_that_wants_the_manager_in_its_constructor_is_refused()
    {
        DemoConnector demo = new() { Configure = d => d.OnCreate = services => services.GetRequiredService<ConnectorManager>() };

        BuildFails(
            ConnectorErrorCodes.ConnectorConfigurationInvalid,
            Builder().AddConnector(typeof(object), demo.Define()).AddScope("a").UseInMemory());
    }

    [Fact]
    public async Task A_connector_is_made_once()
    {
        int made = 0;
        await using TestHost host = new(demo => demo.Configure = d => d.OnCreate = _ => made++);

        await (await host.ConnectedAsync()).PingAsync(Token);
        await (await host.ConnectedAsync("org_2")).PingAsync(Token);

        Assert.Equal(1, made);
    }

    [Fact]
    public async Task A_host_fails_at_its_start_when_the_set_up_is_wrong()
    {
        ServiceCollection services = new();
        services.AddIgniterConnectors(options => options.Secret = Secret).AddConnector(typeof(object), Define()).AddScope("a");
        await using ServiceProvider provider = services.BuildServiceProvider();

        ConnectorException error = await FailsAsync(
            ConnectorErrorCodes.ConnectorDatabaseRequired, () => Assert.Single(provider.GetServices<IHostedService>()).StartAsync(Token));

        Assert.Equal(error.Code, Assert.Throws<ConnectorException>(provider.GetRequiredService<ConnectorManager>).Code);
    }

    [Fact]
    public async Task Adding_the_SDK_twice_goes_on_with_one_set_up()
    {
        ServiceCollection services = new();
        services.AddIgniterConnectors(options => options.Secret = "short").AddConnector(typeof(object), Define("one")).AddScope("a").UseInMemory();
        services.AddIgniterConnectors(options => options.Secret = Secret).AddConnector(typeof(string), Define("two"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        IHostedService startup = Assert.Single(provider.GetServices<IHostedService>());
        await startup.StartAsync(Token);
        await startup.StopAsync(Token);

        Assert.Equal(["one", "two"], provider.GetRequiredService<ConnectorManager>().Connectors.Select(connector => connector.Key));
    }

    [Fact]
    public void A_hosts_builder_builds_no_manager_of_its_own()
    {
        Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddIgniterConnectors().Build());
    }

    [Fact]
    public async Task The_last_store_is_used_and_a_given_one_is_not_disposed()
    {
        RecordingStore given = new();
        RecordingStore made = new();
        ConnectorManager manager = Builder().AddConnector(typeof(object), Define()).AddScope("a").UseInMemory().UseStore(given).Build();
        Assert.Same(given, manager.Store);
        await manager.DisposeAsync();
        Assert.False(given.IsDisposed);

        manager = Builder().AddConnector(typeof(object), Define()).AddScope("a").UseStore(given).UseStore(_ => made).Build();
        Assert.Same(made, manager.Store);
        manager.Dispose();
        manager.Dispose();
        Assert.True(made.IsDisposed);
    }

    [Fact]
    public async Task Services_of_the_builder_are_the_managers()
    {
        Resource resource = new();
        ConnectorsBuilder builder = Builder().AddConnector(typeof(object), Define()).AddScope("a").UseInMemory();
        builder.Services.AddSingleton(_ => resource);
        DemoConnector demo = new() { Configure = d => (d.Key, d.OnCreate) = ("other", services => services.GetRequiredService<Resource>()) };
        ConnectorManager manager = builder.AddConnector(typeof(string), demo.Define()).Build();

        await manager.DisposeAsync();

        Assert.Equal(1, resource.Disposals);
    }

    private static ConnectorsBuilder Builder() => ConnectorManager.CreateBuilder(options => options.Secret = Secret);

    private static ConnectorDefinition Define(string key = "demo") => new DemoConnector { Configure = d => d.Key = key }.Define();

    private static ConnectorException BuildFails(string code, ConnectorsBuilder builder) => Fails(code, () => builder.Build().Dispose());
}
