namespace Igniter.Connectors.LiteDb;

/// <summary>
/// Keeps everything in one LiteDB file, without a server. One store at a time has the file open; several processes need a store on a server.
/// A write that was acknowledged is on the disk. Reads run on the caller's thread, writes on one thread of the store's own.
/// </summary>
public sealed class LiteDbConnectorStore : IConnectorStore, IDisposable
{
    // How many records a read takes from the file at once, so that a long scan doesn't keep others waiting.
    private const int ChunkSize = 128;
    private const int SweepSize = 100;

    private readonly LiteDbWriter _writer;

    /// <summary>Opens the file, or creates it and its directory.</summary>
    /// <param name="path">The file's path; its log and its lock file stand beside it.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCodes.ConnectorConfigurationInvalid"/>: another store has the file open, or it can't be opened or isn't such a file.
    /// </exception>
    public LiteDbConnectorStore(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _writer = LiteDbOpening.Open(path);
    }

    /// <inheritdoc/>
    public ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken = default) =>
        Read(tables => tables.Connections.Get(key), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ConnectionRecord>> ListAsync(
        TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default) =>
        await Page(
            (tables, after, size) => tables.Connections.OfTenant(tenant, after, size),
            filter.Matches, afterId, limit, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<long> CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken = default)
    {
        if (filter == new ConnectionFilter())
        {
            return await Read(tables => tables.Connections.CountOfTenant(tenant), cancellationToken).ConfigureAwait(false);
        }

        return (await ListAsync(tenant, filter, afterId: null, int.MaxValue, cancellationToken).ConfigureAwait(false)).Count;
    }

    /// <inheritdoc/>
    public ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Write(tables => tables.Connections.Insert(record), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Write(tables => tables.Connections.Update(record), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken = default) =>
        Write(
            tables =>
            {
                if (!tables.Connections.Delete(key, id))
                {
                    return false;
                }

                tables.Leases.Delete(key);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long?> AcquireLeaseAsync(
        ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        Write(tables => tables.Connections.Exists(key) ? tables.Leases.Acquire(key, owner, now, until) : null, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken = default) =>
        Write(tables => tables.Leases.Release(key, owner), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ConnectionRecord?> FindByWebhookSecretAsync(string hash, CancellationToken cancellationToken = default) =>
        Read(tables => tables.Connections.FindByWebhook(hash), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(
        ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default)
    {
        // Few are due as a rule, and an index finds them. Where many are, going through all of them by id finds a page soon.
        if (filter.RefreshDueBefore is { } before)
        {
            List<ConnectionRecord> due = await Read(tables => tables.Connections.Due(before, ChunkSize), cancellationToken).ConfigureAwait(false);
            if (due.Count < ChunkSize)
            {
                return [.. due
                    .Where(record => string.CompareOrdinal(record.Id, afterId) > 0 && filter.Matches(record))
                    .OrderBy(record => record.Id, StringComparer.Ordinal)
                    .Take(limit)];
            }
        }

        return filter.KeyId is { } keyId
            ? await Page((tables, after, size) => tables.Connections.OfKey(keyId, after, size), filter.Matches, afterId, limit, cancellationToken)
                .ConfigureAwait(false)
            : await Page((tables, after, size) => tables.Connections.All(after, size), filter.Matches, afterId, limit, cancellationToken)
                .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<string, long>> CountByKeyIdAsync(CancellationToken cancellationToken = default) =>
        await Read(tables => tables.Connections.CountByKeyId(), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<long> CountByGrantAsync(string grantHash, CancellationToken cancellationToken = default) =>
        Read(tables => tables.Connections.CountByGrant(grantHash), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> PutOnceAsync(string id, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
        Write(tables => tables.Work.Put(id, value, expiresAt), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        Write(tables => tables.Work.Take(id, now), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ClaimResult> ClaimAsync(
        string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        Write(tables => tables.Work.Claim(id, owner, now, until), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> CompleteClaimAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        Write(tables => tables.Work.Complete(id, owner, until), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ReleaseClaimAsync(string id, string owner, CancellationToken cancellationToken = default) =>
        Write(tables => tables.Work.Release(id, owner), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        long swept = 0;
        int deleted;
        do
        {
            deleted = await Write(tables => tables.Work.Sweep(now, SweepSize), cancellationToken).ConfigureAwait(false);
            swept += deleted;
        }
        while (deleted > 0);

        return swept;
    }

    /// <summary>Finishes the writes that wait and closes the file. Not disposing loses nothing that was acknowledged.</summary>
    public void Dispose() => _writer.Dispose();

    private ValueTask<T> Read<T>(Func<LiteDbTables, T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        LiteDbFile file = _writer.File;
        lock (file.Gate)
        {
            return new(read(file.Tables));
        }
    }

    private ValueTask<T> Write<T>(Func<LiteDbTables, T> write, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<T>(cancellationToken)
            : new(_writer.WriteAsync(write, cancellationToken));

    private async ValueTask<IReadOnlyList<ConnectionRecord>> Page(
        Func<LiteDbTables, string?, int, List<ConnectionRecord>> next,
        Func<ConnectionRecord, bool> matches,
        string? afterId,
        int limit,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var page = new List<ConnectionRecord>();
        int size = Math.Min(limit, ChunkSize);
        List<ConnectionRecord> chunk;
        do
        {
            chunk = await Read(tables => next(tables, afterId, size), cancellationToken).ConfigureAwait(false);
            page.AddRange(chunk.Where(matches).Take(limit - page.Count));
            afterId = chunk.Count > 0 ? chunk[^1].Id : afterId;
        }
        while (chunk.Count == size && page.Count < limit);

        return page;
    }
}
