using Microsoft.Extensions.Logging;

namespace Igniter.Connectors;

/// <summary>Every message the SDK logs. None takes a secret, a payload or a foreign exception's text.</summary>
internal static partial class Log
{
    [LoggerMessage(
        EventId = 1, Level = LogLevel.Error,
        Message = "Connection {ConnectionId} can't be encrypted anew ({Code}): {Problem}")]
    public static partial void ReencryptionFailed(ILogger logger, string connectionId, string code, string problem);

    [LoggerMessage(
        EventId = 2, Level = LogLevel.Warning,
        Message = "Connection {ConnectionId} was changed by others {Attempts} times while it was encrypted anew; it is left for the next run")]
    public static partial void ReencryptionLost(ILogger logger, string connectionId, int attempts);

    [LoggerMessage(
        EventId = 3, Level = LogLevel.Warning,
        Message = "An event handler is too slow: {Capacity} events wait for it, further ones are dropped")]
    public static partial void EventsDropped(ILogger logger, int capacity);

    [LoggerMessage(
        EventId = 4, Level = LogLevel.Error,
        Message = "A handler of {EventName} threw {ExceptionType}\n{ExceptionStack}")]
    public static partial void EventHandlerFailed(ILogger logger, string eventName, string exceptionType, string? exceptionStack);

    [LoggerMessage(
        EventId = 5, Level = LogLevel.Error,
        Message = "{Operation} of connector {Connector} in scope {Scope} failed ({Code}): {Problem} {ExceptionType}\n{ExceptionStack}")]
    public static partial void HookFailed(
        ILogger logger, string operation, string connector, string scope, string code, string problem, string? exceptionType, string? exceptionStack);

    [LoggerMessage(
        EventId = 6, Level = LogLevel.Warning,
        Message = "Disposing what {Action} of connector {Connector} used threw {ExceptionType}\n{ExceptionStack}")]
    public static partial void DisposalFailed(ILogger logger, string action, string connector, string exceptionType, string? exceptionStack);

    [LoggerMessage(
        EventId = 7, Level = LogLevel.Warning,
        Message = "The upgraded configuration of connector {Connector} in scope {Scope} could not be stored ({Code}); the next call upgrades it again")]
    public static partial void UpgradeNotStored(ILogger logger, string connector, string scope, string code);

    [LoggerMessage(
        EventId = 8, Level = LogLevel.Warning,
        Message = "An event handler wasn't done when the connectors ended: {Count} events are dropped")]
    public static partial void EventsLeft(ILogger logger, long count);

    [LoggerMessage(
        EventId = 20, Level = LogLevel.Error,
        Message = "A delivery to the webhook of connector {Connector} in scope {Scope} failed ({Code}): {Problem} {ExceptionType}\n{ExceptionStack}")]
    public static partial void WebhookFailed(
        ILogger logger, string connector, string scope, string code, string problem, string? exceptionType, string? exceptionStack);

    [LoggerMessage(
        EventId = 21, Level = LogLevel.Warning,
        Message = "A delivery to the webhook of connector {Connector} in scope {Scope} took so long that its claim ran out; it may run twice")]
    public static partial void WebhookClaimLost(ILogger logger, string connector, string scope);

    [LoggerMessage(
        EventId = 22, Level = LogLevel.Warning,
        Message = "The claim on a delivery to the webhook of connector {Connector} in scope {Scope} could not be stored ({Code})")]
    public static partial void WebhookClaimNotStored(ILogger logger, string connector, string scope, string code);

    [LoggerMessage(
        EventId = 23, Level = LogLevel.Warning,
        Message = "The webhook of connector {Connector} refuses every delivery, since nothing says how to verify it: name a signature and the secret's configuration property, or write Signature = WebhookSignature.None out")]
    public static partial void WebhookCanNotVerify(ILogger logger, string connector);

    [LoggerMessage(
        EventId = 24, Level = LogLevel.Warning,
        Message = "What has expired could not be deleted from the store ({Code}); the next sweep tries again")]
    public static partial void SweepFailed(ILogger logger, string code);

    [LoggerMessage(
        EventId = 30, Level = LogLevel.Warning,
        Message = "The grant of connector {Connector} in scope {Scope} could not be revoked ({Code}); it lives on at the provider until it expires")]
    public static partial void RevocationFailed(ILogger logger, string connector, string scope, string code);

    [LoggerMessage(
        EventId = 31, Level = LogLevel.Warning,
        Message = "The grant of connector {Connector} in scope {Scope} could not be renewed in the background ({Code})")]
    public static partial void BackgroundRefreshFailed(ILogger logger, string connector, string scope, string code);

    [LoggerMessage(
        EventId = 32, Level = LogLevel.Error,
        Message = "The renewal of idle grants failed ({Code}); it goes on at the next turn")]
    public static partial void BackgroundScanFailed(ILogger logger, string code);

    [LoggerMessage(
        EventId = 33, Level = LogLevel.Warning,
        Message = "The renewed tokens of connector {Connector} in scope {Scope} could not be stored ({Code}); this process keeps them, encrypted, until they can")]
    public static partial void GrantKept(ILogger logger, string connector, string scope, string code);

    [LoggerMessage(
        EventId = 34, Level = LogLevel.Error,
        Message = "The renewed tokens of {Count} connections could not be stored before the connectors ended; their users must authorize again")]
    public static partial void GrantsLost(ILogger logger, int count);
}
