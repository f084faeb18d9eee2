using System.Reflection;
using System.Text;

namespace Igniter.Connectors.Tests.Leaks;

/// <summary>A store whose driver tells whole rows in its exceptions.</summary>
public class FailingStore : DispatchProxy
{
    private readonly InMemoryConnectorStore _inner = new();

    /// <summary>What is told instead of an answer; nothing fails while it is null.</summary>
    public string? Message { get; set; }

    /// <summary>The code of an exception of the SDK's own type to throw instead of the driver's.</summary>
    public string? OwnCode { get; set; }

    /// <summary>The one operation that fails; null for all.</summary>
    public string? Only { get; set; }

    /// <summary>The last message.</summary>
    public string? Told { get; private set; }

    /// <summary>Operations that failed.</summary>
    public HashSet<string> Failed { get; } = [];

    public static (IConnectorStore Store, FailingStore Control) Make()
    {
        IConnectorStore store = Create<IConnectorStore, FailingStore>();
        return (store, (FailingStore)store);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (Message is not null && (Only ?? targetMethod!.Name) == targetMethod!.Name)
        {
            Failed.Add(targetMethod.Name);
            if (OwnCode is not null)
            {
                Told = Message + string.Concat(args!.OfType<ConnectionRecord>().Select(row => $" {Encoding.UTF8.GetString(row.Config.Span)} {row.Tokens} {row.WebhookSecret}"));
                throw new ConnectorException(OwnCode, Told, new ConnectorException(OwnCode, Told));
            }

            throw new InvalidOperationException($"{Message} {string.Join(' ', args!)}", new IOException(Message)) { Data = { ["row"] = Message } };
        }

        return targetMethod!.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
