using System.Reflection;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>A store whose driver tells whole rows in its exceptions.</summary>
public class FailingStore : DispatchProxy
{
    private readonly InMemoryConnectorStore _inner = new();

    /// <summary>What is told instead of an answer; nothing fails while it is null.</summary>
    public string? Message { get; set; }

    /// <summary>Operations that failed.</summary>
    public HashSet<string> Failed { get; } = [];

    public static (IConnectorStore Store, FailingStore Control) Make()
    {
        IConnectorStore store = Create<IConnectorStore, FailingStore>();
        return (store, (FailingStore)store);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (Message is not null)
        {
            Failed.Add(targetMethod!.Name);
            throw new InvalidOperationException($"{Message} {string.Join(' ', args!)}", new IOException(Message)) { Data = { ["row"] = Message } };
        }

        return targetMethod!.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
