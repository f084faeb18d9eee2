namespace Igniter.Connectors.Tests.Engine;

/// <summary>Counts how often it is disposed, and how.</summary>
internal sealed class Resource : IDisposable, IAsyncDisposable
{
    public int Disposals { get; private set; }

    public bool WasDisposedAsynchronously { get; private set; }

    public Action OnDispose { get; set; } = () => { };

    public void Dispose()
    {
        Disposals++;
        OnDispose();
    }

    public ValueTask DisposeAsync()
    {
        WasDisposedAsynchronously = true;
        Dispose();
        return ValueTask.CompletedTask;
    }
}
