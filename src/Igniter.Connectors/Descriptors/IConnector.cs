using System.ComponentModel;
using Igniter.Connectors.Descriptors;

namespace Igniter.Connectors;

/// <summary>Implemented by the compiler for every class with <see cref="ConnectorAttribute"/>; nobody writes it by hand.</summary>
public interface IConnector
{
    /// <summary>Everything the runtime needs to know about the connector.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract ConnectorDefinition Definition { get; }
}
