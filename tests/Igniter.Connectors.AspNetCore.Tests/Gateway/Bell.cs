namespace Igniter.Connectors.AspNetCore.Tests.Gateway;

/// <summary>Wakes those who wait for news. Ask for <see cref="Next"/> before looking at what there is, or some may be missed.</summary>
internal sealed class Bell
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when there is something new.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Ring() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
