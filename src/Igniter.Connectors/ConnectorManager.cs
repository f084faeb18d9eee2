namespace Igniter.Connectors;

/// <summary>The entry point.</summary>
public sealed class ConnectorManager
{
    /// <summary>A tenant's scope.</summary>
    public ConnectorScope Scope(string type, string? identity = null) => throw new NotSupportedException();

    /// <summary>Starts a manager without a host.</summary>
    public static ConnectorsBuilder CreateBuilder() => throw new NotSupportedException();
}

/// <summary>A tenant.</summary>
public sealed class ConnectorScope
{
    internal ConnectorScope()
    {
    }
}
