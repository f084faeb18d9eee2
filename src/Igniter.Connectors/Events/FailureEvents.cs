using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>An operation failed. Each failed operation has exactly one such event.</summary>
public abstract record ConnectorFailureEvent : ConnectorEvent
{
    private protected ConnectorFailureEvent(string name, EventOrigin origin, Failure failure)
        : base(name, origin, LogLevel.Error) => Failure = failure;

    /// <summary>
    /// The stable code, mostly one of <see cref="ConnectorErrorCodes"/>. For an action or a webhook delivery that its caller cancelled it is
    /// <c>System.OperationCanceledException</c>, the exception that the caller gets, as in <c>error.type</c> of span and metric.
    /// </summary>
    public string ErrorCode => Failure.Code;

    /// <summary>
    /// The exception's own message, never that of an inner one: without the secrets that the failed code was given, without values of names that look like a
    /// secret's, addresses cut to scheme and host, control characters escaped, at most 1,000 characters.
    /// </summary>
    public string ErrorMessage => Failure.Message;

    internal Failure Failure { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes)
    {
        attributes[AttributeNames.ErrorCode] = ErrorCode;
        attributes[AttributeNames.ErrorMessage] = ErrorMessage;
    }
}

/// <summary>Something other than an action failed.</summary>
public sealed record ErrorOccurredEvent : ConnectorFailureEvent
{
    internal ErrorOccurredEvent(EventOrigin origin, string operation, Failure failure)
        : base("error.occurred", origin, failure) => Operation = operation;

    /// <summary>What failed: <c>connect</c>, <c>update</c>, <c>onConnect</c> and so on.</summary>
    public string Operation { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes)
    {
        base.AddAttributes(attributes);
        attributes[AttributeNames.ErrorOperation] = Operation;
    }
}
