using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Igniter.Connectors;

namespace Quickstart;

/// <summary>
/// The part of the Telegram Bot API that the connector uses. The API wants the token in the URL's path, so no message here holds a URL.
/// </summary>
public sealed class TelegramApi(HttpClient http, string token)
{
    private static readonly Uri Cloud = new("https://api.telegram.org/");

    internal Task<BotUser> GetMeAsync(CancellationToken cancellationToken) =>
        CallAsync("getMe", null, TelegramJson.Default.UserAnswer, cancellationToken);

    internal Task<BotMessage> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken) =>
        CallAsync("sendMessage", JsonContent.Create(request, TelegramJson.Default.SendMessageRequest), TelegramJson.Default.MessageAnswer, cancellationToken);

    internal Task<BotUpdate[]> GetUpdatesAsync(GetUpdatesRequest request, CancellationToken cancellationToken) =>
        CallAsync("getUpdates", JsonContent.Create(request, TelegramJson.Default.GetUpdatesRequest), TelegramJson.Default.UpdatesAnswer, cancellationToken);

    internal Task<bool> SetWebhookAsync(SetWebhookRequest request, CancellationToken cancellationToken) =>
        CallAsync("setWebhook", JsonContent.Create(request, TelegramJson.Default.SetWebhookRequest), TelegramJson.Default.FlagAnswer, cancellationToken);

    internal Task<bool> DeleteWebhookAsync(CancellationToken cancellationToken) =>
        CallAsync("deleteWebhook", null, TelegramJson.Default.FlagAnswer, cancellationToken);

    private async Task<T> CallAsync<T>(string method, HttpContent? content, JsonTypeInfo<BotAnswer<T>> json, CancellationToken cancellationToken)
    {
        var address = new Uri(http.BaseAddress ?? Cloud, $"/bot{token}/{method}");
        try
        {
            using HttpResponseMessage response = await http.PostAsync(address, content, cancellationToken);
            BotAnswer<T>? answer = await response.Content.ReadFromJsonAsync(json, cancellationToken);
            return answer switch
            {
                { Ok: true, Result: { } result } => result,
                { Ok: false } => throw Explain(method, answer.ErrorCode, answer.Description, answer.Parameters),
                _ => throw Unreadable(method, null),
            };
        }
        catch (HttpRequestException exception)
        {
            throw Failed($"Telegram can't be reached for {method}. Check the network and try again.", exception, transient: true);
        }
        catch (JsonException exception)
        {
            throw Unreadable(method, exception);
        }
    }

    private static ConnectorException Explain(string method, int code, string? description, BotAnswerParameters? parameters) => (code, description) switch
    {
        // 404 is the answer to a token that isn't even one.
        (401 or 404, _) => Failed("Telegram doesn't know this bot token. Copy the current one from @BotFather and connect again."),
        (400, { } text) when parameters?.MigrateToChatId is not null || text.Contains("upgraded to a supergroup", StringComparison.Ordinal) =>
            Failed($"The group has become a supergroup. Change chatId to {parameters?.MigrateToChatId?.ToString(CultureInfo.InvariantCulture) ?? "its new id"}."),
        (400, { } text) when text.Contains("chat not found", StringComparison.Ordinal) =>
            Failed("Telegram finds no chat with this chatId. Send the bot a message from that chat first, or correct chatId."),
        (400, { } text) when text.Contains("can't parse entities", StringComparison.Ordinal) =>
            Failed("Telegram can't read the text's markup. Escape it as parseMode demands, or leave parseMode out."),
        (403, _) => Failed("The bot may not write to this chat: it was blocked or removed. Let it in again, or change chatId."),
        (409, _) => Failed("Another program reads this bot's updates, or a webhook is set. Stop the one or delete the other."),
        (429, _) => TooFast(method, parameters?.RetryAfter),
        ( >= 500, _) => Failed($"Telegram failed at {method} (error {code}). Try again later.", transient: true),
        _ => Failed($"Telegram refused {method} (error {code})."),
    };

    private static ConnectorException TooFast(string method, int? seconds) =>
        new(ConnectorErrorCodes.ConnectorActionFailed, $"Telegram asks to wait {seconds ?? 1} s before the next {method}.")
        {
            IsTransient = true,
            RetryAfter = TimeSpan.FromSeconds(seconds ?? 1),
        };

    private static ConnectorException Unreadable(string method, Exception? cause) =>
        Failed($"The answer to {method} isn't one of the Telegram Bot API. Is there a proxy in between?", cause, transient: true);

    private static ConnectorException Failed(string message, Exception? cause = null, bool transient = false) =>
        new(ConnectorErrorCodes.ConnectorActionFailed, message, cause) { IsTransient = transient };
}
