using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Igniter.Connectors;

namespace Quickstart;

[Connector("telegram", Name = "Telegram", Description = "Sends and reads messages through a Telegram bot",
    Icon = "telegram.svg", Category = "messaging", DocumentationUrl = "https://core.telegram.org/bots/api")]
public sealed partial class TelegramConnector(HttpClient http)
{
    /// <summary>What a tenant fills in to connect.</summary>
    public sealed partial record Config
    {
        [Encrypted, RegularExpression(@"^\d+:[\w-]{20,}$", ErrorMessage = "A bot token looks like 123456:ABC-DEF… and comes from @BotFather.")]
        [Display(Name = "Bot token", Prompt = "123456:ABC…", Description = "From @BotFather")]
        public required string BotToken { get; init; }

        [StringLength(64, MinimumLength = 1)]
        [Display(Name = "Chat", Prompt = "42", Description = "A chat's id, or @name of a public channel")]
        public required string ChatId { get; init; }

        [Range(1, 4096)]
        [Display(Name = "Longest message", Description = "In characters")]
        public int MaxLength { get; init; } = 4096;

        [Encrypted, RegularExpression("^[A-Za-z0-9_-]{1,256}$")]
        [Display(Name = "Webhook secret", Description = "Telegram sends it with every update. Without one, updates are fetched instead.")]
        public string? WebhookSecret { get; init; }
    }

    public sealed record SentMessage(long MessageId, DateTimeOffset SentAt);

    public sealed record ReceivedMessage(long UpdateId, string From, string Text);

    /// <summary>What Telegram posts. Its names are written with underscores.</summary>
    public sealed record Update([property: JsonPropertyName("update_id")] long UpdateId, Message? Message);

    public sealed record Message([property: JsonPropertyName("message_id")] long MessageId, Sender? From, string? Text);

    public sealed record Sender([property: JsonPropertyName("first_name")] string FirstName);

    /// <summary>Runs after the generated checks and before anything is stored: a token that Telegram refuses is never kept.</summary>
    [OnValidate]
    public async Task ValidateAsync(Config config, CancellationToken cancellationToken) => await CreateApi(config).GetMeAsync(cancellationToken);

    /// <summary>Whatever this returns is handed to every method below that has a parameter of its type.</summary>
    [OnContext]
    public TelegramApi CreateApi(Config config) => new(http, config.BotToken);

    /// <summary>Runs after the connection was stored: Telegram posts updates to its address from now on.</summary>
    [OnConnect]
    public async Task RegisterAsync(Config config, Uri? webhookUrl, CancellationToken cancellationToken)
    {
        if (webhookUrl is not null && config.WebhookSecret is { } secret)
        {
            await CreateApi(config).SetWebhookAsync(new(webhookUrl, secret, ["message"]), cancellationToken);
        }
    }

    /// <summary>Runs before the connection is removed.</summary>
    [OnDisconnect]
    public async Task UnregisterAsync(Config config, CancellationToken cancellationToken)
    {
        if (config.WebhookSecret is not null)
        {
            await CreateApi(config).DeleteWebhookAsync(cancellationToken);
        }
    }

    /// <summary>Gets every update once, checked and from Telegram: without the secret token it never comes this far.</summary>
    [Webhook(Signature = WebhookSignature.TelegramSecretToken, Secret = nameof(Config.WebhookSecret))]
    public async Task OnUpdateAsync(Update update, [Service] Inbox inbox, WebhookContext<Config> context, CancellationToken cancellationToken)
    {
        if (update.Message is { Text: { } text } message)
        {
            await inbox.AddAsync($"{message.From?.FirstName ?? "Someone"} wrote to {context.Identity}: {text}", cancellationToken);
        }
    }

    [TestConnection]
    public async Task TestAsync(TelegramApi api, CancellationToken cancellationToken) => await api.GetMeAsync(cancellationToken);

    /// <summary>Sends a text message to the chat.</summary>
    /// <param name="text">The message, with markup if a parse mode is given.</param>
    /// <param name="parseMode">How Telegram reads the markup; plain text without.</param>
    [Action]
    public async Task<SentMessage> SendMessageAsync(
        [StringLength(4096, MinimumLength = 1)] string text,
        ParseMode? parseMode,
        TelegramApi api,
        ConnectorContext<Config> context,
        CancellationToken cancellationToken)
    {
        if (text.Length > context.Config.MaxLength)
        {
            throw new ConnectorException(
                ConnectorErrorCodes.ConnectorActionInputInvalid,
                $"The text has {text.Length} characters, and this connection's maxLength is {context.Config.MaxLength}.");
        }

        BotMessage sent = await api.SendMessageAsync(new(context.Config.ChatId, text, parseMode), cancellationToken);
        return new(sent.MessageId, DateTimeOffset.FromUnixTimeSeconds(sent.Date));
    }

    /// <summary>Streams what people wrote to the bot, oldest first, until nothing new has come for a while.</summary>
    /// <param name="waitSeconds">How long to wait for the next message before the stream ends.</param>
    [Action]
    public async IAsyncEnumerable<ReceivedMessage> GetUpdatesAsync(
        TelegramApi api,
        [Range(0, 50)] int waitSeconds = 0,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long offset = 0;
        while (true)
        {
            // An offset confirms every update below it, so a message counts as read only once the next batch is asked for.
            BotUpdate[] updates = await api.GetUpdatesAsync(new(offset, 100, waitSeconds, ["message"]), cancellationToken);
            if (updates.Length == 0)
            {
                yield break;
            }

            foreach (BotUpdate update in updates)
            {
                offset = update.UpdateId + 1;
                if (update.Message is { Text: { } text } message)
                {
                    yield return new(update.UpdateId, message.From?.FirstName ?? "someone", text);
                }
            }
        }
    }
}
