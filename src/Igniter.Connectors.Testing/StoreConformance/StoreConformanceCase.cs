namespace Igniter.Connectors.Testing;

/// <summary>One thing that a store must do.</summary>
public sealed class StoreConformanceCase
{
    private readonly Func<IConnectorStore, CancellationToken, Task> _body;

    internal StoreConformanceCase(string name, string description, Func<IConnectorStore, CancellationToken, Task> body)
    {
        Name = name;
        Description = description;
        _body = body;
    }

    /// <summary>A stable name, for example <c>update-replaces-the-version-before-only</c>.</summary>
    public string Name { get; }

    /// <summary>What must hold, in a sentence.</summary>
    public string Description { get; }

    /// <summary>Runs the case.</summary>
    /// <param name="createEmptyStore">Makes a store that holds nothing. It is disposed afterwards if it is disposable.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <returns>A task that ends when the case has passed.</returns>
    /// <exception cref="StoreConformanceException">The store doesn't do what it must.</exception>
    public async Task RunAsync(Func<CancellationToken, ValueTask<IConnectorStore>> createEmptyStore, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(createEmptyStore);
        IConnectorStore store = await createEmptyStore(cancellationToken).ConfigureAwait(false);
        try
        {
            await _body(store, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreConformanceException exception)
        {
            throw new StoreConformanceException($"{Name}: {exception.Message} ({Description})", exception);
        }
        finally
        {
            if (store is IAsyncDisposable asyncDisposable)
            {
                await asyncDisposable.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                (store as IDisposable)?.Dispose();
            }
        }
    }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}

/// <summary>A store doesn't do what it must.</summary>
public sealed class StoreConformanceException : Exception
{
    internal StoreConformanceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
