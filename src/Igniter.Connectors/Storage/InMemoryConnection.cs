namespace Igniter.Connectors;

/// <summary>A connection's current record, read without a lock, and its lease, guarded by the store's.</summary>
internal sealed class InMemoryConnection(ConnectionRecord record)
{
    private volatile ConnectionRecord _record = record;
    private string? _leaseOwner;
    private DateTimeOffset _leasedUntil;
    private long _fence;

    /// <summary>The record as of the last write.</summary>
    public ConnectionRecord Record
    {
        get => _record;
        set => _record = value;
    }

    /// <summary>Takes the lease; gives the fencing number, or <see langword="null"/> when another owner holds it.</summary>
    public long? AcquireLease(string owner, DateTimeOffset now, DateTimeOffset until)
    {
        bool live = _leaseOwner is not null && now < _leasedUntil;
        if (live && _leaseOwner != owner)
        {
            return null;
        }

        _leaseOwner = owner;
        _leasedUntil = until;
        return live ? _fence : ++_fence;
    }

    /// <summary>Gives the lease back.</summary>
    public bool ReleaseLease(string owner)
    {
        if (_leaseOwner != owner)
        {
            return false;
        }

        _leaseOwner = null;
        return true;
    }
}

/// <summary>
/// Connections in the order of their ids. A list that is searched by halves: ids sort by creation, so nearly every insert appends.
/// </summary>
internal sealed class InMemoryConnectionList
{
    private readonly List<string> _ids = [];
    private readonly List<InMemoryConnection> _connections = [];

    public bool IsEmpty => _ids.Count == 0;

    public bool Contains(string id) => Find(id) >= 0;

    public void Add(InMemoryConnection connection)
    {
        string id = connection.Record.Id;
        int index = _ids.Count > 0 && string.CompareOrdinal(_ids[^1], id) < 0 ? _ids.Count : ~Find(id);
        _ids.Insert(index, id);
        _connections.Insert(index, connection);
    }

    public void Remove(string id)
    {
        int index = Find(id);
        _ids.RemoveAt(index);
        _connections.RemoveAt(index);
    }

    public IReadOnlyList<ConnectionRecord> Page(Func<ConnectionRecord, bool> matches, string? afterId, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        int start = 0;
        if (afterId is not null)
        {
            int found = Find(afterId);
            start = found >= 0 ? found + 1 : ~found;
        }

        var page = new List<ConnectionRecord>(Math.Min(limit, _connections.Count - start));
        for (int index = start; index < _connections.Count && page.Count < limit; index++)
        {
            ConnectionRecord record = _connections[index].Record;
            if (matches(record))
            {
                page.Add(record);
            }
        }

        return page;
    }

    public long Count(Func<ConnectionRecord, bool> matches)
    {
        long count = 0;
        foreach (InMemoryConnection connection in _connections)
        {
            if (matches(connection.Record))
            {
                count++;
            }
        }

        return count;
    }

    public IReadOnlyDictionary<string, long> CountByKeyId()
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (InMemoryConnection connection in _connections)
        {
            string keyId = connection.Record.KeyId;
            counts[keyId] = counts.GetValueOrDefault(keyId) + 1;
        }

        return counts;
    }

    private int Find(string id) => _ids.BinarySearch(id, StringComparer.Ordinal);
}
