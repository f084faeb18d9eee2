using Igniter.Connectors.Descriptors;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>
/// Keeps renewed tokens that the database doesn't take, encrypted as they would be stored: the provider accepts no others any more, so losing them ends
/// the grant. It tries again every second and at the end of the process; calls of this process use them meanwhile. What is stored stays the truth: tokens
/// whose predecessors it no longer holds are dropped.
/// </summary>
internal sealed class GrantKeeper(GrantSaver saver, TimeProvider time, ILogger logger)
{
    // Only what was being renewed when the database went away can come here: without it no renewal begins.
    private const int Capacity = 1000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<ConnectionKey, UnsavedGrant> _kept = [];
    private bool _isPumping;
    private bool _isOver;

    /// <summary>Stores renewed tokens, or keeps them when the database doesn't take them in a second.</summary>
    /// <returns>What is stored then, or kept.</returns>
    /// <exception cref="ConnectorException">What <see cref="GrantSaver.SaveAsync"/> says.</exception>
    public async Task<OpenGrant> SaveAsync(
        RegisteredConnector connector, OpenGrant used, OAuthRegistration registration, StoredGrant renewed, IReadOnlyList<string>? scopes)
    {
        // With the same refresh token the provider gives others.
        bool isIrreplaceable = renewed.HasRefreshToken && renewed.RefreshToken != used.Grant?.RefreshToken;
        ConnectionKey key = used.Record.Key;
        try
        {
            OpenGrant saved = await saver
                .SaveAsync(used, registration, renewed, scopes, isIrreplaceable ? record => Keep(new(connector, used.Record, record)) : null)
                .ConfigureAwait(false);
            Forget(key);
            return saved;
        }
        catch (ConnectorException error) when (error.Code == ConnectorErrorCodes.ConnectorDatabaseFailed && Find(key) is not null)
        {
            Log.GrantKept(logger, key.Connector, key.Scope, error.Code);
            return new OpenGrant(Find(key)?.Renewed ?? used.Record, renewed);
        }
        catch
        {
            Forget(key);
            throw;
        }
    }

    /// <summary>Stores what is kept of a connection before anybody renews it anew, since what is stored can't be renewed any more.</summary>
    /// <returns>What is kept and fresh enough while the database still doesn't take it; otherwise <see langword="null"/>: what is stored counts.</returns>
    /// <exception cref="ConnectorException">CONNECTOR_DATABASE_FAILED.</exception>
    public async Task<OpenGrant?> RecallAsync(ConnectionKey key, Func<ConnectionRecord, StoredGrant?, bool> isNeeded)
    {
        if (Find(key) is not { } kept)
        {
            return null;
        }

        try
        {
            await SaveAgainAsync(kept).ConfigureAwait(false);
            return null;
        }
        catch (ConnectorException error) when (error.Code == ConnectorErrorCodes.ConnectorDatabaseFailed)
        {
            if (await saver.PeekAsync(kept).ConfigureAwait(false) is { } unsaved && !isNeeded(unsaved.Record, unsaved.Grant))
            {
                return unsaved;
            }

            throw;
        }
    }

    /// <summary>Tries a last time, for a few seconds at most.</summary>
    public async ValueTask EndAsync()
    {
        lock (_lock)
        {
            _isOver = true;
        }

        if (Snapshot().Length > 0)
        {
            await Task.WhenAny(TrySaveAllAsync(), Task.Delay(LastPatience, TimeProvider.System)).ConfigureAwait(false);
            if (Snapshot().Length is > 0 and int lost)
            {
                Log.GrantsLost(logger, lost);
            }
        }
    }

    private void Keep(UnsavedGrant grant)
    {
        lock (_lock)
        {
            if (_kept.Count < Capacity && _kept.TryAdd(grant.Key, grant) && !_isPumping && !_isOver)
            {
                // It outlives the caller, whose ambient state is none of its business.
                using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
                _isPumping = true;
                _ = Task.Run(PumpAsync);
            }
        }
    }

    private async Task PumpAsync()
    {
        while (true)
        {
            await Task.Delay(Interval, time).ConfigureAwait(false);
            lock (_lock)
            {
                if (_kept.Count == 0 || _isOver)
                {
                    _isPumping = false;
                    return;
                }
            }

            await TrySaveAllAsync().ConfigureAwait(false);
        }
    }

    /// <summary>One that can't be saved ends the turn: the database hasn't come back.</summary>
    private async Task TrySaveAllAsync()
    {
        try
        {
            foreach (UnsavedGrant kept in Snapshot())
            {
                await SaveAgainAsync(kept).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // Whatever it was, they are kept.
        }
    }

    private async Task SaveAgainAsync(UnsavedGrant kept)
    {
        await saver.SaveAgainAsync(kept).ConfigureAwait(false);
        Forget(kept.Key);
    }

    private UnsavedGrant? Find(ConnectionKey key)
    {
        lock (_lock)
        {
            return _kept.GetValueOrDefault(key);
        }
    }

    private void Forget(ConnectionKey key)
    {
        lock (_lock)
        {
            _kept.Remove(key);
        }
    }

    private UnsavedGrant[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _kept.Values];
        }
    }
}

/// <summary>Renewed tokens that aren't stored. In both records they are encrypted.</summary>
/// <param name="connector">The connector.</param>
/// <param name="used">The record whose tokens were renewed.</param>
/// <param name="renewed">The record with the renewed ones.</param>
internal sealed class UnsavedGrant(RegisteredConnector connector, ConnectionRecord used, ConnectionRecord renewed)
{
    public ConnectionKey Key => used.Key;

    public RegisteredConnector Connector => connector;

    public ConnectionRecord Used => used;

    public ConnectionRecord Renewed => renewed;
}
