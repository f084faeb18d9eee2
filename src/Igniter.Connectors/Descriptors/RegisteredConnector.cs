namespace Igniter.Connectors.Descriptors;

/// <summary>A connector as one manager runs it: its definition, its one instance, and what it takes from dependency injection.</summary>
internal sealed class RegisteredConnector
{
    private readonly IConnectorClients _clients;

    public RegisteredConnector(ConnectorDefinition definition, IServiceProvider services, IConnectorClients clients)
    {
        _clients = clients;
        Definition = definition;
        Services = services;
        UnscopedKey = new ConnectionKey("", "", definition.Key, "");
        Actions = definition.Actions.ToDictionary(action => action.Key, StringComparer.Ordinal);
        HasEncryptedConfig = definition.Config is { } config && config.Shape.Reaches(MemberTraits.Encrypted);
        Instance = definition.Create(new ConnectorServices(definition.Key, services, clients));
    }

    public string Key => Definition.Key;

    /// <summary>Its place in the catalog.</summary>
    public int Index { get; set; }

    public ConnectorDefinition Definition { get; }

    public IServiceProvider Services { get; }

    /// <summary>The object whose methods are called, for every tenant.</summary>
    public object Instance { get; }

    public Dictionary<string, ActionDefinition> Actions { get; }

    /// <summary>What applications read.</summary>
    public ConnectorDescriptor Descriptor => field ??= DescriptorFactory.Create(Definition);

    /// <summary>Whose calls are that belong to no scope.</summary>
    public ConnectionKey UnscopedKey { get; }

    /// <summary>What <see cref="DefaultConfigAttribute"/> gave; <see langword="null"/> for none.</summary>
    public object? DefaultConfig { get; set; }

    /// <summary>Whether it can be called without a connection.</summary>
    public bool WorksUnconnected => Definition.Config is null || DefaultConfig is not null;

    /// <summary>Whether anything in its configuration is encrypted.</summary>
    public bool HasEncryptedConfig { get; }

    /// <summary>A client of its own for each call, so that headers set on one don't reach another tenant; the connections below are shared.</summary>
    public HttpClient CreateHttp(IGrantAccess? grant) => _clients.Create(Key, grant);
}
