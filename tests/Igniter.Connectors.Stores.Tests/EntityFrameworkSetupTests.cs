using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Stores.Tests;

/// <summary>The EF Core store in an application: its context, its tables, its column types.</summary>
public sealed class EntityFrameworkSetupTests : IDisposable
{
    private static readonly string Secret = new('s', 32);

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_context_without_the_tables_is_told_what_to_do()
    {
        ServiceCollection services = new();
        services.AddPooledDbContextFactory<BareContext>(options => options.UseSqlite("Data Source=:memory:"));
        services.AddIgniterConnectors(options => options.Secret = Secret).AddConnectors().UseEntityFramework<BareContext>();

        ConnectorException exception = Fails(services);

        Assert.Equal(ConnectorErrorCodes.ConnectorConfigurationInvalid, exception.Code);
        Assert.Contains("modelBuilder.AddIgniterConnectors()", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_without_a_factory_is_told_what_to_do()
    {
        ServiceCollection services = new();
        services.AddDbContext<StoreContext>(options => options.UseSqlite("Data Source=:memory:"));
        services.AddIgniterConnectors(options => options.Secret = Secret).AddConnectors().UseEntityFramework<StoreContext>();

        ConnectorException exception = Fails(services);

        Assert.Equal(ConnectorErrorCodes.ConnectorConfigurationInvalid, exception.Code);
        Assert.Contains("AddPooledDbContextFactory<StoreContext>", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_have_the_names_they_are_given_beside_the_applications_own()
    {
        ServiceCollection services = new();
        services.AddPooledDbContextFactory<NamedContext>(options => options.UseSqlite($"Data Source={_directory.File("app.db")};Pooling=False"));
        services.AddIgniterConnectors(options => options.Secret = Secret).AddConnectors().UseEntityFramework<NamedContext>();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await using NamedContext context = await provider.GetRequiredService<IDbContextFactory<NamedContext>>().CreateDbContextAsync(Cancellation);
        await context.Database.EnsureCreatedAsync(Cancellation);

        await provider.GetRequiredService<ConnectorManager>().Organization("1").Vault.ConnectAsync(Config, cancellationToken: Cancellation);

        Assert.Equal(1, await context.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM connections").SingleAsync(Cancellation));
        List<string> tables = await context.Database
            .SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name").ToListAsync(Cancellation);
        Assert.Equal(["Notes", "claims", "connections", "once", "secrets"], tables);
    }

    [Fact]
    public async Task A_configuration_in_jsonb_comes_back_with_the_same_values_and_can_be_searched()
    {
        using PostgresDatabase database = new();
        ServiceCollection services = new();
        services.AddPooledDbContextFactory<JsonContext>(options => options.UseNpgsql(database.ConnectionString));
        services.AddIgniterConnectors(options => options.Secret = Secret).AddConnectors().UseEntityFramework<JsonContext>();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await using JsonContext context = await provider.GetRequiredService<IDbContextFactory<JsonContext>>().CreateDbContextAsync(Cancellation);
        await context.Database.EnsureCreatedAsync(Cancellation);
        ConnectorManager connectors = provider.GetRequiredService<ConnectorManager>();
        VaultScopedClient vault = connectors.Organization("1").Vault;

        // PostgreSQL sorts the members of an object by their names' length, so the paths of what is encrypted meet another order.
        await vault.ConnectAsync(Config, cancellationToken: Cancellation);
        await vault.UpdateAsync(config => config with { Number = long.MinValue }, Cancellation);

        VaultConnector.Config stored = await vault.RevealConfigAsync(Cancellation);
        Assert.Equal(Config with { Number = long.MinValue, Accounts = stored.Accounts }, stored);
        Assert.Equal(Config.Accounts, stored.Accounts);
        Assert.Equal(
            1,
            await context.Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM igniter_connections WHERE "Config" @> jsonb_build_object('visible', {Config.Visible})""")
                .SingleAsync(Cancellation));

        ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(
            () => vault.UpdateAsync(config => config with { Visible = "\0" }, Cancellation));
        Assert.Equal(ConnectorErrorCodes.ConnectorDatabaseFailed, exception.Code);
    }

    [Theory]
    [InlineData("1.10")]
    [InlineData("-0.0")]
    [InlineData("1e300")]
    [InlineData("123456789012345678901234567890.123456789")]
    [InlineData("\"\\u00e9\\ud83d\\ude00\\n\\\\\\/\\u001f\"")]
    public async Task Numbers_and_escapes_in_jsonb_keep_their_value(string json)
    {
        using PostgresDatabase database = new();
        using EntityFrameworkStores<JsonContext> stores = new(options => options.UseNpgsql(database.ConnectionString));
        IConnectorStore store = stores.Create();
        ConnectionRecord record = new()
        {
            Id = "019b7a2c-0000-7000-8000-000000000001",
            Key = new("user", "1", "telegram", ""),
            Config = System.Text.Encoding.UTF8.GetBytes($$"""{"longer":1,"value":{{json}}}"""),
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };

        await store.InsertAsync(record, Cancellation);

        System.Text.Json.JsonElement sent = System.Text.Json.JsonElement.Parse(record.Config.Span);
        System.Text.Json.JsonElement back = System.Text.Json.JsonElement.Parse((await store.GetAsync(record.Key, Cancellation))!.Config.Span);
        Assert.True(System.Text.Json.JsonElement.DeepEquals(sent, back), back.GetRawText());
    }

    public void Dispose() => _directory.Dispose();

    private static VaultConnector.Config Config { get; } = new()
    {
        Visible = "visible \" \\ é \U0001f600",
        Token = "token",
        Number = long.MaxValue,
        Login = new("user", "password"),
        Accounts = [new() { Name = "first", Key = "key 1" }, new() { Name = "second", Key = "key 2" }],
    };

    private static ConnectorException Fails(ServiceCollection services)
    {
        using ServiceProvider provider = services.BuildServiceProvider();
        return Assert.Throws<ConnectorException>(() => provider.GetRequiredService<ConnectorManager>().Store);
    }

    private sealed class BareContext(DbContextOptions<BareContext> options) : DbContext(options);

    private sealed class NamedContext(DbContextOptions<NamedContext> options) : DbContext(options)
    {
        public DbSet<Note> Notes => Set<Note>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddIgniterConnectors(tables =>
        {
            tables.Connections = "connections";
            tables.WebhookSecrets = "secrets";
            tables.OneTimeEntries = "once";
            tables.Claims = "claims";
        });
    }

    private sealed class JsonContext(DbContextOptions<JsonContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) =>
            modelBuilder.AddIgniterConnectors(tables => tables.ConfigColumnType = "jsonb");
    }

    private sealed class Note
    {
        public int Id { get; init; }
    }
}
