namespace Igniter.Connectors;

/// <summary>Tells and changes the URL that a provider posts a connection's events to.</summary>
internal sealed class ConnectionWebhooks(ObservedStore store, ConnectionFinder finder, WebhookSecrets secrets, PublicAddress address, TimeProvider time)
{
    private const int Attempts = 64;

    /// <summary>The URL. A connection that was made before its connector had a webhook gets its secret now.</summary>
    public async Task<Uri> GetUrlAsync(CallTarget target, CancellationToken cancellationToken)
    {
        Check(target);
        ConnectionRecord record = await finder.RequireAsync(target, cancellationToken).ConfigureAwait(false);
        return await secrets.ReadUrlAsync(record, cancellationToken).ConfigureAwait(false)
            ?? await ChangeAsync(target, current => secrets.EnsureAsync(current, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public Task<Uri> RotateAsync(CallTarget target, TimeSpan grace, CancellationToken cancellationToken)
    {
        Check(target);
        return ChangeAsync(target, record => secrets.RotateAsync(record, grace, cancellationToken), cancellationToken);
    }

    private async Task<Uri> ChangeAsync(
        CallTarget target, Func<ConnectionRecord, ValueTask<(ConnectionRecord Record, Uri? Url)>> change, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            ConnectionRecord record = await finder.RequireAsync(target, cancellationToken).ConfigureAwait(false);
            (ConnectionRecord changed, Uri? url) = await change(record).ConfigureAwait(false);
            ConnectionRecord next = changed with { Version = record.Version + 1, UpdatedAt = time.GetUtcNow() };
            if (changed == record || await store.UpdateAsync(next, cancellationToken).ConfigureAwait(false))
            {
                return url!;
            }
        }

        throw ConnectorErrors.Conflict(target.Key);
    }

    private void Check(CallTarget target)
    {
        if (target.RequireConnector().Definition.Webhook is null)
        {
            throw WebhookErrors.NotConfigured(target.Key);
        }

        if (!address.IsKnown)
        {
            throw WebhookErrors.AddressRequired(target.Key);
        }
    }
}
