using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors.Tests.Engine;

/// <summary>A connector as the compiler would describe it. What its methods do, a test decides.</summary>
internal sealed class DemoConnector
{
    public const string Key = "demo";

    public HttpClient Http { get; private set; } = null!;

    public Func<ConnectorCall, EchoInput, ValueTask<EchoOutput?>> Echo { get; set; } =
        (call, input) => new(new EchoOutput { Text = string.Concat(Enumerable.Repeat(input.Text, input.Times)) });

    public Func<ConnectorCall, ValueTask> Ping { get; set; } = _ => ValueTask.CompletedTask;

    public Func<ConnectorCall, CountInput, IAsyncEnumerable<CountItem?>> Count { get; set; } = CountAsync;

    public Func<ConnectorCall, ValueTask<object?>> Context { get; set; } = _ => new((object?)null);

    public Func<ConnectorCall, ValueTask> Test { get; set; } = _ => ValueTask.CompletedTask;

    /// <summary>Changes what the compiler would have emitted.</summary>
    public Action<Definition> Configure { get; set; } = _ => { };

    public ConnectorDefinition Define()
    {
        Definition definition = new();
        Configure(definition);
        return new ConnectorDefinition
        {
            Key = definition.Key,
            Name = "Demo",
            Description = "Shows everything",
            Icon = "demo.svg",
            Category = "tests",
            DocumentationUrl = "https://example.test/docs",
            Metadata = [new("tier", "gold"), new("owner", "core")],
            UsesServices = definition.OnCreate is not null,
            Create = services =>
            {
                definition.OnCreate?.Invoke(services.Provider);
                Http = services.CreateHttpClient();
                return this;
            },
            Config = definition.HasConfig ? DemoContracts.Config : null,
            Actions =
            [
                new ActionDefinition<EchoInput, EchoOutput>
                {
                    Key = "echo",
                    Description = "Says it again",
                    TimeoutSeconds = definition.TimeoutSeconds,
                    UsesContext = definition.UsesContext,
                    UsesGrant = true,
                    OutputIsNullable = definition.OutputIsNullable,
                    RequiredScopes = definition.RequiredScopes,
                    Input = DemoContracts.EchoInput,
                    Output = DemoContracts.EchoOutput,
                    Invoke = async (call, input) => (await Echo(call, input))!,
                },
                new ActionDefinition<NoValue, NoValue> { Key = "ping", Invoke = PingAsync },
                new StreamDefinition<CountInput, CountItem>
                {
                    Key = "count",
                    TimeoutSeconds = definition.TimeoutSeconds,
                    UsesContext = definition.UsesContext,
                    UsesGrant = true,
                    Input = DemoContracts.CountInput,
                    Item = DemoContracts.CountItem,
                    Invoke = (call, input) => Count(call, input)!,
                },
            ],
            OnValidate = definition.OnValidate,
            OnContext = call => Context(call),
            OnConnect = definition.OnConnect,
            OnDisconnect = definition.OnDisconnect,
            Test = definition.HasTest ? call => Test(call) : null,
            TestUsesContext = true,
            DefaultConfig = definition.DefaultConfig,
            OnUpgrade = definition.OnUpgrade,
            OAuth = definition.OAuth,
            OAuthValues = definition.OAuthValues,
            OAuthTokenResponse = definition.OAuthTokenResponse,
            OAuthUserInfo = definition.OAuthUserInfo,
            Webhook = definition.Webhook,
        };
    }

    public static DemoConfig ConfigOf(ConnectorCall call) => (DemoConfig)call.Config!;

    private async ValueTask<NoValue> PingAsync(ConnectorCall call, NoValue input)
    {
        await Ping(call);
        return default;
    }

    private static async IAsyncEnumerable<CountItem?> CountAsync(ConnectorCall call, CountInput input)
    {
        for (int i = 1; i <= input.To; i++)
        {
            await Task.Yield();
            yield return new CountItem(i);
        }
    }

    internal sealed class Definition
    {
        public string Key { get; set; } = DemoConnector.Key;

        public bool HasConfig { get; set; } = true;

        public bool HasTest { get; set; } = true;

        public bool UsesContext { get; set; } = true;

        public bool OutputIsNullable { get; set; }

        public string[] RequiredScopes { get; set; } = [];

        public int TimeoutSeconds { get; set; }

        public Action<IServiceProvider>? OnCreate { get; set; }

        public Func<ConnectorCall, ValueTask>? OnValidate { get; set; }

        public Func<ConnectorCall, Uri?, ValueTask>? OnConnect { get; set; }

        public Func<ConnectorCall, Uri?, ValueTask>? OnDisconnect { get; set; }

        public Func<IServiceProvider, ValueTask<object>>? DefaultConfig { get; set; }

        public Func<JsonElement, ValueTask<object>>? OnUpgrade { get; set; }

        public OAuth2Attribute? OAuth { get; set; }

        public OAuthValueDefinition[] OAuthValues { get; set; } = [];

        public Func<JsonElement, ValueTask<OAuthTokens>>? OAuthTokenResponse { get; set; }

        public Func<JsonElement, ValueTask<OAuthAccount>>? OAuthUserInfo { get; set; }

        public WebhookDefinition? Webhook { get; set; }
    }
}

/// <summary>What the compiler would emit as <c>scope.Demo</c>.</summary>
internal sealed class DemoScopedClient(ConnectorScope scope, ConnectorDefinition definition) : ScopedClient<DemoConfig>(scope, definition)
{
    private readonly ConnectorDefinition _definition = definition;

    public async Task<EchoOutput> EchoAsync(string text, int times = 1, CancellationToken cancellationToken = default) =>
        await InvokeAsync(Action<ActionDefinition<EchoInput, EchoOutput>>(), new EchoInput { Text = text, Times = times }, cancellationToken);

    public async Task PingAsync(CancellationToken cancellationToken = default) =>
        await InvokeAsync(Action<ActionDefinition<NoValue, NoValue>>(), default, cancellationToken);

    public IAsyncEnumerable<CountItem> CountAsync(int to = 3, CancellationToken cancellationToken = default) =>
        StreamAsync(Action<StreamDefinition<CountInput, CountItem>>(), new CountInput { To = to }, cancellationToken);

    public Task TestAsync(CancellationToken cancellationToken = default) => TestConnectionAsync(cancellationToken);

    public Task<ConnectionResult> ConnectAsync(ConnectMode mode, CancellationToken cancellationToken = default) =>
        ConnectWithoutConfigAsync(mode, cancellationToken);

    public DemoScopedClient Named(string name) => new(ScopeNamed(name), _definition);

    private TAction Action<TAction>() => _definition.Actions.OfType<TAction>().Single();
}

/// <summary>What the compiler would emit as <c>manager.Demo</c>.</summary>
internal sealed class DemoUnscopedClient(ConnectorManager manager, ConnectorDefinition definition) : UnscopedClient(manager, definition)
{
    private readonly ConnectorDefinition _definition = definition;

    public async Task<EchoOutput> EchoAsync(string text, CancellationToken cancellationToken = default) =>
        await InvokeAsync(_definition.Actions.OfType<ActionDefinition<EchoInput, EchoOutput>>().Single(), new EchoInput { Text = text }, cancellationToken);

    public IAsyncEnumerable<CountItem> CountAsync(int to = 3, CancellationToken cancellationToken = default) =>
        StreamAsync(_definition.Actions.OfType<StreamDefinition<CountInput, CountItem>>().Single(), new CountInput { To = to }, cancellationToken);

    public Task TestAsync(CancellationToken cancellationToken = default) => TestConnectionAsync(cancellationToken);
}
