using System.Text;
using System.Text.Json.Serialization;

namespace Igniter.Connectors;

/// <summary>
/// The one exception of the SDK. Its message names the connector and what to do and never holds a secret, a token or a provider's answer;
/// <see cref="ToString"/> leaves out the inner exception's message for the same reason.
/// </summary>
/// <remarks>
/// Log this exception, as a whole: <see cref="ToString"/>, its JSON, events and traces are free of secrets. <see cref="Exception.InnerException"/> is what was
/// thrown, as it was thrown: its message, its data and its own text are not redacted and may hold anything, so log none of them by themselves. When a
/// connector's code throws a <see cref="ConnectorException"/> of its own, <see cref="Exception.Message"/> stays as it was written; in
/// <see cref="ToString"/>, JSON, events, logs and traces the secrets that the code was given are replaced: values of encrypted and sensitive members of at
/// least 6 characters, the connection's tokens, the webhook's address. So it is with the values that an <see cref="IConnectorEncryptor"/> is to encrypt,
/// the rows that an <see cref="IConnectorStore"/> is to write, and the OAuth requests that an HTTP handler is to send; what these, or an
/// <see cref="IOAuthClientResolver"/>, have read themselves nobody else knows.
/// </remarks>
[JsonConverter(typeof(ConnectorExceptionConverter))]
public class ConnectorException : Exception
{
    /// <summary>Makes an exception with a code of <see cref="ConnectorErrorCodes"/> or of the application's own.</summary>
    /// <param name="code">A stable code.</param>
    /// <param name="message">What went wrong and what to do, without secrets.</param>
    /// <param name="innerException">The cause.</param>
    public ConnectorException(string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
        StatusCode = ConnectorErrorCodes.StatusOf(code);
    }

    /// <summary>The stable code, one of <see cref="ConnectorErrorCodes"/> unless user code threw its own.</summary>
    public string Code { get; }

    /// <summary>The HTTP status that fits the code; 500 for a code of the application's own.</summary>
    public int StatusCode { get; init; }

    /// <summary>Whether the same call may succeed later without a change.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the provider asked to wait, when it did.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Which connector, action and tenant the error is about, and which values were invalid.</summary>
    public ConnectorErrorMetadata Metadata { get; init; } = ConnectorErrorMetadata.Empty;

    /// <summary>The message for others than the caller: without the secrets that were known where it was caught.</summary>
    internal string SafeMessage
    {
        get => field ?? Message;
        private set;
    }

    /// <summary>The errors for others than the caller.</summary>
    internal IReadOnlyList<ConnectorValidationError> SafeErrors
    {
        get => field ?? Metadata.Errors;
        private set;
    }

    /// <summary>The exception for logs: its own message and stack, then the inner exceptions' types and stacks without their messages.</summary>
    /// <returns>Text without secrets.</returns>
    public override string ToString()
    {
        StringBuilder text = new StringBuilder(GetType().FullName).Append(" (").Append(Code).Append("): ").Append(SafeMessage);
        for (Exception? inner = InnerException; inner is not null; inner = inner.InnerException)
        {
            text.AppendLine().Append(" ---> ").Append(inner.GetType().FullName);
            if (inner is ConnectorException connectorException)
            {
                text.Append(" (").Append(connectorException.Code).Append("): ").Append(connectorException.SafeMessage);
            }

            if (inner.StackTrace is { } innerStack)
            {
                text.AppendLine().Append(innerStack);
            }
        }

        if (StackTrace is { } stack)
        {
            text.AppendLine().Append(stack);
        }

        return text.ToString();
    }

    /// <summary>Hides secrets in everything that others than the caller get to see: of this exception, and of those of its kind that caused it.</summary>
    internal void Hide(KnownSecrets secrets)
    {
        for (Exception? exception = this; exception is not null; exception = exception.InnerException)
        {
            if (exception is ConnectorException told)
            {
                told.SafeMessage = secrets.RemoveFrom(told.SafeMessage);
                told.SafeErrors = [.. told.SafeErrors.Select(error => error with { Message = secrets.RemoveFrom(error.Message) })];
            }
        }
    }
}

/// <summary>What a <see cref="ConnectorException"/> is about. Members that don't apply are <see langword="null"/> or empty.</summary>
public sealed record ConnectorErrorMetadata
{
    internal static ConnectorErrorMetadata Empty { get; } = new();

    /// <summary>The connector's key.</summary>
    public string? Connector { get; init; }

    /// <summary>The action's key.</summary>
    public string? Action { get; init; }

    /// <summary>The scope's key.</summary>
    public string? Scope { get; init; }

    /// <summary>The tenant's identity within the scope.</summary>
    public string? Identity { get; init; }

    /// <summary>Every value that failed validation.</summary>
    public IReadOnlyList<ConnectorValidationError> Errors { get; init; } = [];
}

/// <summary>One invalid value.</summary>
/// <param name="Path">Where it stands in the JSON, for example <c>endpoints[0].url</c>; empty for the whole.</param>
/// <param name="Message">What is wrong with it, without the value.</param>
public sealed record ConnectorValidationError(string Path, string Message);
