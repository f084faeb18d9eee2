using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>Renews the grants that are due although nobody uses them.</summary>
internal sealed class IdleRenewal(ObservedStore store, ConnectorCatalog catalog, OAuthServices oauth, EventHub events, ILogger logger)
{
    private const int PageSize = 100;
    private const int AtATime = 4;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromHours(1);

    /// <summary>Looks at all connections once. One that fails doesn't stop the others.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        ConnectionScanFilter filter = new() { RefreshDueBefore = events.Time.GetUtcNow(), Enabled = true, Status = ConnectionStatus.Active };
        string? afterId = null;
        IReadOnlyList<ConnectionRecord> page;
        do
        {
            page = await store.ScanAsync(filter, afterId, PageSize, cancellationToken).ConfigureAwait(false);
            ParallelOptions options = new() { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(page, options, async (record, token) => await RenewAsync(record, token).ConfigureAwait(false)).ConfigureAwait(false);
            afterId = page.Count > 0 ? page[^1].Id : null;
        }
        while (page.Count == PageSize);
    }

    private async ValueTask RenewAsync(ConnectionRecord record, CancellationToken cancellationToken)
    {
        if (catalog.Find(record.Key.Connector) is not { } connector || oauth.Registrations.SettingsOf(connector) is null)
        {
            return;
        }

        try
        {
            await oauth.Refresher
                .RenewAsync(connector, record.Key, (current, _) => current.RefreshDueAt <= events.Time.GetUtcNow(), isOptional: true, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ConnectorException error)
        {
            await ReportAsync(record.Key, error).ConfigureAwait(false);
            await PostponeAsync(record.Key, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask ReportAsync(ConnectionKey key, ConnectorException error)
    {
        Log.BackgroundRefreshFailed(logger, key.Connector, key.Scope, error.Code);

        // What the renewal failed of, or that the grant died, has been told already, and that a connection is gone or switched off is no failure.
        bool isTold = GrantRenewal.LeavesGrant(error)
            || error.Code is ConnectorErrorCodes.ConnectorReauthorizationRequired or ConnectorErrorCodes.ConnectorNotConnected or ConnectorErrorCodes.ConnectorDisabled;
        if (!isTold && events.IsListening(key))
        {
            await events.PublishAsync(new OAuthFailedEvent(events.OriginOf(key), events.FailureOf(error))).ConfigureAwait(false);
        }
    }

    /// <summary>What failed before a request isn't noted in the grant, and would be due at every turn.</summary>
    private async ValueTask PostponeAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        try
        {
            DateTimeOffset now = events.Time.GetUtcNow();
            if (await store.GetAsync(key, cancellationToken).ConfigureAwait(false) is { } record && record.RefreshDueAt <= now)
            {
                await store
                    .UpdateAsync(record with { RefreshDueAt = now + PauseAfterFailure, Version = record.Version + 1 }, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        catch (ConnectorException)
        {
            // Tried again at the next turn.
        }
    }
}
