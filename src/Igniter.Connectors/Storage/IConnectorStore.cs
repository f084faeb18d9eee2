namespace Igniter.Connectors;

/// <summary>
/// Keeps connections, leases, one-time entries and claims. Every member may be called by many threads and, for a store on a server, by many
/// nodes at once. A store lets its own exceptions through; the engine turns them into <see cref="ConnectorErrorCodes.ConnectorDatabaseFailed"/>.
/// The suite in <c>Igniter.Connectors.Testing</c> proves an implementation.
/// </summary>
/// <remarks>
/// <para>Texts compare ordinally and hold neither NUL nor a lone surrogate; an identity has up to 4,096 bytes of UTF-8.</para>
/// <para>
/// Time is always a parameter, so a store needs no clock. It keeps times in UTC with at least microsecond precision and may drop what is finer.
/// What runs until a time is over at that time.
/// </para>
/// <para>A write that was acknowledged is there for every later read, on any node, and in a store that lasts also after a crash.</para>
/// </remarks>
public interface IConnectorStore
{
    /// <summary>Reads one connection.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The record, or <see langword="null"/>.</returns>
    ValueTask<ConnectionRecord?> GetAsync(ConnectionKey key, CancellationToken cancellationToken = default);

    /// <summary>Lists one tenant's connections in the order of their ids.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="afterId">Only ids after this one, ordinally; <see langword="null"/> from the start.</param>
    /// <param name="limit">How many at most; positive.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The records.</returns>
    ValueTask<IReadOnlyList<ConnectionRecord>> ListAsync(TenantKey tenant, ConnectionFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default);

    /// <summary>Counts one tenant's connections.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many.</returns>
    ValueTask<long> CountAsync(TenantKey tenant, ConnectionFilter filter, CancellationToken cancellationToken = default);

    /// <summary>
    /// Inserts a record unless its key is taken. The record's <see cref="ConnectionRecord.Version"/> is 1. Throws, and writes nothing, when another
    /// connection has its id or one of its webhook secret hashes.
    /// </summary>
    /// <param name="record">The new record.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><see langword="false"/> when a record with this key exists; nothing is written then.</returns>
    ValueTask<bool> InsertAsync(ConnectionRecord record, CancellationToken cancellationToken = default);

    /// <summary>
    /// Replaces a record if the stored one still has the same id and the version before <paramref name="record"/>'s (compare-and-set). Throws, and
    /// writes nothing, when another connection has one of its webhook secret hashes.
    /// </summary>
    /// <param name="record">The changed record, its <see cref="ConnectionRecord.Version"/> one more than the stored one's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><see langword="false"/> when it was changed or deleted meanwhile; nothing is written then.</returns>
    ValueTask<bool> UpdateAsync(ConnectionRecord record, CancellationToken cancellationToken = default);

    /// <summary>Deletes a connection and its lease if it still has this id.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="id">The record's id, so that a connection made anew meanwhile stays.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> DeleteAsync(ConnectionKey key, string id, CancellationToken cancellationToken = default);

    /// <summary>Takes a connection's lease if it is free, expired or already this owner's.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="owner">A token of the owner, unique for each attempt to hold it.</param>
    /// <param name="now">The present.</param>
    /// <param name="until">When the lease runs out.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The fencing number, higher than any that this connection's lease had before, also if it was released or ran out; <see langword="null"/> when
    /// another owner holds it or there is no such connection. An owner that takes its own live lease again keeps its number and gets the new end.
    /// </returns>
    ValueTask<long?> AcquireLeaseAsync(ConnectionKey key, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>Gives a lease back if it is still this owner's.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="owner">The owner's token.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it was this owner's.</returns>
    ValueTask<bool> ReleaseLeaseAsync(ConnectionKey key, string owner, CancellationToken cancellationToken = default);

    /// <summary>Finds the connection whose webhook secret has this hash, in any tenant.</summary>
    /// <param name="hash">A <see cref="WebhookSecretHash.Hash"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The record, or <see langword="null"/>. Whether the secret has expired is for the caller to see.</returns>
    ValueTask<ConnectionRecord?> FindByWebhookSecretAsync(string hash, CancellationToken cancellationToken = default);

    /// <summary>Reads connections of all tenants in the order of their ids, for maintenance.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="afterId">Only ids after this one, ordinally; <see langword="null"/> from the start.</param>
    /// <param name="limit">How many at most; positive.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The records.</returns>
    ValueTask<IReadOnlyList<ConnectionRecord>> ScanAsync(ConnectionScanFilter filter, string? afterId, int limit, CancellationToken cancellationToken = default);

    /// <summary>Counts connections of all tenants by the id of the key they are encrypted with.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Key id to number of records; the empty key id stands for records without secrets.</returns>
    ValueTask<IReadOnlyDictionary<string, long>> CountByKeyIdAsync(CancellationToken cancellationToken = default);

    /// <summary>Counts the connections of all tenants that share a grant.</summary>
    /// <param name="grantHash">A <see cref="ConnectionRecord.GrantHash"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many.</returns>
    ValueTask<long> CountByGrantAsync(string grantHash, CancellationToken cancellationToken = default);

    /// <summary>Keeps a value that can be taken once.</summary>
    /// <param name="id">Its id, up to 128 characters.</param>
    /// <param name="value">The value.</param>
    /// <param name="expiresAt">When it can't be taken any more.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><see langword="false"/> when the id is taken, also by an expired entry that wasn't swept yet; nothing is written then.</returns>
    ValueTask<bool> PutOnceAsync(string id, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default);

    /// <summary>Takes a value: of any number of callers at most one gets it. The entry is deleted, also when it has expired.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The value, or <see langword="null"/> when it is unknown, taken or expired.</returns>
    ValueTask<string?> TakeOnceAsync(string id, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Claims a piece of work unless it is claimed or done.</summary>
    /// <param name="id">The work's id, up to 128 characters.</param>
    /// <param name="owner">A token of the claimant, unique for each attempt.</param>
    /// <param name="now">The present.</param>
    /// <param name="until">When the claim runs out if it is neither completed nor released.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the caller has it now, or who is ahead. An owner that claims its own live claim again gets the new end.</returns>
    ValueTask<ClaimResult> ClaimAsync(string id, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>Marks claimed work as done if the claim is still this owner's. A claim that is done is nobody's.</summary>
    /// <param name="id">The work's id.</param>
    /// <param name="owner">The claimant's token.</param>
    /// <param name="until">Until when it counts as done.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the claim was this owner's; one that ran out is until another owner claims it or it is swept.</returns>
    ValueTask<bool> CompleteClaimAsync(string id, string owner, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>Gives a claim back undone if it is still this owner's.</summary>
    /// <param name="id">The work's id.</param>
    /// <param name="owner">The claimant's token.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the claim was this owner's.</returns>
    ValueTask<bool> ReleaseClaimAsync(string id, string owner, CancellationToken cancellationToken = default);

    /// <summary>Deletes one-time entries and claims that have expired.</summary>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many were deleted.</returns>
    ValueTask<long> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken = default);
}
