using System.Globalization;
using System.Text.Json;

namespace Igniter.Connectors.Benchmarks.Engine;

/// <summary>Calls and connects, through the SDK and by hand. Each method does its work as often as it is told.</summary>
internal sealed class ActionFixture : IAsyncDisposable
{
    /// <summary>More connections than ciphers are kept for: whoever takes them in turn always finds a cold key.</summary>
    private const int Cold = 8_192;

    private static readonly JsonElement Input = JsonElement.Parse("""{"left":1,"right":2}""");
    private static readonly BenchSecretConnector.Config Secret = new() { Token = "bench-token-of-some-length", Name = "name" };
    private static readonly BenchPlainConnector.Config Plain = new() { Name = "name" };

    private readonly ConnectorManager _manager = BenchHost.Build();
    private readonly ByHand _byHand = new(Secret, Plain);
    private readonly BenchSecretScopedClient _secret;
    private readonly BenchPlainScopedClient _plain;
    private readonly BenchBareScopedClient _bare;
    private readonly ConnectorAction _action;
    private BenchSecretScopedClient[] _cold = [];
    private int _next;

    private ActionFixture()
    {
        ConnectorScope scope = _manager.Organization("org_1");
        _secret = scope.BenchSecret;
        _plain = scope.BenchPlain;
        _bare = scope.BenchBare;
        _action = scope.Action("bench-secret", "add");
    }

    public static async Task<ActionFixture> CreateAsync()
    {
        ActionFixture fixture = new();
        await fixture._secret.ConnectAsync(Secret);
        await fixture._plain.ConnectAsync(Plain);
        await fixture._bare.ConnectAsync();
        return fixture;
    }

    public async Task SecretAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _secret.AddAsync(1, 2);
        }
    }

    public async Task SecretByHandAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _byHand.AddSecretAsync(1, 2, CancellationToken.None);
        }
    }

    public async Task PlainAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _plain.AddAsync(1, 2);
        }
    }

    public async Task PlainByHandAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _byHand.AddPlainAsync(1, 2, CancellationToken.None);
        }
    }

    public async Task BareAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _bare.AddAsync(1, 2);
        }
    }

    public async Task BareByHandAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _byHand.AddBareAsync(1, 2, CancellationToken.None);
        }
    }

    /// <summary>From the tenant's name on.</summary>
    public async Task ScopeAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _manager.Organization("org_1").BenchBare.AddAsync(1, 2);
        }
    }

    /// <summary>By key: JSON in, JSON out.</summary>
    public async Task KeyAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            ConnectorActionResult result = await _action.CallAsync(Input);
            _ = result.Data!.Value;
        }
    }

    public async Task KeyByHandAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _ = await _byHand.CallAsync("add", Input, CancellationToken.None);
        }
    }

    public async Task ConnectAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _secret.ConnectAsync(Secret);
        }
    }

    public Task ConnectByHandAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _byHand.Connect(Secret);
        }

        return Task.CompletedTask;
    }

    /// <summary>Connects the tenants whose keys stay cold.</summary>
    public async Task PrepareColdAsync()
    {
        _cold = [.. Enumerable.Range(0, Cold).Select(number => _manager.Organization($"cold_{number.ToString(CultureInfo.InvariantCulture)}").BenchSecret)];
        await ColdConnectAsync(Cold);
    }

    public async Task ColdAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await NextCold().AddAsync(1, 2);
        }
    }

    public async Task ColdConnectAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await NextCold().ConnectAsync(Secret);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _byHand.Dispose();
        await _manager.DisposeAsync();
    }

    private BenchSecretScopedClient NextCold() => _cold[_next++ % Cold];
}
