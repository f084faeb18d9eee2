using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Igniter.Connectors.Benchmarks.Smoke;

/// <summary>The same work written by hand: the same look-up, the same decryption, the same JSON, the same checks.</summary>
internal sealed class Floors : IDisposable
{
    private readonly ConcurrentDictionary<ConnectionKey, byte[]> _rows = new();
    private readonly AesGcm _aes = new(RandomNumberGenerator.GetBytes(32), 16);
    private readonly BenchSecretConnector _secret = new();
    private readonly BenchPlainConnector _plain = new();
    private readonly BenchBareConnector _bare = new();
    private readonly byte[] _associated = Encoding.UTF8.GetBytes("igc1 0123456789abcdef /token");

    public ConnectionKey SecretKey { get; } = new("organization", "org_1", "bench-secret", "");

    public ConnectionKey PlainKey { get; } = new("organization", "org_1", "bench-plain", "");

    public void Dispose() => _aes.Dispose();

    public void Connect()
    {
        _rows[SecretKey] = Protect("bench-token-of-some-length", "name", 4096);
        _rows[PlainKey] = JsonSerializer.SerializeToUtf8Bytes(new PlainRow("name", 4096), FloorJson.Default.PlainRow);
    }

    /// <summary>Writes JSON, encrypts, stores.</summary>
    public void ConnectSecret() => _rows[SecretKey] = Protect("bench-token-of-some-length", "name", 4096);

    public async Task<BenchSecretConnector.Sum> SecretAsync(int left, int right)
    {
        BenchSecretConnector.Config config = ReadSecret();
        Check(left, right);
        return await _secret.AddAsync(left, right, config, default).ConfigureAwait(false);
    }

    public async Task<int> PlainAsync(int left, int right)
    {
        PlainRow row = JsonSerializer.Deserialize(_rows[PlainKey], FloorJson.Default.PlainRow)!;
        if (row.Name.Length is < 1 or > 64 || row.Limit is < 1 or > 4096)
        {
            throw new InvalidOperationException();
        }

        Check(left, right);
        return await _plain.AddAsync(left, right, new BenchPlainConnector.Config { Name = row.Name, Limit = row.Limit }, default).ConfigureAwait(false);
    }

    public async Task<int> BareAsync(int left, int right)
    {
        _ = _rows[PlainKey];
        return await _bare.AddAsync(left, right, default).ConfigureAwait(false);
    }

    public async Task<byte[]> JsonAsync(byte[] json)
    {
        AddInput input = JsonSerializer.Deserialize(json, FloorJson.Default.AddInput)!;
        BenchSecretConnector.Sum sum = await SecretAsync(input.Left, input.Right).ConfigureAwait(false);
        return JsonSerializer.SerializeToUtf8Bytes(sum, FloorJson.Default.Sum);
    }

    public string Encrypt(ReadOnlySpan<byte> plaintext)
    {
        byte[] box = new byte[12 + plaintext.Length + 16];
        RandomNumberGenerator.Fill(box.AsSpan(0, 12));
        _aes.Encrypt(box.AsSpan(0, 12), plaintext, box.AsSpan(12, plaintext.Length), box.AsSpan(12 + plaintext.Length), _associated);
        return "igc1.0123456789abcdef." + Base64Url.EncodeToString(box);
    }

    public byte[] Decrypt(string envelope)
    {
        byte[] box = Base64Url.DecodeFromChars(envelope.AsSpan("igc1.0123456789abcdef.".Length));
        byte[] plaintext = new byte[box.Length - 28];
        _aes.Decrypt(box.AsSpan(0, 12), box.AsSpan(12, plaintext.Length), box.AsSpan(12 + plaintext.Length), plaintext, _associated);
        return plaintext;
    }

    private BenchSecretConnector.Config ReadSecret()
    {
        SecretRow row = JsonSerializer.Deserialize(_rows[SecretKey], FloorJson.Default.SecretRow)!;
        string token = Encoding.UTF8.GetString(Decrypt(row.Token));
        return token.Length is >= 8 and <= 256 && row.Name.Length is >= 1 and <= 64 && row.Limit is >= 1 and <= 4096
            ? new BenchSecretConnector.Config { Token = token, Name = row.Name, Limit = row.Limit }
            : throw new InvalidOperationException();
    }

    private byte[] Protect(string token, string name, int limit) =>
        JsonSerializer.SerializeToUtf8Bytes(new SecretRow(Encrypt(Encoding.UTF8.GetBytes(token)), name, limit), FloorJson.Default.SecretRow);

    private static void Check(int left, int right)
    {
        if (left is < 0 or > 1000 || right is < 0 or > 1000)
        {
            throw new InvalidOperationException();
        }
    }
}

internal sealed record SecretRow(string Token, string Name, int Limit);

internal sealed record PlainRow(string Name, int Limit);

internal sealed record AddInput(int Left, int Right);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SecretRow))]
[JsonSerializable(typeof(PlainRow))]
[JsonSerializable(typeof(AddInput))]
[JsonSerializable(typeof(BenchSecretConnector.Sum))]
internal sealed partial class FloorJson : JsonSerializerContext;
