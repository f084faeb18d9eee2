using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>
/// Lets one of any number of equal deliveries through, on whatever node they arrive. The claim is renewed while the handler runs, so a killed node's runs
/// out soon, and one that is done is remembered for longer than any delivery is accepted or repeated.
/// </summary>
internal sealed class WebhookClaim(ObservedStore store, TimeProvider time, ILogger logger, ConnectionRecord record, string eventId)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RenewalPeriod = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);
    private static readonly string Process = Guid.NewGuid().ToString("N");
    private static long _claims;

    private readonly string _id = ConnectionKey.HashOf("webhook", record.Id, eventId);
    private readonly string _owner = $"{Process}-{Interlocked.Increment(ref _claims)}";
    private ITimer? _timer;
    private Task _renewal = Task.CompletedTask;

    public ValueTask<ClaimResult> TakeAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        return store.ClaimAsync(_id, _owner, now, now + Duration, cancellationToken);
    }

    /// <summary>Renews the claim from now on.</summary>
    public void KeepAlive() => _timer = time.CreateTimer(
        static state =>
        {
            WebhookClaim claim = (WebhookClaim)state!;
            if (claim._renewal.IsCompleted)
            {
                claim._renewal = claim.RenewAsync();
            }
        },
        this,
        RenewalPeriod,
        RenewalPeriod);

    /// <summary>Marks the delivery as handled. The handler has run, so a store that fails here changes nothing for the sender.</summary>
    public async ValueTask CompleteAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await NoteAsync(store.CompleteClaimAsync(_id, _owner, time.GetUtcNow() + Memory, CancellationToken.None)).ConfigureAwait(false);
    }

    /// <summary>Lets the next delivery try.</summary>
    public async ValueTask ReleaseAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await NoteAsync(store.ReleaseClaimAsync(_id, _owner, CancellationToken.None)).ConfigureAwait(false);
    }

    /// <summary>Stops renewing, and waits for a renewal under way: after a release it would claim again.</summary>
    private ValueTask StopAsync() => _timer is { } timer ? StopAsync(timer) : ValueTask.CompletedTask;

    private async ValueTask StopAsync(ITimer timer)
    {
        await timer.DisposeAsync().ConfigureAwait(false);
        await _renewal.ConfigureAwait(false);
    }

    private async Task RenewAsync()
    {
        await NoteAsync(ClaimAgainAsync()).ConfigureAwait(false);

        async ValueTask<bool> ClaimAgainAsync() => await TakeAsync(CancellationToken.None).ConfigureAwait(false) == ClaimResult.Claimed;
    }

    /// <summary>The delivery's outcome stands, whatever becomes of its claim.</summary>
    private async ValueTask NoteAsync(ValueTask<bool> change)
    {
        try
        {
            if (!await change.ConfigureAwait(false))
            {
                Log.WebhookClaimLost(logger, record.Key.Connector, record.Key.Scope);
            }
        }
        catch (ConnectorException exception)
        {
            Log.WebhookClaimNotStored(logger, record.Key.Connector, record.Key.Scope, exception.Code);
        }
    }
}
