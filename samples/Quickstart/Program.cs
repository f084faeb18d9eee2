using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Igniter.Connectors;
using Microsoft.Extensions.DependencyInjection;
using Quickstart;

[assembly: ConnectorScope("organization")]

// Telegram itself if you have a bot, otherwise a small one on this machine.
string? token = Environment.GetEnvironmentVariable("TELEGRAM_BOT_TOKEN");
string? chatId = Environment.GetEnvironmentVariable("TELEGRAM_CHAT_ID");
bool hasBot = !string.IsNullOrEmpty(token) && !string.IsNullOrEmpty(chatId);
await using LoopbackBotApi? loopback = hasBot ? null : await LoopbackBotApi.StartAsync();
await using WebhookListener? listener = hasBot ? null : await WebhookListener.StartAsync();
string database = LocalData.PathOf(hasBot ? "telegram.db" : "loopback.db");

Console.WriteLine("Igniter.Connectors Quickstart: the organization acme and its Telegram bot");
Say(loopback is null ? "Bot API: https://api.telegram.org" : $"Bot API: {loopback.Address} (set TELEGRAM_BOT_TOKEN and TELEGRAM_CHAT_ID to use your own bot)");
Say($"Store:   {Path.GetRelativePath(Environment.CurrentDirectory, database)}");

// Set up: every connector this assembly can see, an embedded store, a secret to encrypt with.
ServiceCollection services = new();
services.AddSingleton<Inbox>();
services.AddIgniterConnectors(options =>
    {
        options.Secret = LocalData.Secret();
        options.BaseUrl = listener?.Address;
    })
    .AddConnectors()
    .UseLiteDb(database);
if (loopback is not null)
{
    services.AddHttpClient("telegram", http => http.BaseAddress = loopback.Address);
}

await using ServiceProvider provider = services.BuildServiceProvider();
try
{
    ConnectorManager connectors = provider.GetRequiredService<ConnectorManager>();
    if (listener is not null)
    {
        listener.Connectors = connectors;
    }

    ConcurrentQueue<ConnectorEvent> events = [];
    using IDisposable subscription = connectors.Subscribe(events.Enqueue, EventDelivery.Inline);

    ConnectorScope acme = connectors.Organization("acme");
    Connection? found = await acme.Telegram.GetAsync();

    if (found is null)
    {
        Title("Nothing is connected yet: connect");
        ConnectionResult connected = await acme.Telegram.ConnectAsync(new()
        {
            BotToken = token ?? LoopbackBotApi.Token,
            ChatId = chatId ?? LoopbackBotApi.ChatId,
            WebhookSecret = listener is null ? null : RandomNumberGenerator.GetHexString(32),
        });
        Say("Connected: Telegram accepted the token, and it was stored encrypted.");
        Say(listener is null || connected.WebhookUrl is null ? "No webhook: this program has no public address." : "Its webhook was registered: Telegram posts updates from now on.");
    }
    else
    {
        Title("The last run's connection has survived the restart");
        Say($"Connected since {found.CreatedAt:u}.");
        await acme.Telegram.TestAsync();
        Say("Tested: Telegram accepts the token that was decrypted from the store.");
    }

    Title("What the store holds");
    ConnectionRecord? record = await connectors.Store.GetAsync(new ConnectionKey("organization", "acme", "telegram", Name: ""));
    Say(Encoding.UTF8.GetString(record!.Config.Span));

    Title("Call actions");
    TelegramConnector.SentMessage sent = await acme.Telegram.SendMessageAsync("Hello from <b>C#</b>", ParseMode.Html);
    Say($"Typed:   message {sent.MessageId} sent");
    JsonElement input = JsonElement.Parse("""{ "text": "Hello by key" }""");
    ConnectorActionResult result = await acme.Action("telegram", "sendMessage").CallAsync(input);
    Say($"By key:  {result.Data}{result.Error?.Message}");

    if (found is null && listener is not null)
    {
        Title("Receive what was written to the bot, by webhook");
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        for (int i = 0; i < 3; i++)
        {
            Say(await provider.GetRequiredService<Inbox>().ReadAsync(patience.Token));
        }
    }
    else
    {
        // The Bot API on this machine starts anew with each run and knows of no webhook.
        Title("Stream what was written to the bot");
        await foreach (TelegramConnector.ReceivedMessage message in acme.Telegram.GetUpdatesAsync())
        {
            Say($"{message.From}: {message.Text}");
        }
    }

    Title("Make mistakes");
    await ShowErrorAsync(() => acme.Telegram.UpdateAsync(config => config with { BotToken = "my token", ChatId = "", MaxLength = 0 }));
    await ShowErrorAsync(() => acme.Telegram.UpdateAsync(config => config with { BotToken = "1:a-token-that-nobody-issued" }));
    await ShowErrorAsync(() => connectors.Organization("globex").Telegram.SendMessageAsync("Hello"));

    Title("Switch it off and on");
    await acme.Telegram.DisableAsync();
    await ShowErrorAsync(() => acme.Telegram.SendMessageAsync("Anybody there?"));
    await acme.Telegram.EnableAsync();
    foreach (Connection connection in await acme.ListAsync())
    {
        IEnumerable<string> fields = connection.Fields.Select(field => $"{field.Key} {(field.Value.Secret ? "(secret)" : field.Value.Value)}");
        Say($"{connection.Connector} is {(connection.Enabled ? "on" : "off")}: {string.Join(", ", fields)}");
    }

    if (found is not null)
    {
        Title("Disconnect");
        await acme.Telegram.DisconnectAsync();
        Say($"acme has {await acme.CountAsync()} connections now.");
    }

    Title("Events seen, without those of the store");
    Say(string.Join(", ", events.Select(e => e.Name["igniter.connectors.".Length..])
        .Where(name => !name.StartsWith("adapter.", StringComparison.Ordinal))
        .CountBy(name => name)
        .Select(count => $"{count.Value} {count.Key}")));

    Title(found is null ? "Run it again: it finds this connection, uses it and disconnects." : "Run it again: it connects anew.");
}
catch (ConnectorException exception)
{
    Show(exception);
    if (exception.Code == ConnectorErrorCodes.ConnectorDecryptFailed)
    {
        Say($"IGNITER_SECRET isn't the one of the run before. To start over, delete {Path.GetDirectoryName(database)}.");
    }

    return 1;
}

return 0;

static void Title(string text) => Console.WriteLine($"\n{text}");

static void Say(string text) => Console.WriteLine($"  {text}");

static void Show(ConnectorException exception)
{
    IReadOnlyList<ConnectorValidationError> errors = exception.Metadata.Errors;
    Say($"{exception.Code} ({exception.StatusCode}){(errors.Count > 1 ? "" : $": {exception.Message}")}");
    foreach (ConnectorValidationError error in errors.Count > 1 ? errors : [])
    {
        Say($"    {error.Path}: {error.Message}");
    }
}

static async Task ShowErrorAsync(Func<Task> call)
{
    try
    {
        await call();
    }
    catch (ConnectorException exception)
    {
        Show(exception);
    }
}
