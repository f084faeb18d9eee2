using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;

namespace Igniter.Connectors.Descriptors;

/// <summary>What generated code takes a method's runtime-supplied arguments from. One for each call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConnectorCall
{
    private readonly RegisteredConnector _connector;
    private readonly IGrantAccess? _grant;
    private IServiceScope? _services;
    private ConnectorContext? _context;

    internal ConnectorCall(
        RegisteredConnector connector, ConnectionKey key, object? config, CancellationToken cancellationToken, IGrantAccess? grant = null)
    {
        _grant = grant;
        _connector = connector;
        Key = key;
        Config = config;
        CancellationToken = cancellationToken;
    }

    /// <summary>The connector's instance.</summary>
    public object Connector => _connector.Instance;

    /// <summary>The decrypted configuration; <see langword="null"/> for a connector without.</summary>
    public object? Config { get; }

    /// <summary>What <see cref="OnContextAttribute"/> made for this call.</summary>
    public object? State { get; internal set; }

    /// <summary>The caller's token, or one that is also cancelled when the call runs past its time.</summary>
    public CancellationToken CancellationToken { get; }

    internal ConnectionKey Key { get; }

    internal ConnectorDefinition Definition => _connector.Definition;

    /// <summary>Whether something has to be disposed after the call.</summary>
    internal bool HasResources => State is not null || _services is not null;

    /// <summary>The dependency-injection scope of this call, where <see cref="ServiceAttribute"/> parameters come from.</summary>
    public IServiceProvider Services => (_services ??= _connector.Services.CreateScope()).ServiceProvider;

    /// <summary>The context for a connector without configuration, or for a method that doesn't ask for it.</summary>
    /// <returns>The same object each time.</returns>
    public ConnectorContext GetContext() => _context ??= new ConnectorContext(Key, _connector, _grant, CancellationToken);

    /// <summary>The context with the configuration.</summary>
    /// <typeparam name="TConfig">The connector's configuration type.</typeparam>
    /// <returns>The same object each time.</returns>
    public ConnectorContext<TConfig> GetContext<TConfig>()
    {
        if (_context is not ConnectorContext<TConfig> context)
        {
            context = new ConnectorContext<TConfig>(Key, (TConfig)Config!, _connector, _grant, CancellationToken);
            _context = context;
        }

        return context;
    }

    /// <summary>The secrets that the connector's code has been given, for the way of a failure.</summary>
    /// <param name="webhookUrl">The connection's webhook address, if the code was given it.</param>
    internal KnownSecrets FindSecrets(Uri? webhookUrl = null)
    {
        KnownSecrets secrets = new();
        secrets.AddMembers(Definition.Config, Config);
        _grant?.AddTo(secrets);
        secrets.Add(webhookUrl?.AbsoluteUri);
        secrets.Add(webhookUrl?.Segments[^1]);
        return secrets;
    }

    /// <summary>Disposes what the call made: first the context object, which may use the services, then those.</summary>
    internal async ValueTask DisposeResourcesAsync()
    {
        try
        {
            await DisposeAsync(State).ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync(_services).ConfigureAwait(false);
        }
    }

    private static ValueTask DisposeAsync(object? resource)
    {
        if (resource is IAsyncDisposable asynchronous)
        {
            return asynchronous.DisposeAsync();
        }

        (resource as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}
