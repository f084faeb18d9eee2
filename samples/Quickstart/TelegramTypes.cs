using System.Text.Json.Serialization;

namespace Quickstart;

/// <summary>How Telegram reads a message's markup.</summary>
public enum ParseMode
{
    [JsonStringEnumMemberName("HTML")]
    Html,

    MarkdownV2,
}

// What travels between TelegramApi and the Bot API: https://core.telegram.org/bots/api#available-types.

internal sealed record BotUser(long Id, bool IsBot, string FirstName, string? Username);

internal sealed record BotChat(long Id, string Type, string? FirstName, string? Title);

internal sealed record BotMessage(long MessageId, long Date, BotChat Chat, BotUser? From, string? Text);

internal sealed record BotUpdate(long UpdateId, BotMessage? Message);

internal sealed record SendMessageRequest(string ChatId, string Text, ParseMode? ParseMode);

/// <param name="Url">Where updates go.</param>
/// <param name="SecretToken">Comes back with each of them.</param>
/// <param name="AllowedUpdates">Which kinds.</param>
internal sealed record SetWebhookRequest(Uri Url, string SecretToken, string[] AllowedUpdates);

internal sealed record GetUpdatesRequest(long Offset, int Limit, int Timeout, string[] AllowedUpdates);

/// <summary>Every answer: <see cref="Result"/> if <see cref="Ok"/>, else <see cref="ErrorCode"/> and <see cref="Description"/>.</summary>
internal sealed record BotAnswer<T>(bool Ok, T? Result, int ErrorCode, string? Description, BotAnswerParameters? Parameters);

/// <param name="RetryAfter">Seconds to wait before the next request.</param>
/// <param name="MigrateToChatId">The supergroup that the group has become.</param>
internal sealed record BotAnswerParameters(int? RetryAfter, long? MigrateToChatId);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SendMessageRequest))]
[JsonSerializable(typeof(GetUpdatesRequest))]
[JsonSerializable(typeof(SetWebhookRequest))]
[JsonSerializable(typeof(BotAnswer<bool>), TypeInfoPropertyName = "FlagAnswer")]
[JsonSerializable(typeof(BotAnswer<BotUser>), TypeInfoPropertyName = "UserAnswer")]
[JsonSerializable(typeof(BotAnswer<BotMessage>), TypeInfoPropertyName = "MessageAnswer")]
[JsonSerializable(typeof(BotAnswer<BotUpdate[]>), TypeInfoPropertyName = "UpdatesAnswer")]
internal sealed partial class TelegramJson : JsonSerializerContext;
