using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>Looks after the keys that stored secrets are encrypted with.</summary>
public sealed class ConnectorKeys
{
    private const int PageSize = 100;

    // A record that somebody else changed between each of so many reads and writes is left for the next run.
    private const int Attempts = 10;

    private readonly IConnectorStore _store;
    private readonly ConfigProtector _protector;
    private readonly TextRedactor _redactor;
    private readonly Func<string, ConnectorException, ValueTask> _tellFailure;
    private readonly ILogger _logger;

    /// <param name="store">Holds the records.</param>
    /// <param name="protector">Encrypts them.</param>
    /// <param name="redactor">Guards what is logged.</param>
    /// <param name="tellFailure">Tells others which operation failed, and why.</param>
    /// <param name="logger">Hears of single records.</param>
    internal ConnectorKeys(
        IConnectorStore store,
        ConfigProtector protector,
        TextRedactor redactor,
        Func<string, ConnectorException, ValueTask> tellFailure,
        ILogger logger)
    {
        _tellFailure = tellFailure;
        _redactor = redactor;
        _store = store;
        _protector = protector;
        _logger = logger;
    }

    /// <summary>Id of the key that new values are encrypted with.</summary>
    public string CurrentKeyId => _protector.KeyId;

    /// <summary>Whether values under a key can be decrypted here, as far as that is known without trying.</summary>
    /// <param name="keyId">The key's id, for example from <see cref="GetUsageAsync"/>.</param>
    /// <returns>
    /// Whether <c>IGNITER_SECRET</c> or <c>IGNITER_SECRET_PREVIOUS</c> has it; <see langword="true"/> with an encryptor of the application's own.
    /// </returns>
    public bool CanDecrypt(string keyId)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        return _protector.CanDecrypt(keyId);
    }

    /// <summary>
    /// Encrypts every record that isn't under the current key anew: configuration, tokens and webhook secrets, and renews the look-up hashes of those.
    /// Safe beside running work, on several nodes and after an interruption: a record is either rewritten completely or as it was. One that can't be
    /// decrypted is counted, logged and left.
    /// </summary>
    /// <param name="progress">Hears of every record.</param>
    /// <param name="cancellationToken">Stops it; calling again goes on.</param>
    /// <returns>How many records were rewritten and how many could not be.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Task<ReencryptionResult> ReencryptAsync(
        IProgress<ReencryptionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        TellAsync("reencrypt", ReencryptAllAsync(progress, cancellationToken));

    /// <summary>Counts the records that hold secrets by the id of their key. A secret whose key id isn't here any more can be removed.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Key id to number of records.</returns>
    public Task<IReadOnlyDictionary<string, long>> GetUsageAsync(CancellationToken cancellationToken = default) =>
        TellAsync("getUsage", CountAsync(cancellationToken));

    private async Task<T> TellAsync<T>(string operation, Task<T> running)
    {
        try
        {
            return await running.ConfigureAwait(false);
        }
        catch (ConnectorException error)
        {
            await _tellFailure(operation, error).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<ReencryptionResult> ReencryptAllAsync(IProgress<ReencryptionProgress>? progress, CancellationToken cancellationToken)
    {
        string keyId = _protector.KeyId;
        IReadOnlyDictionary<string, long> usage = await CountAsync(cancellationToken).ConfigureAwait(false);
        string[] oldKeyIds = [.. usage.Keys.Where(used => used != keyId)];
        long total = oldKeyIds.Sum(used => usage[used]);
        long reencrypted = 0;
        long failed = 0;
        foreach (string oldKeyId in oldKeyIds)
        {
            await foreach (ConnectionRecord record in ScanAsync(oldKeyId, cancellationToken).ConfigureAwait(false))
            {
                Outcome outcome = await ReencryptAsync(record, keyId, cancellationToken).ConfigureAwait(false);
                reencrypted += outcome == Outcome.Reencrypted ? 1 : 0;
                failed += outcome == Outcome.Failed ? 1 : 0;
                progress?.Report(new ReencryptionProgress(total, reencrypted, failed));
            }
        }

        if (_protector.HashesAgeAlone)
        {
            await foreach (ConnectionRecord record in ScanAsync(null, cancellationToken).ConfigureAwait(false))
            {
                await RenewHashesAsync(record, cancellationToken).ConfigureAwait(false);
            }
        }

        return new ReencryptionResult(keyId, reencrypted, failed);
    }

    private async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, long> counts = await _store.CountByKeyIdAsync(cancellationToken).ConfigureAwait(false);
        return counts.Where(entry => entry.Key.Length > 0).ToDictionary(StringComparer.Ordinal);
    }

    /// <param name="keyId">Only records under this key; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    private async IAsyncEnumerable<ConnectionRecord> ScanAsync(string? keyId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ConnectionScanFilter filter = new() { KeyId = keyId };
        string? afterId = null;
        IReadOnlyList<ConnectionRecord> page;
        do
        {
            page = await _store.ScanAsync(filter, afterId, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (ConnectionRecord record in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return record;
                afterId = record.Id;
            }
        }
        while (page.Count > 0);
    }

    /// <summary>Look-up hashes come from IGNITER_SECRET, also where an application's own encryptor and its keys stay the same.</summary>
    private async ValueTask RenewHashesAsync(ConnectionRecord? record, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < Attempts && record is not null; attempt++)
        {
            try
            {
                ConnectionRecord changed = await _protector.RenewHashesAsync(record, cancellationToken).ConfigureAwait(false);
                if (changed == record
                    || await _store.UpdateAsync(changed with { Version = record.Version + 1 }, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (ConnectorException exception) when (exception.Code == ConnectorErrorCodes.ConnectorDecryptFailed)
            {
                Log.ReencryptionFailed(_logger, record.Id, exception.Code, Failure.Of(exception, _redactor).Message);
                return;
            }

            record = await _store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false);
        }

        if (record is not null)
        {
            Log.ReencryptionLost(_logger, record.Id, Attempts);
        }
    }

    private async ValueTask<Outcome> ReencryptAsync(ConnectionRecord record, string keyId, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            ConnectionRecord changed;
            try
            {
                changed = await _protector.ReencryptAsync(record, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException exception)
            {
                Log.ReencryptionFailed(_logger, record.Id, exception.Code, Failure.Of(exception, _redactor).Message);
                return Outcome.Failed;
            }

            // The connection is what it was for its users, so its time of change stays.
            if (await _store.UpdateAsync(changed with { Version = record.Version + 1 }, cancellationToken).ConfigureAwait(false))
            {
                return Outcome.Reencrypted;
            }

            ConnectionRecord? current = await _store.GetAsync(record.Key, cancellationToken).ConfigureAwait(false);
            if (current is null || current.KeyId.Length == 0 || current.KeyId == keyId)
            {
                return Outcome.NotNeeded;
            }

            record = current;
        }

        Log.ReencryptionLost(_logger, record.Id, Attempts);
        return Outcome.Failed;
    }

    private enum Outcome
    {
        Reencrypted,
        NotNeeded,
        Failed,
    }
}

/// <summary>What a re-encryption did. Records that others deleted or encrypted anew meanwhile don't count.</summary>
/// <param name="KeyId">The key that records are under now.</param>
/// <param name="Reencrypted">Records that were rewritten.</param>
/// <param name="Failed">Records that are still under another key, because they can't be decrypted or change all the time.</param>
public sealed record ReencryptionResult(string KeyId, long Reencrypted, long Failed);

/// <summary>How far a re-encryption is.</summary>
/// <param name="Total">Records that were under another key at the start.</param>
/// <param name="Reencrypted">Records rewritten so far.</param>
/// <param name="Failed">Records that could not be.</param>
public sealed record ReencryptionProgress(long Total, long Reencrypted, long Failed);
