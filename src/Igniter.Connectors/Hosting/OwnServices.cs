using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors;

/// <summary>
/// The services of a program without a host that nobody but the manager asks: the objects that were registered, and those that registered factories make,
/// once each. Making Microsoft's container for them takes a native program longer than everything else here.
/// </summary>
internal sealed class OwnServices(IServiceCollection registered) : IServiceProvider, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ServiceDescriptor, object> _made = [];
    private readonly List<object> _order = [];
    private bool _isDisposed;

    public object? GetService(Type serviceType)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            ServiceDescriptor? service = registered.LastOrDefault(service => service.ServiceType == serviceType);
            return service is null ? null : service.ImplementationInstance ?? Make(service);
        }
    }

    /// <summary>Disposes of what was made here, the last first.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        for (int i = _order.Count - 1; i >= 0; i--)
        {
            if (_order[i] is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                (_order[i] as IDisposable)?.Dispose();
            }
        }
    }

    private object? Make(ServiceDescriptor service)
    {
        if (!_made.TryGetValue(service, out object? made) && service.ImplementationFactory?.Invoke(this) is { } created)
        {
            made = created;
            _made.Add(service, made);
            _order.Add(made);
        }

        return made;
    }
}
