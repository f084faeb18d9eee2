namespace Igniter.Connectors;

/// <summary>Looks after the keys that stored secrets are encrypted with.</summary>
public sealed class ConnectorKeys
{
    internal ConnectorKeys(IConnectorStore store, ConfigProtector protector)
    {
        _ = store;
        _ = protector;
    }

    /// <summary>
    /// Encrypts every record that isn't under the current key anew: configuration, tokens and webhook secret. Safe beside running work, on several
    /// nodes and after an interruption: a record is either rewritten completely or as it was. A record that can't be decrypted is counted and skipped.
    /// </summary>
    /// <param name="progress">Hears of every record.</param>
    /// <param name="cancellationToken">Stops after the current record; calling again goes on.</param>
    /// <returns>How many records were rewritten and how many could not be.</returns>
    public Task<ReencryptionResult> ReencryptAsync(IProgress<ReencryptionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>Counts the records that hold secrets by the id of their key. A secret whose key id isn't here any more can be removed.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Key id to number of records.</returns>
    public Task<IReadOnlyDictionary<string, long>> GetUsageAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
}

/// <summary>What a re-encryption did.</summary>
/// <param name="KeyId">The key that records are under now.</param>
/// <param name="Reencrypted">Records that were rewritten.</param>
/// <param name="Failed">Records that are still under another key, because they can't be decrypted or change all the time.</param>
public sealed record ReencryptionResult(string KeyId, long Reencrypted, long Failed);

/// <summary>How far a re-encryption is.</summary>
/// <param name="Total">Records that were under another key at the start.</param>
/// <param name="Reencrypted">Records rewritten so far.</param>
/// <param name="Failed">Records that could not be.</param>
public sealed record ReencryptionProgress(long Total, long Reencrypted, long Failed);
