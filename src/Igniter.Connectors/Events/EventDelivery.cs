namespace Igniter.Connectors;

/// <summary>How a handler gets its events.</summary>
public enum EventDelivery
{
    /// <summary>
    /// One after another, in order, apart from the operation that they are about. Up to 1,000 events wait; further ones are dropped and counted.
    /// </summary>
    Background,

    /// <summary>At once: the operation waits for the handler.</summary>
    Inline,
}
