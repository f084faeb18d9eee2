using System.Text.Json;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Connects, updates and switches connections. Every write is a compare-and-set, retried a few times when others were faster.</summary>
internal sealed class ConnectionWriter(
    ObservedStore store,
    ConnectionFinder finder,
    ConfigProtector protector,
    ConfigIntake intake,
    StoredConfigReader configs,
    WebhookSecrets webhooks,
    ConnectionHooks hooks,
    IConnectionGrants grants,
    EventHub events)
{
    // Whoever loses a round lost it to one that won it, so this many writers at once all get through.
    private const int Attempts = 64;

    public Task<ConnectionResult> ConnectJsonAsync(CallTarget target, JsonElement config, ConnectMode mode, CancellationToken cancellationToken)
    {
        RegisteredConnector connector = target.RequireConnector();
        return ConnectCheckedAsync(target, ConfigIntake.Parse(connector, target.Key, config), mode, cancellationToken);
    }

    public Task<ConnectionResult> ConnectAsync(CallTarget target, object? config, ConnectMode mode, CancellationToken cancellationToken)
    {
        Check(target, config);
        return ConnectCheckedAsync(target, config, mode, cancellationToken);
    }

    public async Task<Connection> UpdateJsonAsync(CallTarget target, JsonElement config, CancellationToken cancellationToken)
    {
        await finder.RequireAsync(target, cancellationToken).ConfigureAwait(false);
        return await ReplaceAsync(target, ConfigIntake.Parse(target.RequireConnector(), target.Key, config), cancellationToken).ConfigureAwait(false);
    }

    public async Task<Connection> UpdateAsync(CallTarget target, object config, CancellationToken cancellationToken)
    {
        await finder.RequireAsync(target, cancellationToken).ConfigureAwait(false);
        Check(target, config);
        return await ReplaceAsync(target, config, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Connection> UpdateAsync<TConfig>(CallTarget target, Func<TConfig, TConfig> change, CancellationToken cancellationToken)
        where TConfig : notnull
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            ConnectionRecord record = await finder.RequireAsync(target, cancellationToken).ConfigureAwait(false);
            RegisteredConnector connector = target.RequireConnector();
            object? current = await configs.ReadAsync(connector, record, cancellationToken).ConfigureAwait(false);
            TConfig changed = Change(connector, change, (TConfig)current!);
            Check(target, changed);
            ProtectedConfig config = await intake.AcceptAsync(connector, target.Key, changed, cancellationToken).ConfigureAwait(false);
            if (await TryUpdateAsync(record, config, cancellationToken).ConfigureAwait(false) is { } updated)
            {
                return await UpdatedAsync(target, updated, config).ConfigureAwait(false);
            }
        }

        throw ConnectorErrors.Conflict(target.Key);
    }

    /// <param name="target">The connection.</param>
    /// <param name="choose">Gives the new state from the old one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Connection> SwitchAsync(CallTarget target, Func<bool, bool> choose, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            ConnectionRecord record = await finder.RequireAsync(target, cancellationToken).ConfigureAwait(false);
            bool enabled = choose(record.Enabled);
            if (enabled == record.Enabled)
            {
                return new Connection(record, target.Connector);
            }

            ConnectionRecord changed = Next(record) with { Enabled = enabled };
            if (await store.UpdateAsync(changed, cancellationToken).ConfigureAwait(false))
            {
                if (events.IsListening(target.Key))
                {
                    EventOrigin origin = events.OriginOf(target.Key);
                    await events.PublishAsync(enabled ? new ConnectorEnabledEvent(origin) : new ConnectorDisabledEvent(origin)).ConfigureAwait(false);
                }

                return new Connection(changed, target.Connector);
            }
        }

        throw ConnectorErrors.Conflict(target.Key);
    }

    /// <summary>Connects with a grant that a flow ended in.</summary>
    /// <param name="target">The connection.</param>
    /// <param name="config">The configuration, checked when the flow began; <see langword="null"/> to keep the connection's.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task ConnectGrantedAsync(CallTarget target, object? config, NewGrant grant, CancellationToken cancellationToken)
    {
        RegisteredConnector connector = target.RequireConnector();
        ProtectedConfig? accepted = config is null && connector.Definition.Config is not null
            ? null
            : await intake.EncryptAsync(connector, target.Key, config, cancellationToken).ConfigureAwait(false);
        (ConnectionRecord record, Uri? webhookUrl) = await StoreAsync(target, accepted, ConnectMode.Upsert, grant, cancellationToken).ConfigureAwait(false);
        if (events.IsListening(target.Key))
        {
            int encrypted = accepted?.Count ?? PointerSet.Parse(record.EncryptedPaths).Count;
            await events.PublishAsync(new ConnectorConnectedEvent(events.OriginOf(target.Key), encrypted)).ConfigureAwait(false);
        }

        if (connector.Definition.OnConnect is not null)
        {
            config ??= await configs.ReadAsync(connector, record, cancellationToken).ConfigureAwait(false);
            await hooks.ConnectedAsync(connector, record, config, webhookUrl, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TConfig Change<TConfig>(RegisteredConnector connector, Func<TConfig, TConfig> change, TConfig current)
    {
        try
        {
            return change(current);
        }
        catch (ConnectorException exception)
        {
            KnownSecrets secrets = new();
            secrets.AddMembers(connector.Definition.Config, current);
            exception.Hide(secrets);
            throw;
        }
    }

    private async Task<ConnectionResult> ConnectCheckedAsync(CallTarget target, object? config, ConnectMode mode, CancellationToken cancellationToken)
    {
        RegisteredConnector connector = target.RequireConnector();
        ProtectedConfig accepted = await intake.AcceptAsync(connector, target.Key, config, cancellationToken).ConfigureAwait(false);
        (ConnectionRecord record, Uri? webhookUrl) = await StoreAsync(target, accepted, mode, null, cancellationToken).ConfigureAwait(false);
        if (events.IsListening(target.Key))
        {
            await events.PublishAsync(new ConnectorConnectedEvent(events.OriginOf(target.Key), accepted.Count)).ConfigureAwait(false);
        }

        await hooks.ConnectedAsync(connector, record, config, webhookUrl, cancellationToken).ConfigureAwait(false);
        return new ConnectionResult(new Connection(record, connector), webhookUrl);
    }

    private async ValueTask<(ConnectionRecord Record, Uri? WebhookUrl)> StoreAsync(
        CallTarget target, ProtectedConfig? config, ConnectMode mode, NewGrant? grant, CancellationToken cancellationToken)
    {
        bool hasWebhook = target.Connector?.Definition.Webhook is not null;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            ConnectionRecord? existing = await store.GetAsync(target.Key, cancellationToken).ConfigureAwait(false);
            if (existing is not null && mode == ConnectMode.CreateOnly)
            {
                throw ConnectorErrors.AlreadyConnected(target.Key);
            }

            ConnectionRecord record = existing is null
                ? Create(target.Key, config ?? throw ConnectorErrors.NotConnected(target.Key))
                : await ReconnectAsync(target, existing, config, grant, cancellationToken).ConfigureAwait(false);
            if (grant is not null)
            {
                record = await grants.PutAsync(record, grant.Grant, grant.Info, cancellationToken).ConfigureAwait(false) with { GrantHash = grant.Hash };
            }

            Uri? webhookUrl = null;
            if (hasWebhook)
            {
                (record, webhookUrl) = await webhooks.EnsureAsync(record, cancellationToken).ConfigureAwait(false);
            }

            bool stored = existing is null
                ? await store.InsertAsync(record, cancellationToken).ConfigureAwait(false)
                : await store.UpdateAsync(record, cancellationToken).ConfigureAwait(false);
            if (stored)
            {
                return (record, webhookUrl);
            }
        }

        throw ConnectorErrors.Conflict(target.Key);
    }

    /// <summary>Tokens that a new grant replaces needn't be readable, nor those that only the connector itself asked for.</summary>
    private async ValueTask<ConnectionRecord> ReconnectAsync(
        CallTarget target, ConnectionRecord existing, ProtectedConfig? config, NewGrant? grant, CancellationToken cancellationToken)
    {
        bool isOwn = grants.IsOwn(target.RequireConnector());
        ConnectionRecord kept = grant is not null || isOwn ? existing with { Tokens = null, GrantInfo = null, GrantHash = null, RefreshDueAt = null } : existing;
        ConnectionRecord record;
        try
        {
            record = config is { } replacement ? await ReplaceConfigAsync(kept, replacement, cancellationToken).ConfigureAwait(false) : Next(kept);
        }
        catch (ConnectorException error) when (EncryptionErrors.IsLost(error) && kept.Tokens is not null)
        {
            // Their key is lost, so they are of no use to anybody.
            kept = kept with { Tokens = null, GrantInfo = null, GrantHash = null, RefreshDueAt = null };
            record = await ReplaceConfigAsync(kept, config!.Value, cancellationToken).ConfigureAwait(false);
        }

        // A dead grant doesn't come to life by a configuration.
        ConnectionStatus status = record.Tokens is null ? ConnectionStatus.Active : existing.Status;
        return record.Enabled && record.Status == status ? record : record with { Enabled = true, Status = status };
    }

    private async Task<Connection> ReplaceAsync(CallTarget target, object? config, CancellationToken cancellationToken)
    {
        ProtectedConfig accepted = await intake.AcceptAsync(target.RequireConnector(), target.Key, config, cancellationToken).ConfigureAwait(false);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            ConnectionRecord record = await finder.RequireAsync(target, cancellationToken).ConfigureAwait(false);
            if (await TryUpdateAsync(record, accepted, cancellationToken).ConfigureAwait(false) is { } updated)
            {
                return await UpdatedAsync(target, updated, accepted).ConfigureAwait(false);
            }
        }

        throw ConnectorErrors.Conflict(target.Key);
    }

    private async ValueTask<ConnectionRecord?> TryUpdateAsync(ConnectionRecord record, ProtectedConfig config, CancellationToken cancellationToken)
    {
        ConnectionRecord changed = await ReplaceConfigAsync(record, config, cancellationToken).ConfigureAwait(false);
        return await store.UpdateAsync(changed, cancellationToken).ConfigureAwait(false) ? changed : null;
    }

    private async Task<Connection> UpdatedAsync(CallTarget target, ConnectionRecord record, ProtectedConfig config)
    {
        if (events.IsListening(target.Key))
        {
            await events.PublishAsync(new ConnectorUpdatedEvent(events.OriginOf(target.Key), config.Count)).ConfigureAwait(false);
        }

        return new Connection(record, target.Connector);
    }

    /// <summary>Checks a configuration that may be left out.</summary>
    public static void CheckGiven(CallTarget target, object? config)
    {
        if (config is not null)
        {
            Check(target, config);
        }
    }

    private static void Check(CallTarget target, object? config)
    {
        RegisteredConnector connector = target.RequireConnector();
        if (connector.Definition.Config is not null)
        {
            ConfigIntake.Check(connector, target.Key, config!);
        }
    }

    private ValueTask<ConnectionRecord> ReplaceConfigAsync(ConnectionRecord record, ProtectedConfig config, CancellationToken cancellationToken) =>
        StoredConfig.ReplaceAsync(protector, Next(record), config, cancellationToken);

    private ConnectionRecord Next(ConnectionRecord record) => record with { Version = record.Version + 1, UpdatedAt = events.Time.GetUtcNow() };

    private ConnectionRecord Create(ConnectionKey key, ProtectedConfig config)
    {
        DateTimeOffset now = events.Time.GetUtcNow();
        return new ConnectionRecord
        {
            Id = Guid.CreateVersion7(now).ToString(),
            Key = key,
            Config = config.Config,
            EncryptedPaths = config.EncryptedPaths,
            KeyId = config.KeyId,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
