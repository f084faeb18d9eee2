using System.Collections.Concurrent;
using Igniter.Connectors;

namespace Gateway;

/// <summary>The last events of each organization, to be watched.</summary>
internal sealed class RecentEvents
{
    private const int Kept = 12;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<ConnectorEvent>> _events = new();

    public void Add(ConnectorEvent occurred)
    {
        if (occurred.Identity is not { Length: > 0 } organization || occurred.Name.Contains(".adapter.", StringComparison.Ordinal))
        {
            return;
        }

        ConcurrentQueue<ConnectorEvent> queue = _events.GetOrAdd(organization, _ => new());
        queue.Enqueue(occurred);
        while (queue.Count > Kept)
        {
            queue.TryDequeue(out _);
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ConnectorEvent> Of(string organization) =>
        _events.TryGetValue(organization, out ConcurrentQueue<ConnectorEvent>? queue) ? [.. queue.Reverse()] : [];
}
