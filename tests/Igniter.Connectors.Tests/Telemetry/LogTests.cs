using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.Tests.Telemetry;

public sealed class LogTests
{
    /// <summary>What alerts of users may be set on: an id never changes and is never used again.</summary>
    private static readonly (int Id, LogLevel Level, string Name)[] Messages =
    [
        (1, LogLevel.Error, "ReencryptionFailed"),
        (2, LogLevel.Warning, "ReencryptionLost"),
        (3, LogLevel.Warning, "EventsDropped"),
        (4, LogLevel.Error, "EventHandlerFailed"),
        (5, LogLevel.Error, "HookFailed"),
        (6, LogLevel.Warning, "DisposalFailed"),
        (7, LogLevel.Warning, "UpgradeNotStored"),
        (8, LogLevel.Warning, "EventsLeft"),
        (20, LogLevel.Error, "WebhookFailed"),
        (21, LogLevel.Warning, "WebhookClaimLost"),
        (22, LogLevel.Warning, "WebhookClaimNotStored"),
        (23, LogLevel.Warning, "WebhookCanNotVerify"),
        (24, LogLevel.Warning, "SweepFailed"),
        (30, LogLevel.Warning, "RevocationFailed"),
        (31, LogLevel.Warning, "BackgroundRefreshFailed"),
        (32, LogLevel.Error, "BackgroundScanFailed"),
        (33, LogLevel.Warning, "GrantKept"),
        (34, LogLevel.Error, "GrantsLost"),
    ];

    [Fact]
    public void Every_message_keeps_its_id_its_level_and_its_name() =>
        Assert.Equal(
            Messages,
            typeof(Log).GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Select(method => (Message: method.GetCustomAttribute<LoggerMessageAttribute>(), method.Name))
                .Where(method => method.Message is not null)
                .Select(method => (method.Message!.EventId, method.Message.Level, method.Message.EventName ?? method.Name))
                .OrderBy(message => message.EventId));

    [Fact]
    public void Ids_and_names_are_unique()
    {
        Assert.Equal(Messages.Length, Messages.DistinctBy(message => message.Id).Count());
        Assert.Equal(Messages.Length, Messages.DistinctBy(message => message.Name).Count());
    }
}
