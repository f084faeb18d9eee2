using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Igniter.Connectors.Benchmarks.Webhooks;

/// <summary>A delivery of 1 KiB as GitHub sends it.</summary>
internal static class Delivery
{
    public const string Secret = "a signing secret of some length";
    public const string SignatureHeader = "X-Hub-Signature-256";
    public const string EventHeader = "X-GitHub-Event";
    public const string EventType = "push";
    public const string IdHeader = "X-GitHub-Delivery";

    private static long _lastId;

    public static byte[] Body { get; } = JsonSerializer.SerializeToUtf8Bytes(
        new BenchHookConnector.Push { Ref = "refs/heads/main", Size = 42, Text = new string('x', 970) }, HookJson.Default.Push);

    public static string Signature { get; } = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Body));

    /// <summary>Every delivery has an id of its own: one that was seen isn't handled.</summary>
    public static string NextId() => Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
}
