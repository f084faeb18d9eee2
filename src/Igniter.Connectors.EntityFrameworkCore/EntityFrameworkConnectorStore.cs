using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Igniter.Connectors.EntityFrameworkCore;

/// <summary>
/// Keeps everything in tables of the application's own <see cref="DbContext"/>. Whatever must be decided once is decided by one conditional statement, so
/// any number of nodes may share the database.
/// </summary>
/// <typeparam name="TContext">The context, with <c>modelBuilder.AddIgniterConnectors()</c> in its <c>OnModelCreating</c>.</typeparam>
internal sealed partial class EntityFrameworkConnectorStore<TContext> : IConnectorStore
    where TContext : DbContext
{
    // Compiled for this store: a context class may have several models, and a compiled query fits one.
    private readonly Func<TContext, byte[], CancellationToken, Task<ConnectionRow?>> _byKey =
        EF.CompileAsyncQuery((TContext context, byte[] keyHash, CancellationToken _) =>
            context.Set<ConnectionRow>().AsNoTracking().FirstOrDefault(row => row.KeyHash == keyHash));

    private readonly Func<TContext, byte[], CancellationToken, Task<ConnectionRow?>> _byWebhookSecret =
        EF.CompileAsyncQuery((TContext context, byte[] hash, CancellationToken _) =>
            context.Set<WebhookSecretRow>()
                .Where(secret => secret.Hash == hash)
                .Join(context.Set<ConnectionRow>(), secret => secret.ConnectionId, row => row.Id, (_, row) => row)
                .AsNoTracking()
                .FirstOrDefault());

    private readonly Func<TContext, byte[], byte[], CancellationToken, Task<long?>> _fence =
        EF.CompileAsyncQuery((TContext context, byte[] keyHash, byte[] owner, CancellationToken _) =>
            context.Set<ConnectionRow>()
                .Where(row => row.KeyHash == keyHash && row.LeaseOwner == owner)
                .Select(row => (long?)row.LeaseFence)
                .FirstOrDefault());

    private readonly IDbContextFactory<TContext> _contexts;
    private readonly ReplaceStatement _replace;

    public EntityFrameworkConnectorStore(IDbContextFactory<TContext> contexts)
    {
        _contexts = contexts;
        using TContext context = contexts.CreateDbContext();
        if (context.Model.FindEntityType(typeof(ConnectionRow)) is null)
        {
            throw new ConnectorException(
                ConnectorErrorCodes.ConnectorConfigurationInvalid,
                $"{typeof(TContext).Name} has no tables for connections. Call modelBuilder.AddIgniterConnectors() in its OnModelCreating and add a migration.");
        }

        _replace = new(context);
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken = default)
    {
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        return (await _byKey(context, RowMapping.HashOf(key), cancellationToken).ConfigureAwait(false))?.ToRecord();
    }

    /// <inheritdoc/>
    public async ValueTask<ConnectionRecord?> FindByWebhookSecretAsync(string hash, CancellationToken cancellationToken = default)
    {
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        return (await _byWebhookSecret(context, RowMapping.Bytes(hash), cancellationToken).ConfigureAwait(false))?.ToRecord();
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ConnectionRecord>> ListAsync(
        TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default)
    {
        byte[] tenantHash = RowMapping.HashOf(tenant);
        return PageAsync(rows => rows.Where(row => row.TenantHash == tenantHash).Passing(filter), afterId, limit, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(
        ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default) =>
        PageAsync(rows => rows.Passing(filter), afterId, limit, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long> CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken = default)
    {
        byte[] tenantHash = RowMapping.HashOf(tenant);
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        return await context.Set<ConnectionRow>().Where(row => row.TenantHash == tenantHash).Passing(filter)
            .LongCountAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<string, long>> CountByKeyIdAsync(CancellationToken cancellationToken = default)
    {
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        return await context.Set<ConnectionRow>()
            .GroupBy(row => row.KeyId)
            .Select(rows => new { KeyId = rows.Key, Count = rows.LongCount() })
            .ToDictionaryAsync(rows => RowMapping.Text(rows.KeyId), rows => rows.Count, StringComparer.Ordinal, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<long> CountByGrantAsync(string grantHash, CancellationToken cancellationToken = default)
    {
        byte[] hash = RowMapping.Bytes(grantHash);
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        return await context.Set<ConnectionRow>().LongCountAsync(row => row.GrantHash == hash, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<ConnectionRecord>> PageAsync(
        Func<IQueryable<ConnectionRow>, IQueryable<ConnectionRow>> filter, string? afterId, int limit, CancellationToken cancellationToken)
    {
        TContext context = await _contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable disposal = context.ConfigureAwait(false);
        IQueryable<ConnectionRow> rows = filter(context.Set<ConnectionRow>().AsNoTracking());
        if (afterId is not null)
        {
            rows = rows.Where(row => row.Id.CompareTo(afterId) > 0);
        }

        List<ConnectionRow> page = await rows.OrderBy(row => row.Id).Take(limit).ToListAsync(cancellationToken).ConfigureAwait(false);
        return page.ConvertAll(RowMapping.ToRecord);
    }
}
