using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Descriptors;

/// <summary>What generated code takes a method's runtime-supplied arguments from. One for each call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public class ConnectorCall
{
    private readonly IServiceProvider _rootServices;
    private readonly Func<HttpClient> _createHttp;
    private AsyncServiceScope? _services;
    private ConnectorContext? _context;

    internal ConnectorCall(
        object connector, object? config, ConnectionKey key, IServiceProvider services, Func<HttpClient> createHttp, CancellationToken cancellationToken)
    {
        Connector = connector;
        Config = config;
        Key = key;
        _rootServices = services;
        _createHttp = createHttp;
        CancellationToken = cancellationToken;
    }

    /// <summary>The connector's instance.</summary>
    public object Connector { get; }

    /// <summary>The decrypted configuration; <see langword="null"/> for a connector without.</summary>
    public object? Config { get; }

    /// <summary>What <see cref="OnContextAttribute"/> made for this call.</summary>
    public object? State { get; internal set; }

    /// <summary>The caller's token, or one that is also cancelled when the call runs past its time.</summary>
    public CancellationToken CancellationToken { get; internal set; }

    internal ConnectionKey Key { get; }

    /// <summary>Resolves a <see cref="ServiceAttribute"/> parameter from the dependency-injection scope of this call.</summary>
    /// <typeparam name="T">The service's type.</typeparam>
    /// <returns>The service.</returns>
    public T GetService<T>()
        where T : notnull
    {
        AsyncServiceScope services = _services ??= _rootServices.CreateAsyncScope();
        return services.ServiceProvider.GetRequiredService<T>();
    }

    /// <summary>The context for a connector without configuration, or for a method that doesn't ask for it.</summary>
    /// <returns>The same object each time.</returns>
    public ConnectorContext GetContext() => _context ??= new ConnectorContext(Key, _createHttp, CancellationToken);

    /// <summary>The context with the configuration.</summary>
    /// <typeparam name="TConfig">The connector's configuration type.</typeparam>
    /// <returns>The same object each time.</returns>
    public ConnectorContext<TConfig> GetContext<TConfig>()
    {
        if (_context is not ConnectorContext<TConfig> context)
        {
            context = new ConnectorContext<TConfig>(Key, (TConfig)Config!, _createHttp, CancellationToken);
            _context = context;
        }

        return context;
    }

    internal ValueTask DisposeServicesAsync() => _services is { } services ? services.DisposeAsync() : ValueTask.CompletedTask;
}
