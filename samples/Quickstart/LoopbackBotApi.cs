using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Quickstart;

/// <summary>
/// A small Telegram on this machine, so that the sample runs without an account: it answers over HTTP as
/// https://core.telegram.org/bots/api documents getMe, sendMessage, getUpdates, setWebhook and deleteWebhook. One person lives in it, who answers every
/// message.
/// </summary>
internal sealed class LoopbackBotApi : IAsyncDisposable
{
    /// <summary>The one bot's token. It opens nothing but this server.</summary>
    public const string Token = "1234567890:loopback-only_not-a-secret";

    /// <summary>The chat with the person who answers.</summary>
    public const string ChatId = "42";

    private const long BotId = 1234567890;
    private const string BlockedChatId = "43";
    private const int MessagesPerMinute = 20;

    private readonly Lock _lock = new();
    private readonly List<(long Id, JsonObject Update)> _updates = [];
    private readonly Queue<long> _sentAt = new();
    private readonly WebApplication _app;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly LoopbackWebhook _webhook = new();
    private TaskCompletionSource _updateArrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastMessageId;
    private long _lastUpdateId = 500;

    private LoopbackBotApi()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapMethods("/bot{token}/{method}", [HttpMethods.Get, HttpMethods.Post], AnswerAsync);
        _app.MapFallback(context => WriteAsync(context, Error(404, "Not Found")));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    public static async Task<LoopbackBotApi> StartAsync()
    {
        LoopbackBotApi api = new();
        api.Receive("/start");
        await api._app.StartAsync();
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        await _webhook.DisposeAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string token = (string)context.Request.RouteValues["token"]!;
        string method = (string)context.Request.RouteValues["method"]!;
        try
        {
            Dictionary<string, string> parameters = await ReadParametersAsync(context.Request);
            JsonObject answer = (token == Token, method.ToUpperInvariant()) switch
            {
                (false, _) => Error(401, "Unauthorized"),
                (_, "GETME") => Success(Bot()),
                (_, "SENDMESSAGE") => SendMessage(parameters),
                (_, "SETWEBHOOK") => SetWebhook(parameters),
                (_, "DELETEWEBHOOK") => DeleteWebhook(),
                (_, "GETUPDATES") when _webhook.IsSet => Error(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"),
                (_, "GETUPDATES") => await GetUpdatesAsync(parameters, context.RequestAborted),
                _ => Error(404, "Not Found"),
            };
            await WriteAsync(context, answer);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidDataException)
        {
            await WriteAsync(context, Error(400, "Bad Request: " + (exception is FormatException ? exception.Message : "can't parse the request")));
        }
    }

    private JsonObject SendMessage(Dictionary<string, string> parameters)
    {
        string chat = parameters.GetValueOrDefault("chat_id", "");
        LoopbackMessageText text = LoopbackMessageText.Parse(parameters.GetValueOrDefault("text", ""), parameters.GetValueOrDefault("parse_mode"));
        if (chat is not (ChatId or BlockedChatId))
        {
            return Error(400, chat.Length == 0 ? "Bad Request: chat_id is empty" : "Bad Request: chat not found");
        }

        if (string.IsNullOrWhiteSpace(text.Plain))
        {
            return Error(400, "Bad Request: message text is empty");
        }

        if (text.Plain.Length > 4096)
        {
            return Error(400, "Bad Request: message is too long");
        }

        if (chat == BlockedChatId)
        {
            return Error(403, "Forbidden: bot was blocked by the user");
        }

        if (SecondsUntilAllowed() is > 0 and int seconds)
        {
            return Error(429, $"Too Many Requests: retry after {seconds}", new JsonObject { ["retry_after"] = seconds });
        }

        JsonObject message = Message(Bot(), text.Plain);
        if (text.Entities.Count > 0)
        {
            message["entities"] = text.Entities;
        }

        Receive($"Got it: {text.Plain}");
        return Success(message);
    }

    private async Task<JsonObject> GetUpdatesAsync(Dictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        long offset = Number(parameters, "offset", 0);
        int limit = (int)Math.Clamp(Number(parameters, "limit", 100), 1, 100);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(Math.Clamp(Number(parameters, "timeout", 0), 0, 50)));
        while (true)
        {
            Task arrival;
            lock (_lock)
            {
                // A positive offset confirms all updates below it; a negative one keeps only that many, counted from the newest.
                _updates.RemoveAll(update => update.Id < offset);
                if (offset < 0 && _updates.Count > -offset)
                {
                    _updates.RemoveRange(0, _updates.Count - (int)-offset);
                }

                if (_updates.Count > 0 || patience.IsCancellationRequested)
                {
                    return Success(new JsonArray([.. _updates.Take(limit).Select(update => update.Update.DeepClone())]));
                }

                arrival = _updateArrived.Task;
            }

            await arrival.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private JsonObject SetWebhook(Dictionary<string, string> parameters)
    {
        if (!Uri.TryCreate(parameters.GetValueOrDefault("url", ""), UriKind.Absolute, out Uri? url))
        {
            return Error(400, "Bad Request: bad webhook: invalid URL");
        }

        lock (_lock)
        {
            _webhook.Set(url, parameters.GetValueOrDefault("secret_token"));
            _updates.ForEach(update => _webhook.Post(update.Update));
            _updates.Clear();
        }

        return Success(true);
    }

    private JsonObject DeleteWebhook()
    {
        lock (_lock)
        {
            _webhook.Delete();
        }

        return Success(true);
    }

    /// <summary>Someone writes to the bot.</summary>
    private void Receive(string text)
    {
        JsonObject person = new() { ["id"] = 42, ["is_bot"] = false, ["first_name"] = "Ada", ["language_code"] = "en" };
        JsonObject message = Message(person, text);
        if (text.StartsWith('/'))
        {
            message["entities"] = new JsonArray(new JsonObject { ["type"] = "bot_command", ["offset"] = 0, ["length"] = text.Length });
        }

        lock (_lock)
        {
            JsonObject update = new() { ["update_id"] = ++_lastUpdateId, ["message"] = message };
            if (_webhook.IsSet)
            {
                _webhook.Post(update);
                return;
            }

            _updates.Add((_lastUpdateId, update));
            _updateArrived.SetResult();
            _updateArrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>0 and one message more counted, or how long the chat has to wait.</summary>
    private int SecondsUntilAllowed()
    {
        lock (_lock)
        {
            long now = _time.GetTimestamp();
            while (_sentAt.TryPeek(out long first) && _time.GetElapsedTime(first, now) >= TimeSpan.FromMinutes(1))
            {
                _sentAt.Dequeue();
            }

            if (_sentAt.Count == MessagesPerMinute)
            {
                return 60 - (int)_time.GetElapsedTime(_sentAt.Peek(), now).TotalSeconds;
            }

            _sentAt.Enqueue(now);
            return 0;
        }
    }

    private JsonObject Message(JsonObject from, string text) => new()
    {
        ["message_id"] = Interlocked.Increment(ref _lastMessageId),
        ["from"] = from,
        ["chat"] = new JsonObject { ["id"] = 42, ["first_name"] = "Ada", ["type"] = "private" },
        ["date"] = _time.GetUtcNow().ToUnixTimeSeconds(),
        ["text"] = text,
    };

    private static JsonObject Bot() => new()
    {
        ["id"] = BotId,
        ["is_bot"] = true,
        ["first_name"] = "Loopback",
        ["username"] = "loopback_bot",
        ["can_join_groups"] = true,
        ["can_read_all_group_messages"] = false,
        ["supports_inline_queries"] = false,
    };

    private static JsonObject Success(JsonNode result) => new() { ["ok"] = true, ["result"] = result };

    private static JsonObject Error(int code, string description, JsonObject? parameters = null)
    {
        JsonObject answer = new() { ["ok"] = false, ["error_code"] = code, ["description"] = description };
        if (parameters is not null)
        {
            answer["parameters"] = parameters;
        }

        return answer;
    }

    private static Task WriteAsync(HttpContext context, JsonObject answer)
    {
        context.Response.StatusCode = (int?)answer["error_code"] ?? 200;
        return context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
    }

    private static long Number(Dictionary<string, string> parameters, string name, long absent) =>
        parameters.TryGetValue(name, out string? text)
            ? long.TryParse(text, CultureInfo.InvariantCulture, out long number) ? number : throw new FormatException($"can't parse {name}")
            : absent;

    /// <summary>Query, form and JSON, as the Bot API takes them.</summary>
    private static async Task<Dictionary<string, string>> ReadParametersAsync(HttpRequest request)
    {
        Dictionary<string, string> parameters = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync())
            {
                parameters[name] = value.ToString();
            }
        }
        else if (request.HasJsonContentType() && await request.ReadFromJsonAsync<JsonObject>() is { } json)
        {
            foreach (var (name, value) in json)
            {
                parameters[name] = value?.ToString() ?? "";
            }
        }

        return parameters;
    }
}
