using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Igniter.Connectors;

/// <summary>
/// Keeps the states of flows in the store, so that any node can end what another began: single-use, for ten minutes, found by a hash of the state and the
/// connector, encrypted. Whoever reads the store learns neither a state nor what it stands for.
/// </summary>
internal sealed class FlowStates(IConnectorStore store, ConfigProtector protector, TimeProvider time)
{
    /// <summary>How long a user may take at the provider (RFC 6749 section 4.1.2 says the same of codes).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private const int Length = 43;

    private long _nextSweep;

    /// <summary>256 random bits.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether a text can be a state at all.</summary>
    public static bool IsState(string? text) => text is { Length: Length } && Base64Url.IsValid(text);

    public async Task PutAsync(string state, FlowState flow, CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken).ConfigureAwait(false);
        string id = IdOf(flow.Connector, state);
        string json = JsonSerializer.Serialize(flow, OAuthJson.Default.FlowState);
        string value = await protector.ProtectValueAsync(json, KeyOf(flow.Connector), id, cancellationToken).ConfigureAwait(false);
        await store.PutOnceAsync(id, value, time.GetUtcNow() + Lifetime, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The flow; <see langword="null"/> when the state is unknown, used, expired or another connector's.</returns>
    public async Task<FlowState?> TakeAsync(string connector, string state, CancellationToken cancellationToken)
    {
        string id = IdOf(connector, state);
        if (await store.TakeOnceAsync(id, time.GetUtcNow(), cancellationToken).ConfigureAwait(false) is not { } value)
        {
            return null;
        }

        string json = await protector.RevealValueAsync(value, KeyOf(connector), id, "", cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize(json, OAuthJson.Default.FlowState);
    }

    /// <summary>Anybody may begin flows and never end them.</summary>
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        long now = time.GetUtcNow().UtcTicks;
        long due = Interlocked.Read(ref _nextSweep);
        if (now >= due && Interlocked.CompareExchange(ref _nextSweep, now + SweepInterval.Ticks, due) == due)
        {
            await store.SweepAsync(time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
    }

    private static string IdOf(string connector, string state) =>
        "oauth-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{connector} {state}")));

    private static ConnectionKey KeyOf(string connector) => new("", "", connector, "");
}
