namespace Igniter.Connectors.LiteDb;

/// <summary>A change that waits for the writing thread.</summary>
internal interface ILiteDbWrite
{
    /// <summary>Whether it is to be made: not if its caller has cancelled it.</summary>
    bool TryStart();

    /// <summary>Makes the change. It may be called again after the transaction failed.</summary>
    void Run(LiteDbTables tables);

    /// <summary>Notes that the transaction failed.</summary>
    void Fail(Exception exception);

    /// <summary>Tells the caller how it went.</summary>
    void Finish(Exception? failure);
}

/// <inheritdoc/>
internal sealed class LiteDbWrite<T>(Func<LiteDbTables, T> change, CancellationToken cancellationToken) : ILiteDbWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private Exception? _failure;

    public Task<T> Task => _completion.Task;

    public bool TryStart()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _completion.SetCanceled(cancellationToken);
            return false;
        }

        return true;
    }

    public void Run(LiteDbTables tables)
    {
        _failure = null;
        _result = change(tables);
    }

    public void Fail(Exception exception) => _failure = exception;

    public void Finish(Exception? failure)
    {
        if ((_failure ?? failure) is { } exception)
        {
            _completion.SetException(exception);
        }
        else
        {
            _completion.SetResult(_result);
        }
    }
}
