using Corpus.Warehouse;
using Corpus.Weather;
using Igniter.Connectors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Contract;

/// <summary>A manager over the corpus with an in-memory store, as an application would set one up.</summary>
internal static class ContractHost
{
    public const string Secret = "a-development-secret-of-more-than-32-characters";

    public static FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static ConnectorManager Create(Action<ConnectorsBuilder>? configure = null, IConnectorStore? store = null)
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(Time);
        services.AddScoped<WeatherLog>();
        ConnectorsBuilder builder = services.AddIgniterConnectors(options => options.Secret = Secret)
            .AddConnector<WarehouseConnector>()
            .AddConnector<WeatherConnector>()
            .AddConnector<ClockConnector>()
            .AddScope("organization")
            .AddScope("system", requiresIdentity: false);
        builder = store is null ? builder.UseInMemory() : builder.UseStore(store);
        configure?.Invoke(builder);
        return services.BuildServiceProvider().GetRequiredService<ConnectorManager>();
    }

    public static WarehouseConnector.Config WarehouseConfig() => new()
    {
        Endpoints =
        [
            new() { Url = "https://one.example", Token = "canary-token-one" },
            new() { Url = "https://two.example" },
        ],
        Keys = ["canary-key-a", "canary-key-b"],
        Pin = 424242,
        Vault = new() { Login = "canary-login", Password = "canary-vault" },
        Region = WarehouseConnector.Region.NorthAmerica,
        Mirrors = { ["a/b~c.d"] = new() { Url = "https://mirror.example", Token = "canary-token-mirror" } },
        Page = new() { First = new() { Url = "https://page.example", Token = "canary-token-page" } },
        Retry = new(3, TimeSpan.FromSeconds(1), "canary-signature"),
        Account = new() { Login = "bob", Password = "canary-password" },
        Site = new Uri("https://site.example/x"),
        Since = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
        Timeout = TimeSpan.FromMinutes(2),
        Tenant = Guid.Parse("0123abcd-0000-4000-8000-000000000001"),
        PageSize = 50,
        Note = "canary-note",
    };

    public static async Task<ConnectorException> FailsAsync(string code, Func<Task> action)
    {
        ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(action);
        Assert.Equal(code, exception.Code);
        Assert.DoesNotContain("canary", exception.ToString());
        return exception;
    }
}
