namespace Igniter.Connectors;

/// <summary>The right to renew one connection's tokens, across processes: kept alive while a provider is slow, and given back in the end.</summary>
internal sealed class RefreshLease : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    private readonly ObservedStore _store;
    private readonly ConnectionKey _key;
    private readonly string _owner;
    private readonly ITimer _renewal;
    private volatile Task _renewing = Task.CompletedTask;

    private RefreshLease(ObservedStore store, ConnectionKey key, string owner, TimeProvider time)
    {
        _store = store;
        _key = key;
        _owner = owner;
        _renewal = time.CreateTimer(_ => _renewing = RenewAsync(time), null, Duration / 3, Duration / 3);
    }

    /// <returns>The lease; <see langword="null"/> when another process has it.</returns>
    public static async Task<RefreshLease?> TryAcquireAsync(ObservedStore store, ConnectionKey key, TimeProvider time, CancellationToken cancellationToken)
    {
        string owner = Guid.NewGuid().ToString("N");
        DateTimeOffset now = time.GetUtcNow();
        return await store.AcquireLeaseAsync(key, owner, now, now + Duration, cancellationToken).ConfigureAwait(false) is null
            ? null
            : new RefreshLease(store, key, owner, time);
    }

    public async ValueTask DisposeAsync()
    {
        // A renewal under way would take the lease again after it was given back.
        await _renewal.DisposeAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await _store.ReleaseLeaseAsync(_key, _owner, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ConnectorException)
        {
            // It runs out by itself.
        }
    }

    /// <summary>One that is lost all the same does no harm: what is stored is compared with what was renewed.</summary>
    private async Task RenewAsync(TimeProvider time)
    {
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            await _store.AcquireLeaseAsync(_key, _owner, now, now + Duration, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ConnectorException)
        {
            // The next attempt comes before it runs out.
        }
    }
}
