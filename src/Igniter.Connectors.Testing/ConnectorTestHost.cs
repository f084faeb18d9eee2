using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Igniter.Connectors.Testing;

/// <summary>
/// Connectors with a store in memory, a clock that stands still, every event on record, and a <see cref="SecretCanary"/> that reads logs, traces and
/// metrics: what a connector's tests need.
/// </summary>
/// <example>
/// <code>
/// await using ConnectorTestHost host = ConnectorTestHost.Create(builder => builder.AddConnectors());
/// await host.Manager.Organization("org_1").Telegram.ConnectAsync(new() { BotToken = host.Canary.Plant("bot token") });
/// host.Canary.Verify();
/// </code>
/// </example>
public sealed class ConnectorTestHost : IAsyncDisposable
{
    private readonly ConcurrentQueue<ConnectorEvent> _events = new();

    private ConnectorTestHost(Action<ConnectorsBuilder> configure)
    {
        string secret = Canary.Plant("IGNITER_SECRET");
        ConnectorsBuilder builder = ConnectorManager.CreateBuilder(options =>
        {
            options.Secret = secret;
            options.BaseUrl = "https://app.example.test";
        });
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Canary.Logs));
        configure(builder.UseStore(Store));
        Manager = builder.Build();
        Manager.Subscribe(
            connectorEvent =>
            {
                _events.Enqueue(connectorEvent);
                Canary.Inspect(connectorEvent);
            },
            EventDelivery.Inline);
    }

    /// <summary>Plants secrets and finds them.</summary>
    public SecretCanary Canary { get; } = new();

    /// <summary>The clock. It stands still until it is advanced.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Where connections are kept, for a look at what is stored.</summary>
    public InMemoryConnectorStore Store { get; } = new();

    /// <summary>The connectors.</summary>
    public ConnectorManager Manager { get; }

    /// <summary>Every event so far, in order.</summary>
    public IReadOnlyCollection<ConnectorEvent> Events => _events;

    /// <summary>Makes a host.</summary>
    /// <param name="configure">Adds connectors and scopes, and what else is to differ: a handler for their HTTP clients, services.</param>
    /// <returns>The host.</returns>
    /// <exception cref="ConnectorException">The set-up is incomplete or wrong.</exception>
    public static ConnectorTestHost Create(Action<ConnectorsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return new ConnectorTestHost(configure);
    }

    /// <summary>Ends the connectors, then the canary.</summary>
    /// <returns>When that is done.</returns>
    public async ValueTask DisposeAsync()
    {
        await Manager.DisposeAsync().ConfigureAwait(false);
        Canary.Dispose();
    }
}
