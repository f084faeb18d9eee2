using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Igniter.Connectors;

[assembly: ConnectorScope("organization")]
[assembly: ConnectorScope("system", RequiresIdentity = false)]

namespace Igniter.Connectors.AotSmoke;

public enum Priority
{
    Low,
    High,
}

/// <summary>Uses what a native program could lose: nested objects, encrypted values that aren't strings, lists, enums, defaults.</summary>
[Connector("courier", Name = "Courier", Description = "Delivers parcels nowhere")]
public sealed partial class CourierConnector
{
    public sealed partial record Config
    {
        [Encrypted, StringLength(64, MinimumLength = 8)]
        public required string ApiKey { get; init; }

        [Encrypted]
        public string? WebhookKey { get; init; }

        public required Depot Depot { get; init; }

        public IReadOnlyList<Endpoint> Endpoints { get; init; } = [];

        [Encrypted]
        public IReadOnlyDictionary<string, int> Pins { get; init; } = new Dictionary<string, int>();

        public Priority Priority { get; init; } = Priority.High;

        [Range(1, 100)]
        public int PageSize { get; init; } = 25;
    }

    public sealed partial record Depot([Encrypted] string DoorCode, TimeSpan OpensAfter);

    public sealed record Endpoint
    {
        public required Uri Url { get; init; }

        [Range(1, 10)]
        public int Retries { get; init; } = 3;
    }

    public sealed record Parcel([property: StringLength(20, MinimumLength = 1)] string Address, decimal Kilograms);

    public sealed record Receipt(Guid Id, string Address, Priority Priority, string KeyEnding, int PageSize);

    public sealed record Position(int Stop, DateTimeOffset At);

    public sealed record ParcelEvent(string Type, Parcel Parcel);

    [Webhook("parcel.returned", Signature = WebhookSignature.StandardWebhooks, Secret = nameof(Config.WebhookKey))]
    public void Returned(ParcelEvent returned, WebhookContext<Config> context) => Returns.Add($"{returned.Parcel.Address} {context.EventId} {context.Identity}");

    public static List<string> Returns { get; } = [];

    [OnValidate]
    public static void Validate(Config config)
    {
        if (config.ApiKey == "revoked-key")
        {
            throw new ValidationException("The key was revoked.");
        }
    }

    [OnContext]
    public static Van Load(Config config) => new(config.Depot.DoorCode);

    [TestConnection]
    public static ValueTask TestAsync(Van van)
    {
        ArgumentNullException.ThrowIfNull(van);
        return ValueTask.CompletedTask;
    }

    /// <summary>Delivers a parcel.</summary>
    [Action]
    public Task<Receipt> DeliverAsync(Parcel parcel, Priority? priority, Van van, ConnectorContext<Config> context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Config config = context.Config;
        return Task.FromResult(new Receipt(
            Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"), $"{parcel.Address} ({van.DoorCode})", priority ?? config.Priority, config.ApiKey[^3..], config.PageSize));
    }

    /// <summary>Streams where the van is.</summary>
    [Action]
    public async IAsyncEnumerable<Position> TrackAsync([Range(1, 5)] int stops, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int stop = 1; stop <= stops; stop++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(stop, DateTimeOffset.UnixEpoch.AddHours(stop));
        }
    }

    public sealed record Van(string DoorCode);
}
