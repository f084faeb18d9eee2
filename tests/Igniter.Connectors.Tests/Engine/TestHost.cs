using System.Collections.Concurrent;
using System.Text.Json;
using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Igniter.Connectors.Tests.Engine;

/// <summary>A manager with the demo connector, a store in memory, a clock that stands still, and everything it says on record.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string Secret = "a secret for tests that is long enough";

    public TestHost(Action<DemoConnector>? configure = null, Action<ConnectorsBuilder>? build = null, IConnectorStore? store = null, bool listen = true)
    {
        configure?.Invoke(Demo);
        Definition = Demo.Define();
        ConnectorsBuilder builder = ConnectorManager.CreateBuilder(options => options.Secret = Secret);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        builder
            .AddConnector(typeof(DemoConnector), Definition)
            .AddScope("organization")
            .AddScope("user")
            .AddScope("system", requiresIdentity: false)
            .UseStore(store ?? Store);
        build?.Invoke(builder);
        Manager = builder.Build();
        if (listen)
        {
            Manager.Subscribe(Events.Enqueue, EventDelivery.Inline);
        }
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static DemoConfig Config { get; } = new() { Token = "canary-token", Endpoint = "https://example.test", Note = "canary-note" };

    public DemoConnector Demo { get; } = new();

    public ConnectorDefinition Definition { get; }

    public InMemoryConnectorStore Store { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public LogRecorder Logs { get; } = new();

    public ConnectorManager Manager { get; }

    public ConcurrentQueue<ConnectorEvent> Events { get; } = new();

    /// <summary>The events' names without the common prefix, those of the store left out.</summary>
    public string[] EventNames => [.. Events.Where(e => e is not AdapterEvent).Select(e => e.Name["igniter.connectors.".Length..])];

    public ConnectorScope Scope(string identity = "org_1") => Manager.Scope("organization", identity);

    public DemoScopedClient Client(string identity = "org_1") => Client(Scope(identity));

    public DemoScopedClient Client(ConnectorScope scope) => new(scope, Definition);

    public DemoUnscopedClient Unscoped() => new(Manager, Definition);

    public async Task<DemoScopedClient> ConnectedAsync(string identity = "org_1")
    {
        DemoScopedClient client = Client(identity);
        await client.ConnectAsync(Config, cancellationToken: Token);
        Events.Clear();
        return client;
    }

    public ValueTask<ConnectionRecord?> RecordAsync(string identity = "org_1", string name = "") =>
        Store.GetAsync(new ConnectionKey("organization", identity, Definition.Key, name), Token);

    /// <summary>Replaces the stored configuration by other JSON, behind the manager's back.</summary>
    public async Task StoreAsync(string config, string encryptedPaths = "", string identity = "org_1")
    {
        ConnectionRecord record = (await RecordAsync(identity))!;
        byte[] json = System.Text.Encoding.UTF8.GetBytes(config);
        Assert.True(await Store.UpdateAsync(record with { Config = json, EncryptedPaths = encryptedPaths, Version = record.Version + 1 }, Token));
    }

    /// <summary>Makes a connection undecryptable.</summary>
    public Task SpoilAsync(string identity = "org_1") => StoreAsync("""{"token":"no envelope","endpoint":"https://x.test"}""", "/token", identity);

    public static JsonElement Json(string json) => JsonElement.Parse(json);

    public static async Task<ConnectorException> FailsAsync(string code, Func<Task> action)
    {
        ConnectorException exception = await Assert.ThrowsAsync<ConnectorException>(action);
        Assert.Equal(code, exception.Code);
        return exception;
    }

    public static ConnectorException Fails(string code, Action action)
    {
        ConnectorException exception = Assert.Throws<ConnectorException>(action);
        Assert.Equal(code, exception.Code);
        return exception;
    }

    public ValueTask DisposeAsync() => Manager.DisposeAsync();
}

/// <summary>Keeps every log message as a sink would write it.</summary>
internal sealed class LogRecorder : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Messages { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Messages.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
