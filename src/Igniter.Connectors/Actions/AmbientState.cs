namespace Igniter.Connectors;

/// <summary>
/// What surrounds a call: the values of its <see cref="AsyncLocal{T}"/> and its synchronization context. An asynchronous method leaves them as they were
/// for its caller; a method without state machine has to do so itself.
/// </summary>
internal readonly struct AmbientState
{
    private readonly ExecutionContext? _execution;
    private readonly SynchronizationContext? _synchronization;

    private AmbientState(ExecutionContext? execution, SynchronizationContext? synchronization)
    {
        _execution = execution;
        _synchronization = synchronization;
    }

    /// <summary>Whether it can be restored: not where its flow is suppressed.</summary>
    public bool CanRestore => _execution is not null;

    public static AmbientState Capture() => new(ExecutionContext.Capture(), SynchronizationContext.Current);

    public void Restore()
    {
        if (SynchronizationContext.Current != _synchronization)
        {
            SynchronizationContext.SetSynchronizationContext(_synchronization);
        }

        if (ExecutionContext.Capture() != _execution)
        {
            ExecutionContext.Restore(_execution!);
        }
    }
}
