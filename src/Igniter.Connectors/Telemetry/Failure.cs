namespace Igniter.Connectors;

/// <summary>What events, spans, metrics and logs say of an exception: found out in one place, and nothing of it a secret.</summary>
internal sealed class Failure
{
    private readonly string _message;
    private readonly TextRedactor _redactor;

    private Failure(string code, string message, TextRedactor redactor)
    {
        Code = code;
        _message = message;
        _redactor = redactor;
    }

    /// <summary>The error's code; the exception's type for what has none: the caller's cancellation, and what the caller's own code threw.</summary>
    public string Code { get; }

    /// <summary>The error's own message, redacted when somebody wants it.</summary>
    public string Message => field ??= _redactor.Redact(_message);

    /// <summary>Whether the caller gave up, which is nobody's fault.</summary>
    public bool IsCancellation { get; private init; }

    public static Failure Of(Exception exception, TextRedactor redactor) => exception switch
    {
        ConnectorException error => new(error.Code, error.SafeMessage, redactor),
        OperationCanceledException => new("System.OperationCanceledException", "The caller cancelled the call.", redactor) { IsCancellation = true },
        _ => new(exception.GetType().FullName!, "The caller's own code threw this.", redactor),
    };
}
