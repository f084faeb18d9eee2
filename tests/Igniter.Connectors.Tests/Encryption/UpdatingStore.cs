using System.Reflection;

namespace Igniter.Connectors.Tests.Encryption;

/// <summary>A store whose updates go through a function first.</summary>
public class UpdatingStore : DispatchProxy
{
    private IConnectorStore _inner = null!;
    private Func<ConnectionRecord, Task<bool>> _update = null!;

    /// <summary>Makes a store that belongs to a process which is killed right after one of its writes.</summary>
    public static IConnectorStore Dying(IConnectorStore inner, int updates) => Create(inner, async record =>
    {
        bool updated = await inner.UpdateAsync(record);
        return !updated || --updates > 0 ? updated : throw new IOException("Killed.");
    });

    /// <summary>Makes a store in which somebody else always writes first.</summary>
    public static IConnectorStore Contested(IConnectorStore inner, Func<ConnectionRecord, ValueTask> write) => Create(inner, async record =>
    {
        if (await inner.GetAsync(record.Key) is { } stored)
        {
            await write(stored);
        }

        return await inner.UpdateAsync(record);
    });

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IConnectorStore.UpdateAsync)
            ? new ValueTask<bool>(_update((ConnectionRecord)args![0]!))
            : targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);

    private static IConnectorStore Create(IConnectorStore inner, Func<ConnectionRecord, Task<bool>> update)
    {
        IConnectorStore store = Create<IConnectorStore, UpdatingStore>();
        ((UpdatingStore)store)._inner = inner;
        ((UpdatingStore)store)._update = update;
        return store;
    }
}
