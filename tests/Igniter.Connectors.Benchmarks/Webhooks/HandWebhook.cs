using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Igniter.Connectors.Benchmarks.Engine;
using Microsoft.Extensions.Primitives;

namespace Igniter.Connectors.Benchmarks.Webhooks;

/// <summary>
/// The floor: what nobody can do without who takes this delivery. The signing secret is decrypted, the signature verified over the bytes, the body parsed
/// and checked, the delivery claimed so that it runs once, and handled. The row is at hand: its look-up is measured apart.
/// </summary>
internal sealed class HandWebhook : IDisposable
{
    private const string Prefix = "sha256=";

    private readonly HandCipher _cipher = new();
    private readonly ConcurrentDictionary<string, bool> _claims = new(StringComparer.Ordinal);
    private readonly BenchHookConnector _connector = new();
    private readonly byte[] _row;

    public HandWebhook() => _row = JsonSerializer.SerializeToUtf8Bytes(new HookRow(_cipher.Encrypt(Encoding.UTF8.GetBytes(Delivery.Secret))), HookJson.Default.HookRow);

    public async ValueTask<int> HandleAsync(IReadOnlyDictionary<string, StringValues> headers, byte[] body)
    {
        if (!IsGenuine(headers, body))
        {
            return 401;
        }

        BenchHookConnector.Push push = JsonSerializer.Deserialize(body, HookJson.Default.Push)!;
        if (push.Ref is not { Length: >= 1 and <= 200 } || push.Size is < 0 or > 1000 || push.Text is null)
        {
            return 400;
        }

        if (headers[Delivery.EventHeader] == Delivery.EventType && _claims.TryAdd(headers[Delivery.IdHeader].ToString(), true))
        {
            await _connector.OnPushAsync(push).ConfigureAwait(false);
        }

        return 200;
    }

    public void Dispose() => _cipher.Dispose();

    private bool IsGenuine(IReadOnlyDictionary<string, StringValues> headers, byte[] body)
    {
        byte[] key = _cipher.Decrypt(JsonSerializer.Deserialize(_row, HookJson.Default.HookRow)!.SigningSecret);
        string signature = headers[Delivery.SignatureHeader].ToString();
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, body, expected);
        return signature.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.FromHexString(signature.AsSpan(Prefix.Length), given, out _, out int written) == System.Buffers.OperationStatus.Done
            && written == given.Length
            && CryptographicOperations.FixedTimeEquals(given, expected);
    }
}
