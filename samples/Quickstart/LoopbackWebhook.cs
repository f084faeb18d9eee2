using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Quickstart;

/// <summary>Posts updates to a webhook, one after another; tries again for a while when it isn't answered by success.</summary>
internal sealed class LoopbackWebhook : IAsyncDisposable
{
    private const int Attempts = 3;

    private readonly Channel<JsonObject> _updates = Channel.CreateUnbounded<JsonObject>();
    private readonly HttpClient _http = new();
    private readonly Task _pump;
    private Uri? _url;
    private string? _secretToken;

    public LoopbackWebhook() => _pump = Task.Run(PumpAsync);

    public bool IsSet => _url is not null;

    public void Set(Uri url, string? secretToken)
    {
        _secretToken = secretToken;
        _url = url;
    }

    public void Delete() => _url = null;

    public void Post(JsonObject update) => _updates.Writer.TryWrite(update);

    public async ValueTask DisposeAsync()
    {
        _updates.Writer.Complete();
        await _pump;
        _http.Dispose();
    }

    private async Task PumpAsync()
    {
        await foreach (JsonObject update in _updates.Reader.ReadAllAsync())
        {
            for (int attempt = 0; attempt < Attempts && _url is { } url && !await TryPostAsync(url, update); attempt++)
            {
            }
        }
    }

    private async Task<bool> TryPostAsync(Uri url, JsonObject update)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, url) { Content = JsonContent.Create(update) };
        if (_secretToken is not null)
        {
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", _secretToken);
        }

        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
