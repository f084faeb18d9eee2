using System.Globalization;
using Igniter.Connectors.Benchmarks.Engine;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Benchmarks.Webhooks;

/// <summary>Deliveries to any of some connections, from their URL to their handler, and the same by hand.</summary>
internal sealed class WebhookFixture : IAsyncDisposable
{
    private readonly ConnectorManager _manager = BenchHost.Build();
    private readonly LookupHasher _hasher = new(EncryptionSecrets.Read(BenchHost.Secret, [], null));
    private readonly HandWebhook _byHand = new();
    private readonly string[] _paths;
    private int _next;

    private readonly Dictionary<string, StringValues> _headers = new(StringComparer.OrdinalIgnoreCase)
    {
        [Delivery.SignatureHeader] = Delivery.Signature,
        [Delivery.EventHeader] = Delivery.EventType,
    };

    private WebhookFixture(int connections) => _paths = new string[connections];

    public static async Task<WebhookFixture> CreateAsync(int connections)
    {
        WebhookFixture fixture = new(connections);
        for (int number = 0; number < connections; number++)
        {
            ConnectorScope scope = fixture._manager.Organization(number.ToString(CultureInfo.InvariantCulture));
            fixture._paths[number] = (await scope.BenchHook.ConnectAsync(new(Delivery.Secret))).WebhookUrl!.AbsolutePath;
        }

        return fixture;
    }

    /// <summary>To the connection that was made last.</summary>
    public Task LastAsync(int count) => SendAsync(_paths[^1], 200, count);

    /// <summary>To a secret that nobody has.</summary>
    public Task UnknownAsync(int count) => SendAsync(_paths[^1][..^1] + (_paths[^1][^1] == 'A' ? 'B' : 'A'), 404, count);

    /// <summary>To one connection after the other: with many of them no key is warm.</summary>
    public async Task EachAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await SendAsync(_paths[_next++ % _paths.Length], 200, 1);
        }
    }

    public async Task ByHandAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _headers[Delivery.IdHeader] = Delivery.NextId();
            if (await _byHand.HandleAsync(_headers, Delivery.Body) != 200)
            {
                throw new InvalidOperationException();
            }
        }
    }

    /// <summary>One read of the store: the URL's secret is hashed, and its row is found.</summary>
    public async Task StoreReadAsync(int count)
    {
        string secret = _paths[^1][(_paths[^1].LastIndexOf('/') + 1)..];
        for (int i = 0; i < count; i++)
        {
            await _manager.Store.FindByWebhookSecretAsync(_hasher.Hash("webhook", secret));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _byHand.Dispose();
        await _manager.DisposeAsync();
    }

    private async Task SendAsync(string path, int status, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _headers[Delivery.IdHeader] = Delivery.NextId();
            ConnectorResponse response = await _manager.HandleAsync(new ConnectorRequest { Method = "POST", Path = path, Headers = _headers, Body = Delivery.Body });
            if (response.StatusCode != status)
            {
                throw new InvalidOperationException($"The status is {response.StatusCode}.");
            }
        }
    }
}
