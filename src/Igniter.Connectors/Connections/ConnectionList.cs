using System.Collections;

namespace Igniter.Connectors;

/// <summary>A page of connections, oldest first (to the millisecond).</summary>
public sealed class ConnectionList : IReadOnlyList<Connection>
{
    private readonly Connection[] _connections;

    internal ConnectionList(Connection[] connections, string? next)
    {
        _connections = connections;
        Next = next;
    }

    /// <summary>The cursor of the following page, for <see cref="ConnectionQuery.After"/>; <see langword="null"/> on the last one.</summary>
    public string? Next { get; }

    /// <inheritdoc/>
    public int Count => _connections.Length;

    /// <inheritdoc/>
    public Connection this[int index] => _connections[index];

    /// <inheritdoc/>
    public IEnumerator<Connection> GetEnumerator() => ((IEnumerable<Connection>)_connections).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _connections.GetEnumerator();
}
