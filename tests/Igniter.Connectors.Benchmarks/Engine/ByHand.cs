using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Igniter.Connectors.Benchmarks.Engine;

/// <summary>
/// The floor: what an application would write without the SDK, as well as it can be written. The same look-up by tenant and connector, the same JSON, the
/// same decryption, the same checks of what is stored and of what is given, the same compare-and-set; no events, no errors worth reading, one key.
/// </summary>
internal sealed class ByHand : IDisposable
{
    private readonly ConcurrentDictionary<Key, Row> _rows = new();
    private readonly HandCipher _cipher = new();
    private readonly BenchSecretConnector _secret = new();
    private readonly BenchPlainConnector _plain = new();
    private readonly BenchBareConnector _bare = new();

    private readonly Key _secretKey = new("organization", "org_1", "bench-secret", "");
    private readonly Key _plainKey = new("organization", "org_1", "bench-plain", "");
    private readonly Key _bareKey = new("organization", "org_1", "bench-bare", "");

    public ByHand(BenchSecretConnector.Config secret, BenchPlainConnector.Config plain)
    {
        Connect(secret);
        Store(_plainKey, JsonSerializer.SerializeToUtf8Bytes(plain, HandJson.Default.Config));
        Store(_bareKey, []);
    }

    /// <summary>Load, parse, decrypt, check, call.</summary>
    public async ValueTask<BenchSecretConnector.Sum> AddSecretAsync(int left, int right, CancellationToken cancellationToken)
    {
        BenchSecretConnector.Config config = ReadSecret(Load(_secretKey).Config);
        CheckInput(left, right);
        return await _secret.AddAsync(left, right, config, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Load, parse, check, call.</summary>
    public async ValueTask<int> AddPlainAsync(int left, int right, CancellationToken cancellationToken)
    {
        BenchPlainConnector.Config config = JsonSerializer.Deserialize(Load(_plainKey).Config, HandJson.Default.Config)!;
        Check(config.Name, config.Limit);
        CheckInput(left, right);
        return await _plain.AddAsync(left, right, config, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Load, call.</summary>
    public async ValueTask<int> AddBareAsync(int left, int right, CancellationToken cancellationToken)
    {
        Load(_bareKey);
        return await _bare.AddAsync(left, right, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>From JSON to JSON, by the action's name.</summary>
    public async Task<JsonElement> CallAsync(string action, JsonElement json, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case "add":
                AddInput input = json.Deserialize(HandJson.Default.AddInput)!;
                BenchSecretConnector.Sum sum = await AddSecretAsync(input.Left, input.Right, cancellationToken).ConfigureAwait(false);
                return JsonSerializer.SerializeToElement(sum, HandJson.Default.Sum);
            default:
                throw new InvalidOperationException();
        }
    }

    /// <summary>Check, encrypt, write JSON, store.</summary>
    public void Connect(BenchSecretConnector.Config config)
    {
        Check(config);
        SecretRow row = new() { Token = _cipher.Encrypt(Encoding.UTF8.GetBytes(config.Token)), Name = config.Name, Limit = config.Limit };
        Store(_secretKey, JsonSerializer.SerializeToUtf8Bytes(row, HandJson.Default.SecretRow));
    }

    public void Dispose() => _cipher.Dispose();

    private Row Load(Key key) => _rows.TryGetValue(key, out Row? row) && row.Enabled ? row : throw new InvalidOperationException();

    private void Store(Key key, byte[] config)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        while (true)
        {
            if (!_rows.TryGetValue(key, out Row? old))
            {
                if (_rows.TryAdd(key, new Row(Guid.CreateVersion7(), true, 1, config, now, now)))
                {
                    return;
                }
            }
            else if (_rows.TryUpdate(key, new Row(old.Id, true, old.Version + 1, config, old.CreatedAt, now), old))
            {
                return;
            }
        }
    }

    private BenchSecretConnector.Config ReadSecret(byte[] stored)
    {
        SecretRow row = JsonSerializer.Deserialize(stored, HandJson.Default.SecretRow)!;
        BenchSecretConnector.Config config = new() { Token = Encoding.UTF8.GetString(_cipher.Decrypt(row.Token)), Name = row.Name, Limit = row.Limit };
        Check(config);
        return config;
    }

    private static void Check(BenchSecretConnector.Config config)
    {
        if (config.Token is not { Length: >= 8 and <= 256 })
        {
            throw new InvalidOperationException();
        }

        Check(config.Name, config.Limit);
    }

    private static void Check(string name, int limit)
    {
        if (name is not { Length: >= 1 and <= 64 } || limit is < 1 or > 4096)
        {
            throw new InvalidOperationException();
        }
    }

    private static void CheckInput(int left, int right)
    {
        if (left is < 0 or > 1000 || right is < 0 or > 1000)
        {
            throw new InvalidOperationException();
        }
    }

    /// <summary>Whose connection it is.</summary>
    private readonly record struct Key(string Scope, string Identity, string Connector, string Name);

    /// <summary>A connection; a class with equality by reference, for the compare-and-set.</summary>
    private sealed class Row(Guid id, bool enabled, long version, byte[] config, DateTimeOffset createdAt, DateTimeOffset updatedAt)
    {
        public Guid Id { get; } = id;

        public bool Enabled { get; } = enabled;

        public long Version { get; } = version;

        public byte[] Config { get; } = config;

        public DateTimeOffset CreatedAt { get; } = createdAt;

        public DateTimeOffset UpdatedAt { get; } = updatedAt;
    }
}
