using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Igniter.Connectors;

namespace Corpus.Warehouse;

/// <summary>Keeps stock. Its configuration has secrets of every kind and depth.</summary>
[Connector("warehouse", Name = "Warehouse", Icon = "box.svg", Category = "logistics", DocumentationUrl = "https://warehouse.example/docs")]
[ConnectorMetadata("tier", "gold")]
[ConnectorMetadata("region", "eu")]
public sealed partial class WarehouseConnector(TimeProvider time)
{
    public enum Region
    {
        Europe,

        [JsonStringEnumMemberName("north-america")]
        NorthAmerica,
    }

    public sealed partial record Endpoint
    {
        [Url]
        public required string Url { get; init; }

        [Encrypted]
        public string? Token { get; init; }
    }

    public sealed partial record Retry(int Attempts, TimeSpan Pause, [property: Encrypted] string? Signature = null);

    public sealed partial record Paged<T>
    {
        public int Size { get; init; } = 10;

        public T? First { get; init; }
    }

    public sealed partial class Account
    {
        [StringLength(20, MinimumLength = 2)]
        public string Login { get; set; } = "anonymous";

        [Encrypted]
        public string? Password { get; set; }
    }

    public sealed partial record Config
    {
        /// <summary>Where the stock is kept.</summary>
        [MinLength(1)]
        public required IReadOnlyList<Endpoint> Endpoints { get; init; }

        [Encrypted]
        public IReadOnlyList<string> Keys { get; init; } = [];

        [Encrypted]
        public int Pin { get; init; }

        [Encrypted]
        public Account? Vault { get; init; }

        public Region Region { get; init; } = Region.Europe;

        public Dictionary<string, Endpoint> Mirrors { get; init; } = [];

        public Paged<Endpoint>? Page { get; init; }

        public Retry? Retry { get; init; }

        public Account Account { get; init; } = new();

        public Uri? Site { get; init; }

        public DateTimeOffset? Since { get; init; }

        public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

        public Guid Tenant { get; init; }

        [Range(1, 100)]
        public int PageSize { get; init; } = 25;

        public bool Strict { get; init; } = true;

        [Sensitive]
        public string? Note { get; init; }
    }

    public sealed partial record Item(string Sku, [Range(0, 1000)] int Count)
    {
        [Sensitive]
        public string? Supplier { get; init; }
    }

    public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

    /// <summary>Reads the configuration the action runs with.</summary>
    [Action]
    public Task<Config> EchoConfigAsync(Config config) => Task.FromResult(config);

    /// <summary>Finds items.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="region">Where.</param>
    /// <param name="token">Cancels.</param>
    /// <returns>A page of items.</returns>
    [Action("find")]
    public async ValueTask<Page<Item>> FindItemsAsync(
        [StringLength(10, MinimumLength = 2)] string query,
        ConnectorContext<Config> context,
        [Range(1, 50)] int limit = 5,
        Region? region = null,
        CancellationToken token = default)
    {
        await Task.Yield();
        token.ThrowIfCancellationRequested();
        List<Item> items = [];
        for (int i = 0; i < limit; i++)
        {
            items.Add(new Item($"{query}-{region ?? context.Config.Region}-{i}", i) { Supplier = context.Identity });
        }

        return new Page<Item>(items, limit > 1 ? "more" : null);
    }

    [Action]
    public Task StoreAsync(Item item, IReadOnlyList<Item>? more, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return item.Sku switch
        {
#pragma warning disable IGN0203 // Shows that the exception of an action isn't shown.
            "explode" => throw new InvalidOperationException("The secret is " + more?[0].Supplier),
#pragma warning restore IGN0203
            "own" => throw new ConnectorException("WAREHOUSE_FULL", "The warehouse is full.") { StatusCode = 507, IsTransient = true },
            "timeout" => throw new TaskCanceledException("The provider took too long."),
            _ => Task.CompletedTask,
        };
    }

    [Action]
    public ValueTask<Item> CountAsync(int count) => ValueTask.FromResult(new Item("counted", count));

    [Action(TimeoutSeconds = 5)]
    public Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);

    [Action]
    public async IAsyncEnumerable<Item> WatchAsync(int from, int to, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = from; i < to; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new Item("watched", i);
        }
    }

    [OnValidate]
    internal static void Validate(Config config)
    {
        if (config.Pin == 13)
        {
            throw new ValidationException("Thirteen is no pin.");
        }

        if (config.Pin == 14)
        {
            throw new FormatException("Fourteen broke it.");
        }
    }

    [TestConnection]
    public Task TestAsync(Config config) =>
        config.Strict ? Task.CompletedTask : throw new InvalidOperationException("Not strict.");

    [OnUpgrade]
    internal static Config Upgrade(JsonElement stored) => new()
    {
        Endpoints = [new Endpoint { Url = stored.GetProperty("url").GetString()!, Token = stored.TryGetProperty("token", out JsonElement token) ? token.GetString() : null }],
    };
}
