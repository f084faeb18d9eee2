namespace Igniter.Connectors.Descriptors;

/// <summary>The connectors of one manager.</summary>
internal sealed class ConnectorCatalog
{
    private readonly Dictionary<string, RegisteredConnector> _connectors;

    public ConnectorCatalog(IReadOnlyList<RegisteredConnector> connectors)
    {
        _connectors = connectors.ToDictionary(connector => connector.Key, StringComparer.Ordinal);
        All = connectors;
        for (int i = 0; i < connectors.Count; i++)
        {
            connectors[i].Index = i;
        }
    }

    /// <summary>All of them, in the order of registration.</summary>
    public IReadOnlyList<RegisteredConnector> All { get; }

    public int Count => _connectors.Count;

    public RegisteredConnector? Find(string key) => _connectors.GetValueOrDefault(key);

    /// <summary>Finds what a generated client was made for.</summary>
    public RegisteredConnector? Find(ConnectorDefinition definition) =>
        Find(definition.Key) is { } connector && connector.Definition == definition ? connector : null;
}
