namespace Igniter.Connectors;

/// <summary>
/// Ends the wait for a handler that runs past its time, also when it ignores its token: such a handler goes on by itself, and what it uses is
/// disposed when it is done.
/// </summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource? _linked;
    private readonly TaskCompletionSource _expired = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TimeLimit(int seconds, TimeProvider time, CancellationToken cancellationToken)
    {
        Seconds = seconds;
        _timer = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time);
        _linked = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _timer.Token) : null;

        // Registered before the handler's own registrations and thus called after them: a handler that heeds its token ends first.
        _timer.Token.UnsafeRegister(static state => ((TimeLimit)state!)._expired.TrySetResult(), this);
    }

    public int Seconds { get; }

    public CancellationToken Token => (_linked ?? _timer).Token;

    public bool HasExpired => _timer.IsCancellationRequested;

    /// <summary>The handler's work that went on past its time.</summary>
    public Task? Abandoned { get; private set; }

    public static TimeLimit? Start(int seconds, TimeProvider time, CancellationToken cancellationToken) =>
        seconds > 0 ? new(seconds, time, cancellationToken) : null;

    public async ValueTask<T> WaitAsync<T>(ValueTask<T> pending)
    {
        if (!pending.IsCompleted)
        {
            Task<T> work = pending.AsTask();
            await Task.WhenAny(work, _expired.Task).ConfigureAwait(false);
            if (!work.IsCompleted)
            {
                Abandoned = work;
                throw new OperationCanceledException(Token);
            }

            return await work.ConfigureAwait(false);
        }

        return await pending.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _linked?.Dispose();
        _timer.Dispose();
    }
}
