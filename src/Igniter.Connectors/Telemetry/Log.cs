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
}
