using System.Diagnostics;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>
/// The store as the engine uses it: reports what it does as events, and turns what it throws into
/// <see cref="ConnectorErrorCodes.ConnectorDatabaseFailed"/>.
/// </summary>
internal sealed class ObservedStore(IConnectorStore store, EventHub events) : IConnectorStore
{
    /// <summary>What concerns no connection in particular.</summary>
    public static readonly ConnectionKey Everybody = new("", "", "", "");

    public ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken) =>
        RunAsync(
            "get",
            key,
            key,
            static (store, key, token) => store.GetAsync(key, token),
            static (origin, duration, _, record) => new AdapterGetEvent(origin, duration, record is not null),
            cancellationToken);

    public ValueTask<IReadOnlyList<ConnectionRecord>> ListAsync(
        TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
        RunAsync(
            "list",
            KeyOf(tenant, filter),
            (tenant, filter, afterId, limit),
            static (store, page, token) => store.ListAsync(page.tenant, page.filter, page.afterId, page.limit, token),
            static (origin, duration, _, records) => new AdapterListEvent(origin, duration, records.Count),
            cancellationToken);

    public ValueTask<long> CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken) =>
        RunAsync(
            "count",
            KeyOf(tenant, filter),
            (tenant, filter),
            static (store, query, token) => store.CountAsync(query.tenant, query.filter, token),
            null,
            cancellationToken);

    public ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
        RunAsync(
            "upsert",
            record.Key,
            record,
            static (store, record, token) => store.InsertAsync(record, token),
            static (origin, duration, record, inserted) => new AdapterUpsertEvent(origin, duration, inserted, CountEncrypted(record)),
            cancellationToken);

    public ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken) =>
        RunAsync(
            "update",
            record.Key,
            record,
            static (store, record, token) => store.UpdateAsync(record, token),
            static (origin, duration, _, _) => new AdapterUpdateEvent(origin, duration),
            cancellationToken);

    public ValueTask<bool> DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken) =>
        RunAsync(
            "delete",
            key,
            (key, id),
            static (store, it, token) => store.DeleteAsync(it.key, it.id, token),
            static (origin, duration, _, _) => new AdapterDeleteEvent(origin, duration),
            cancellationToken);

    public ValueTask<long?> AcquireLeaseAsync(
        ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        RunAsync(
            "acquireLease",
            key,
            (key, owner, now, until),
            static (store, it, token) => store.AcquireLeaseAsync(it.key, it.owner, it.now, it.until, token),
            null,
            cancellationToken);

    public ValueTask<bool> ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken) =>
        RunAsync(
            "releaseLease",
            key,
            (key, owner),
            static (store, it, token) => store.ReleaseLeaseAsync(it.key, it.owner, token),
            null,
            cancellationToken);

    public ValueTask<ConnectionRecord?> FindByWebhookSecretAsync(string hash, CancellationToken cancellationToken) =>
        RunAsync(
            "findByWebhookSecret",
            Everybody,
            hash,
            static (store, hash, token) => store.FindByWebhookSecretAsync(hash, token),
            null,
            cancellationToken);

    public ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken) =>
        RunAsync(
            "scan",
            Everybody with { Connector = filter.Connector ?? "", Name = filter.Name ?? "" },
            (filter, afterId, limit),
            static (store, page, token) => store.ScanAsync(page.filter, page.afterId, page.limit, token),
            static (origin, duration, _, records) => new AdapterListEvent(origin, duration, records.Count),
            cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, long>> CountByKeyIdAsync(CancellationToken cancellationToken) =>
        RunAsync(
            "countByKeyId",
            Everybody,
            0,
            static (store, _, token) => store.CountByKeyIdAsync(token),
            null,
            cancellationToken);

    public ValueTask<long> CountByGrantAsync(string grantHash, CancellationToken cancellationToken) =>
        RunAsync(
            "countByGrant",
            Everybody,
            grantHash,
            static (store, grantHash, token) => store.CountByGrantAsync(grantHash, token),
            null,
            cancellationToken);

    public ValueTask<bool> PutOnceAsync(string id, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        RunAsync(
            "putOnce",
            Everybody,
            (id, value, expiresAt),
            static (store, it, token) => store.PutOnceAsync(it.id, it.value, it.expiresAt, token),
            null,
            cancellationToken);

    public ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        RunAsync(
            "takeOnce",
            Everybody,
            (id, now),
            static (store, it, token) => store.TakeOnceAsync(it.id, it.now, token),
            null,
            cancellationToken);

    public ValueTask<ClaimResult> ClaimAsync(
        string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        RunAsync(
            "claim",
            Everybody,
            (id, owner, now, until),
            static (store, it, token) => store.ClaimAsync(it.id, it.owner, it.now, it.until, token),
            null,
            cancellationToken);

    public ValueTask<bool> CompleteClaimAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken) =>
        RunAsync(
            "completeClaim",
            Everybody,
            (id, owner, until),
            static (store, it, token) => store.CompleteClaimAsync(it.id, it.owner, it.until, token),
            null,
            cancellationToken);

    public ValueTask<bool> ReleaseClaimAsync(string id, string owner, CancellationToken cancellationToken) =>
        RunAsync(
            "releaseClaim",
            Everybody,
            (id, owner),
            static (store, it, token) => store.ReleaseClaimAsync(it.id, it.owner, token),
            null,
            cancellationToken);

    public ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        RunAsync(
            "sweep",
            Everybody,
            now,
            static (store, now, token) => store.SweepAsync(now, token),
            null,
            cancellationToken);

    /// <param name="operation">Its name in metrics.</param>
    /// <param name="about">Whom it concerns.</param>
    /// <param name="argument">What <paramref name="call"/> takes.</param>
    /// <param name="call">Does it.</param>
    /// <param name="describe">Makes its event; <see langword="null"/> for what is too inward for one.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    private ValueTask<TResult> RunAsync<TArgument, TResult>(
        string operation,
        ConnectionKey about,
        TArgument argument,
        Func<IConnectorStore, TArgument, CancellationToken, ValueTask<TResult>> call,
        Func<EventOrigin, TimeSpan, TArgument, TResult, AdapterEvent>? describe,
        CancellationToken cancellationToken)
    {
        bool isListening = describe is not null && events.IsListening(about);
        return isListening || ConnectorTelemetry.StoreDuration.Enabled
            ? ObserveAsync(operation, about, argument, call, isListening ? describe : null, cancellationToken)
            : GuardAsync(about, argument, call, cancellationToken);
    }

    private async ValueTask<TResult> ObserveAsync<TArgument, TResult>(
        string operation,
        ConnectionKey about,
        TArgument argument,
        Func<IConnectorStore, TArgument, CancellationToken, ValueTask<TResult>> call,
        Func<EventOrigin, TimeSpan, TArgument, TResult, AdapterEvent>? describe,
        CancellationToken cancellationToken)
    {
        long started = events.Time.GetTimestamp();
        TagList tags = new() { { AttributeNames.StoreOperation, operation } };
        TResult result;
        try
        {
            result = await GuardAsync(about, argument, call, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            tags.Add(AttributeNames.ErrorType, events.FailureOf(exception).Code);
            ConnectorTelemetry.StoreDuration.Measure(events.Time.GetElapsedTime(started), tags);
            throw;
        }

        TimeSpan duration = events.Time.GetElapsedTime(started);
        ConnectorTelemetry.StoreDuration.Measure(duration, tags);
        if (describe is not null)
        {
            await events.PublishAsync(describe(events.OriginOf(about), duration, argument, result)).ConfigureAwait(false);
        }

        return result;
    }

    private ValueTask<TResult> GuardAsync<TArgument, TResult>(
        ConnectionKey about,
        TArgument argument,
        Func<IConnectorStore, TArgument, CancellationToken, ValueTask<TResult>> call,
        CancellationToken cancellationToken)
    {
        ValueTask<TResult> pending;
        try
        {
            pending = call(store, argument, cancellationToken);
        }
        catch (Exception exception)
        {
            pending = ValueTask.FromException<TResult>(exception);
        }

        return pending.IsCompletedSuccessfully ? pending : GuardAsync(about, argument, pending, cancellationToken);
    }

    private static async ValueTask<TResult> GuardAsync<TArgument, TResult>(
        ConnectionKey about, TArgument argument, ValueTask<TResult> pending, CancellationToken cancellationToken)
    {
        try
        {
            return await pending.ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            Hide(argument as ConnectionRecord, exception);
            throw;
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            throw ConnectorErrors.StoreFailed(about, exception);
        }
    }

    /// <summary>An error of the store's own may tell the row that it was to write, with what is [Sensitive] in it.</summary>
    private static void Hide(ConnectionRecord? row, ConnectorException exception)
    {
        if (row is not null)
        {
            KnownSecrets secrets = new();
            secrets.AddText(row.Config.Span);
            secrets.Add(row.Tokens);
            secrets.Add(row.WebhookSecret);
            exception.Hide(secrets);
        }
    }

    /// <summary>The caller's cancellation isn't a failure, and an error that already has a code keeps it.</summary>
    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is not ConnectorException && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private static ConnectionKey KeyOf(TenantKey tenant, ConnectionFilter filter) =>
        new(tenant.Scope, tenant.Identity, filter.Connector ?? "", filter.Name ?? "");

    private static int CountEncrypted(ConnectionRecord record) =>
        record.EncryptedPaths.Length == 0 ? 0 : record.EncryptedPaths.AsSpan().Count(JsonPointer.ListSeparator) + 1;
}
