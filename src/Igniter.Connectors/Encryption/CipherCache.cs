namespace Igniter.Connectors;

/// <summary>
/// Keeps ciphers of connections that were used lately, at most one in each slot. Whoever uses a cipher has taken it out of its slot, so no two
/// threads ever share one; one that finds its place taken when it comes back is disposed of, which wipes its key.
/// </summary>
internal sealed class CipherCache(int capacity) : IDisposable
{
    private readonly CachedCipher?[] _slots = new CachedCipher?[capacity];

    /// <summary>Takes a connection's cipher out of the cache, or makes it.</summary>
    public CachedCipher Rent(MasterKey key, ConnectionKey connection)
    {
        if (Interlocked.Exchange(ref SlotOf(connection), null) is { } cached)
        {
            if (cached.Key == key && cached.Connection == connection)
            {
                return cached;
            }

            cached.Dispose();
        }

        return new CachedCipher(key, connection, key.CreateCipher(connection));
    }

    /// <summary>Gives a cipher back.</summary>
    public void Return(CachedCipher cipher) => Interlocked.Exchange(ref SlotOf(cipher.Connection), cipher)?.Dispose();

    public void Dispose()
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            Interlocked.Exchange(ref _slots[i], null)?.Dispose();
        }
    }

    private ref CachedCipher? SlotOf(ConnectionKey connection) => ref _slots[(uint)connection.GetHashCode() % (uint)_slots.Length];
}

/// <summary>The cipher of one connection under one master key.</summary>
internal sealed class CachedCipher(MasterKey key, ConnectionKey connection, AesGcmBox box) : IDisposable
{
    public MasterKey Key => key;

    public ConnectionKey Connection => connection;

    public AesGcmBox Box => box;

    public void Dispose() => box.Dispose();
}
