namespace Igniter.Connectors;

/// <summary>Tells subscribers how a call went. Does nothing while nobody listens.</summary>
internal sealed class ReportStage(EventHub events)
{
    /// <returns>When the call began; <see langword="null"/> when nobody listens.</returns>
    public async ValueTask<long?> StartedAsync(CallTarget target, string action)
    {
        if (!events.IsListening(target.Key))
        {
            return null;
        }

        long started = events.Time.GetTimestamp();
        await events.PublishAsync(new ActionStartedEvent(events.OriginOf(target.Key), action)).ConfigureAwait(false);
        return started;
    }

    public ValueTask CompletedAsync(CallTarget target, string action, long? started) =>
        started is { } start
            ? events.PublishAsync(new ActionCompletedEvent(events.OriginOf(target.Key), action, events.Time.GetElapsedTime(start)))
            : ValueTask.CompletedTask;

    public ValueTask FailedAsync(CallTarget target, string action, long? started, ConnectorException error) =>
        started is { } start
            ? events.PublishAsync(new ActionFailedEvent(events.OriginOf(target.Key), action, events.Time.GetElapsedTime(start), error))
            : ValueTask.CompletedTask;

    /// <summary>For a call that doesn't even name an action.</summary>
    public ValueTask RefusedAsync(CallTarget target, string action, ConnectorException error) =>
        events.IsListening(target.Key)
            ? events.PublishAsync(new ActionFailedEvent(events.OriginOf(target.Key), action, TimeSpan.Zero, error))
            : ValueTask.CompletedTask;
}
