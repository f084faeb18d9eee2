using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>Deletes from time to time what has expired in the store. Whoever puts something there that expires calls it.</summary>
internal sealed class StoreSweeper(ObservedStore store, EventHub events, ILogger logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    private long _last = events.Time.GetTimestamp();

    /// <summary>The latest sweep, for those who want to wait for it.</summary>
    public Task Latest { get; private set; } = Task.CompletedTask;

    /// <summary>Starts a sweep when the last one is long ago. Nobody waits for it.</summary>
    public void SweepIfDue()
    {
        long last = Interlocked.Read(ref _last);
        if (events.Time.GetElapsedTime(last) >= Period && Interlocked.CompareExchange(ref _last, events.Time.GetTimestamp(), last) == last)
        {
            Latest = SweepAsync();
        }
    }

    private async Task SweepAsync()
    {
        try
        {
            await store.SweepAsync(events.Time.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            Log.SweepFailed(logger, exception.Code);
            await events.TellErrorAsync(ObservedStore.Everybody, "sweep", events.FailureOf(exception)).ConfigureAwait(false);
        }
    }
}
