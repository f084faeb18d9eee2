using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>An operation failed. Each failed operation has exactly one such event.</summary>
public abstract record ConnectorFailureEvent : ConnectorEvent
{
    private protected ConnectorFailureEvent(string name, EventOrigin origin, ConnectorException error)
        : base(name, origin, LogLevel.Error)
    {
        ErrorCode = error.Code;
        ErrorMessage = origin.Redactor.Redact(error.SafeMessage);
    }

    /// <summary>The stable code, mostly one of <see cref="ConnectorErrorCodes"/>.</summary>
    public string ErrorCode { get; }

    /// <summary>
    /// The exception's own message, never that of an inner one: without the secrets that the failed code was given, without values of names that look like a
    /// secret's, addresses cut to scheme and host, control characters escaped, at most 1,000 characters.
    /// </summary>
    public string ErrorMessage { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes) => EventAttributes.AddError(attributes, ErrorCode, ErrorMessage);
}

/// <summary>Something other than an action failed.</summary>
public sealed record ErrorOccurredEvent : ConnectorFailureEvent
{
    internal ErrorOccurredEvent(EventOrigin origin, string operation, ConnectorException error)
        : base("error.occurred", origin, error) => Operation = operation;

    /// <summary>What failed: <c>connect</c>, <c>update</c>, <c>onConnect</c> and so on.</summary>
    public string Operation { get; }

    private protected override void AddAttributes(Dictionary<string, object> attributes)
    {
        base.AddAttributes(attributes);
        attributes[AttributeNames.ErrorOperation] = Operation;
    }
}
