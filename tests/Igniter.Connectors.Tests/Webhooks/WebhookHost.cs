using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Igniter.Connectors.Descriptors;
using Igniter.Connectors.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace Igniter.Connectors.Tests.Webhooks;

/// <summary>A manager whose demo connector has a webhook; what reached its handlers is on record.</summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const string OtherSecret = "whsec_T3RoZXJTZWNyZXRPdGhlclNlY3JldE90aGVy";
    public const string BaseUrl = "https://app.example.com";

    private readonly TestHost _host;

    public WebhookHost(
        WebhookSignature signature = WebhookSignature.StandardWebhooks,
        Action<Setup>? configure = null,
        IConnectorStore? store = null,
        string? baseUrl = BaseUrl,
        string? secret = null,
        string[]? previous = null,
        IConnectorEncryptor? encryptor = null,
        FakeTimeProvider? time = null)
    {
        Setup setup = new() { Endpoint = { Signature = signature } };
        setup.Handlers.Add(Handler<WebhookEvent>(null, Payload));
        configure?.Invoke(setup);
        _host = new TestHost(
            demo =>
            {
                demo.Context = setup.Context ?? demo.Context;
                demo.Configure = definition =>
                {
                    definition.OnConnect = setup.OnConnect;
                    definition.OnDisconnect = setup.OnDisconnect;
                    definition.Webhook = new WebhookDefinition
                    {
                        Endpoint = setup.Endpoint,
                        Hmac = setup.Hmac,
                        Secret = setup.HasSecret ? config => ((DemoConfig)config).Token : null,
                        Secrets = config => ((DemoConfig)config).Others.Select(other => other.Password),
                        VerifyToken = config => ((DemoConfig)config).Note,
                        Verify = setup.Verify,
                        IsUnverified = setup.IsUnverified,
                        Handlers = [.. setup.Handlers],
                    };
                };
            },
            builder =>
            {
                builder.Services.Configure<ConnectorsOptions>(options =>
                {
                    options.BaseUrl = baseUrl;
                    options.Secret = secret ?? options.Secret;
                    foreach (string older in previous ?? [])
                    {
                        options.PreviousSecrets.Add(older);
                    }
                });
                if (time is not null)
                {
                    builder.Services.AddSingleton<TimeProvider>(time);
                }

                if (encryptor is not null)
                {
                    builder.UseEncryptor(encryptor);
                }

                setup.Build?.Invoke(builder);
            },
            store);
        Time = time ?? _host.Time;
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TypeContract<WebhookEvent> Payload { get; } = WebhookContracts.Event;

    public TestHost Engine => _host;

    public ConnectorManager Manager => _host.Manager;

    public InMemoryConnectorStore Store => _host.Store;

    public FakeTimeProvider Time { get; }

    /// <summary>What reached a handler, in order.</summary>
    public ConcurrentQueue<Handled> Runs { get; } = new();

    /// <summary>What handlers do, after their run was noted.</summary>
    public Func<WebhookContext<DemoConfig>, CancellationToken, Task> Work { get; set; } = (_, _) => Task.CompletedTask;

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Body(string type = "x", string id = "1") => Utf8($$"""{"type":"{{type}}","id":"{{id}}"}""");

    /// <summary>What the compiler would emit for a handler.</summary>
    public WebhookHandlerDefinition Handler<T>(string? eventType, TypeContract<T>? contract) => new WebhookHandlerDefinition<T>
    {
        EventType = eventType,
        Payload = contract,
        UsesContext = true,
        Invoke = async (call, delivery, payload) =>
        {
            WebhookContext<DemoConfig> context = delivery.GetContext<DemoConfig>(call);
            Runs.Enqueue(new Handled(eventType, payload, context, call));
            await Work(context, call.CancellationToken);
        },
    };

    public async Task<string> ConnectAsync(string identity = "org_1", string token = Secret, string? note = null, params string[] secrets)
    {
        ConnectionResult result = await _host.Client(identity).ConnectAsync(
            TestHost.Config with { Token = token, Note = note, Others = [.. secrets.Select(secret => new DemoAccount { Name = "other", Password = secret })] },
            cancellationToken: Token);
        return result.WebhookUrl!.AbsolutePath;
    }

    public ValueTask<ConnectorResponse> PostAsync(
        string path, byte[] body, IReadOnlyDictionary<string, StringValues>? headers = null, string method = "POST", string query = "") =>
        Manager.HandleAsync(new ConnectorRequest { Method = method, Path = path, Query = query, Body = body, Headers = headers ?? Headers() }, Token);

    /// <summary>Sends a delivery that is signed rightly.</summary>
    public ValueTask<ConnectorResponse> SendAsync(string path, byte[]? body = null, string id = "msg_1", string secret = Secret)
    {
        body ??= Body();
        return PostAsync(path, body, Sign(body, id, secret));
    }

    public Dictionary<string, StringValues> Sign(byte[] body, string id = "msg_1", string secret = Secret) =>
        Testing.WebhookSigner.StandardWebhooks(secret, id, body, Time.GetUtcNow());

    public static Dictionary<string, StringValues> Headers(params (string Name, string Value)[] headers) =>
        headers.ToDictionary(header => header.Name, header => new StringValues(header.Value), StringComparer.OrdinalIgnoreCase);

    public static string CodeOf(ConnectorResponse response) => JsonElement.Parse(response.Body.Span).GetProperty("code").GetString()!;

    public async Task<ConnectionRecord> RecordAsync(string identity = "org_1") => (await _host.RecordAsync(identity))!;

    public string[] EventNames => _host.EventNames;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    internal sealed record Handled(string? EventType, object? Payload, WebhookContext<DemoConfig> Context, ConnectorCall Call);

    /// <summary>What a test may change about the declaration.</summary>
    internal sealed class Setup
    {
        public WebhookEndpointAttribute Endpoint { get; } = new();

        public HmacSignatureAttribute? Hmac { get; set; }

        public bool HasSecret { get; set; } = true;

        public bool IsUnverified { get; set; }

        public Func<ConnectorCall, WebhookRequest, ValueTask<bool>>? Verify { get; set; }

        public Func<ConnectorCall, ValueTask<object?>>? Context { get; set; }

        public Func<ConnectorCall, Uri?, ValueTask>? OnConnect { get; set; }

        public Func<ConnectorCall, Uri?, ValueTask>? OnDisconnect { get; set; }

        public Action<ConnectorsBuilder>? Build { get; set; }

        public List<WebhookHandlerDefinition> Handlers { get; } = [];
    }
}
