using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>
/// Notes a connection's last delivery in its record. Never undoes another write, and gives way to one. A busy connection's record is written once a minute
/// as long as deliveries go on as they did.
/// </summary>
internal sealed class WebhookStatusWriter(ObservedStore store)
{
    private const int LongestType = 128;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public ValueTask WriteAsync(ConnectionRecord record, DateTimeOffset receivedAt, string eventType, bool succeeded)
    {
        // A store can't keep every text, and nobody wants to read a long one.
        string type = eventType.Length <= LongestType && ConnectorNames.IsStorable(eventType) ? eventType : "";
        ConnectionWebhookStatus status = new(receivedAt, type, succeeded);
        return IsWorthIt(record.WebhookStatus, status) ? WriteAsync(record, status) : ValueTask.CompletedTask;
    }

    private async ValueTask WriteAsync(ConnectionRecord record, ConnectionWebhookStatus status)
    {
        try
        {
            if (await TryAsync(record, status).ConfigureAwait(false))
            {
                return;
            }

            // The handler may have changed its own connection.
            ConnectionRecord? current = await store.GetAsync(record.Key, CancellationToken.None).ConfigureAwait(false);
            if (current is not null && current.Id == record.Id && IsWorthIt(current.WebhookStatus, status))
            {
                await TryAsync(current, status).ConfigureAwait(false);
            }
        }
        catch (ConnectorException)
        {
            // The delivery's outcome stands, and the next one writes again.
        }
    }

    private static bool IsWorthIt(ConnectionWebhookStatus? before, ConnectionWebhookStatus status) =>
        before is null
        || (before.ReceivedAt <= status.ReceivedAt
            && (before.Succeeded != status.Succeeded
                || !string.Equals(before.EventType, status.EventType, StringComparison.Ordinal)
                || before.ReceivedAt + Period <= status.ReceivedAt));

    /// <summary>The connection is what it was for its users, so its time of change stays.</summary>
    private ValueTask<bool> TryAsync(ConnectionRecord record, ConnectionWebhookStatus status) =>
        store.UpdateAsync(record with { WebhookStatus = status, Version = record.Version + 1 }, CancellationToken.None);
}
