using System.ComponentModel.DataAnnotations;
using System.Net.Http.Json;
using Igniter.Connectors;

[assembly: ConnectorScope("organization")]
[assembly: ConnectorScope("user")]
[assembly: ConnectorScope("system", RequiresIdentity = false)]

namespace Acme.Integrations;

/// <summary>Sends messages through a Telegram bot.</summary>
[Connector("telegram", Name = "Telegram", Description = "Sends messages through a Telegram bot",
    Icon = "telegram.svg", Category = "messaging", DocumentationUrl = "https://core.telegram.org/bots/api")]
public sealed partial class TelegramConnector(HttpClient http)
{
    public sealed partial record Config
    {
        [Encrypted, RegularExpression(@"^\d+:[\w-]{20,}$")]
        [Display(Name = "Bot token", Prompt = "123456:ABC…", Description = "From @BotFather")]
        public required string BotToken { get; init; }

        [StringLength(64, MinimumLength = 1)]
        public required string ChatId { get; init; }

        [Range(1, 4096)]
        public int MaxLength { get; init; } = 4096;

        [Encrypted]
        public string? WebhookSecret { get; init; }
    }

    public sealed record SentMessage(long MessageId);

    [OnValidate]
    public async ValueTask ValidateAsync(Config config, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (config.ChatId == "0")
        {
            throw new ValidationException("There is no chat 0.");
        }
    }

    [OnContext]
    public TelegramApi CreateApi(Config config) => new(http, config.BotToken);

    [Action(Description = "Sends a text message to the chat")]
    public async Task<SentMessage> SendMessageAsync(
        [StringLength(4096, MinimumLength = 1)] string text,
        ParseMode? parseMode,
        TelegramApi api,
        ConnectorContext<Config> context,
        CancellationToken cancellationToken) =>
        new(await api.SendAsync(context.Config.ChatId, text, parseMode, cancellationToken));

    [Webhook(Signature = WebhookSignature.TelegramSecretToken, Secret = nameof(Config.WebhookSecret))]
    public Task OnUpdateAsync(TelegramUpdate update, WebhookContext<Config> context, CancellationToken ct)
    {
        LastUpdate = update.UpdateId;
        return Task.CompletedTask;
    }

    public static long LastUpdate { get; private set; }
}

public enum ParseMode
{
    Markdown,
    Html,
}

public sealed record TelegramUpdate(long UpdateId);

/// <summary>The Bot API.</summary>
public sealed class TelegramApi(HttpClient http, string token)
{
    public async Task<long> SendAsync(string chatId, string text, ParseMode? parseMode, CancellationToken cancellationToken)
    {
        Uri address = new($"https://api.telegram.test/bot{token}/sendMessage?chat_id={chatId}&parse_mode={parseMode}&text={Uri.EscapeDataString(text)}");
        using HttpResponseMessage response = await http.PostAsync(address, null, cancellationToken);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<long>(cancellationToken);
    }
}
