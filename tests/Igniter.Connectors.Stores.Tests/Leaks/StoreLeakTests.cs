using Igniter.Connectors.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.Stores.Tests.Leaks;

/// <summary>Spans and metrics belong to the whole process, so who looks at them runs alone.</summary>
[CollectionDefinition(nameof(LeakCollection), DisableParallelization = true)]
public sealed class LeakCollection;

/// <summary>Each store with all of its own logs on, while secrets go through it and while it fails.</summary>
[Collection(nameof(LeakCollection))]
public sealed class StoreLeakTests : IDisposable
{
    private readonly SecretCanary _canary = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _secrets = [];

    public static TheoryData<string> Stores => ["memory", "LiteDB", "EF Core"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _canary.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task S119_a_stores_own_logs_hold_no_secret(string store)
    {
        await using ServiceProvider services = await StartAsync(store);
        ConnectorManager connectors = services.GetRequiredService<ConnectorManager>();
        ConnectorScope scope = connectors.Organization("org_1");
        VaultConnector.Config config = Config();

        ConnectionResult connected = await scope.Vault.ConnectAsync(config, cancellationToken: Token);
        await scope.Vault.UpdateAsync(current => current with { Token = Plant("new token") }, Token);
        await scope.Vault.DisableAsync(Token);
        await scope.Vault.EnableAsync(Token);
        string answer = await scope.Vault.ReadAsync(Plant("input"), Token);
        await connectors.Keys.ReencryptAsync(cancellationToken: Token);
        string shown = connected.ToString() + string.Join(' ', await scope.ListAsync(cancellationToken: Token)) + await scope.CountAsync(cancellationToken: Token);
        VaultConnector.Config revealed = await scope.Vault.RevealConfigAsync(Token);
        await ExerciseAsync(connectors.Store);
        await scope.Vault.DisconnectAsync(Token);

        Assert.Equal($"{_secrets["input"]} {_secrets["new token"]}", answer);
        Assert.Equal((_secrets["user"], _secrets["password"], _secrets["key"]), (revealed.Login!.User, revealed.Login.Password, revealed.Accounts[0].Key));
        _canary.Inspect("what is shown", shown);
        _canary.Verify();
    }

    [Theory]
    [InlineData("LiteDB")]
    [InlineData("EF Core")]
    public async Task S119_a_store_that_breaks_tells_no_secret(string store)
    {
        await using ServiceProvider services = await StartAsync(store);
        ConnectorManager connectors = services.GetRequiredService<ConnectorManager>();
        ConnectorScope scope = connectors.Organization("org_1");
        await scope.Vault.ConnectAsync(Config(), cancellationToken: Token);
        await BreakAsync(services, connectors.Store);

        foreach (Func<Task> operation in (Func<Task>[])
            [
                () => scope.Vault.ConnectAsync(Config(), cancellationToken: Token), () => scope.Vault.GetAsync(Token), () => scope.ListAsync(cancellationToken: Token),
                () => scope.Vault.ReadAsync(Plant("input"), Token), () => scope.Vault.DisconnectAsync(Token), () => connectors.Keys.GetUsageAsync(Token),
            ])
        {
            ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(operation);
            Assert.Equal(ConnectorErrorCodes.ConnectorDatabaseFailed, error.Code);
            _canary.Inspect(error);
        }

        _canary.Verify();
    }

    [Fact]
    public async Task The_logs_of_EF_Core_are_read_for_they_tell_a_secret_that_is_stored_in_the_clear()
    {
        await using ServiceProvider services = await StartAsync("EF Core", sensitive: true);
        ConnectorManager connectors = services.GetRequiredService<ConnectorManager>();
        VaultConnector.Config config = Config() with { Visible = Plant("visible") };
        await connectors.Organization("org_1").Vault.ConnectAsync(config, cancellationToken: Token);

        SecretLeakException leaks = Assert.Throws<SecretLeakException>(_canary.Verify);
        Assert.All(leaks.Leaks, leak => Assert.Equal("visible", leak.Secret));
        Assert.Contains(leaks.Leaks, leak => leak.Place.Contains("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));
    }

    private static async Task BreakAsync(ServiceProvider services, IConnectorStore store)
    {
        if (services.GetService<IDbContextFactory<StoreContext>>() is { } contexts)
        {
            await using StoreContext context = await contexts.CreateDbContextAsync(Token);
            await context.Database.ExecuteSqlRawAsync("DROP TABLE igniter_webhook_secrets; DROP TABLE igniter_connections;", Token);
        }
        else
        {
            ((IDisposable)store).Dispose();
        }
    }

    /// <summary>The operations that no connector without OAuth and webhook uses. What the engine gives them are hashes and envelopes.</summary>
    private static async Task ExerciseAsync(IConnectorStore store)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        ConnectionKey key = new("organization", "org_1", "vault", "");
        await store.PutOnceAsync("once", "value", now.AddMinutes(1), Token);
        await store.PutOnceAsync("once", "value", now.AddMinutes(1), Token);
        await store.TakeOnceAsync("once", now, Token);
        await store.ClaimAsync("claim", "owner", now, now.AddMinutes(1), Token);
        await store.AcquireLeaseAsync(key, "owner", now, now.AddMinutes(1), Token);
        await store.ReleaseLeaseAsync(key, "owner", Token);
        await store.SweepAsync(now.AddDays(1), Token);
        ConnectionRecord record = (await store.GetAsync(key, Token))!;
        Assert.False(await store.InsertAsync(record, Token));
        Assert.False(await store.UpdateAsync(record with { Version = record.Version + 7 }, Token));
    }

    private async Task<ServiceProvider> StartAsync(string store, bool sensitive = false)
    {
        ServiceCollection services = new();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_canary.Logs));
        ConnectorsBuilder builder = services.AddIgniterConnectors(options => options.Secret = Plant("IGNITER_SECRET")).AddConnectors().OnEvent(_canary.Inspect, EventDelivery.Inline);
        _ = store switch
        {
            "memory" => builder.UseInMemory(),
            "LiteDB" => builder.UseLiteDb(_directory.File("connectors.db")),
            _ => builder.UseEntityFramework<StoreContext>(),
        };
        services.AddPooledDbContextFactory<StoreContext>(options => options
            .UseSqlite($"Data Source={_directory.File("ef.db")};Pooling=False")
            .EnableSensitiveDataLogging(sensitive)
            .EnableDetailedErrors());
        if (store != "EF Core")
        {
            services.Remove(services.Last(service => service.ServiceType == typeof(IDbContextFactory<StoreContext>)));
            return services.BuildServiceProvider();
        }

        ServiceProvider provider = services.BuildServiceProvider();
        await using StoreContext context = await provider.GetRequiredService<IDbContextFactory<StoreContext>>().CreateDbContextAsync(Token);
        await context.Database.EnsureCreatedAsync(Token);
        return provider;
    }

    private string Plant(string what) => _secrets[what] = _canary.Plant(what);

    private VaultConnector.Config Config() => new()
    {
        Visible = "visible",
        Token = Plant("token"),
        Login = new(Plant("user"), Plant("password")),
        Accounts = [new() { Name = "first", Key = Plant("key") }],
    };
}
