using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Igniter.Connectors.AspNetCore.Tests.Gateway;

/// <summary>A headless Chromium with one tab, driven through the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/).</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Announcement = "DevTools listening on ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly ClientWebSocket _tab = new();
    private int _lastId;

    private Chromium(Process process, DirectoryInfo profile)
    {
        _process = process;
        _profile = profile;
    }

    public static async Task<Chromium> StartAsync()
    {
        DirectoryInfo profile = Directory.CreateTempSubdirectory("igniter-chromium-");

        // The sandbox needs a user other than root; what runs in it here are this repository's own pages.
        ProcessStartInfo start = new(FindProgram(),
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}", "about:blank",
        ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        Chromium chromium = new(Process.Start(start)!, profile);
        try
        {
            await chromium.AttachAsync();
            return chromium;
        }
        catch
        {
            await chromium.DisposeAsync();
            throw;
        }
    }

    public async Task OpenAsync(Uri address) => await CallAsync("Page.navigate", new JsonObject { ["url"] = address.AbsoluteUri });

    /// <summary>Waits for an element and clicks on it.</summary>
    public async Task ClickAsync(string selector)
    {
        string quoted = JsonSerializer.Serialize(selector);
        await WaitForAsync($"document.readyState == 'complete' && document.querySelector({quoted})");
        await EvaluateAsync($"document.querySelector({quoted}).click()");
    }

    /// <summary>
    /// Waits until a JavaScript expression is truthy. The page itself looks again whenever something in it, or a page within it, has changed; a page that
    /// goes away takes the promise with it, and the next one is asked.
    /// </summary>
    public async Task WaitForAsync(string expression)
    {
        string promise = $$"""
            new Promise(done => {
                const look = () => {
                    try { if ({{expression}}) done(true); } catch { }
                };
                new MutationObserver(look).observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
                document.addEventListener('readystatechange', look);
                document.addEventListener('load', look, true);
                setTimeout(() => done(false), {{Patience.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}});
                look();
            })
            """;
        long start = Stopwatch.GetTimestamp();
        while (await EvaluateAsync(promise) != "true")
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                Assert.Fail($"This never came true: {expression}. The page: {await EvaluateAsync("location.href + '\\n' + document.body?.innerText")}");
            }
        }
    }

    /// <summary>Evaluates a JavaScript expression, or what it promises; what throws, as happens between two pages, gives null.</summary>
    public async Task<string?> EvaluateAsync(string expression)
    {
        JsonNode? answer = await CallAsync(
            "Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        return answer?["exceptionDetails"] is null && answer?["result"]?["value"] is { } value ? value.ToString() : null;
    }

    public async ValueTask DisposeAsync()
    {
        _tab.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A helper process of the browser may write one last time; the folder is temporary anyway.
        }
    }

    /// <exception cref="InvalidOperationException">There is none. A test that only ran where a browser happens to be would prove little.</exception>
    private static string FindProgram()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium isn't installed. Install it (apt-get install chromium).");
    }

    private async Task AttachAsync()
    {
        string? line;
        do
        {
            line = await _process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        }
        while (line is not null && !line.StartsWith(Announcement, StringComparison.Ordinal));

        _process.Drain();
        Uri browser = new((line ?? throw new InvalidOperationException("Chromium ended at once."))[Announcement.Length..]);
        using HttpClient http = new();
        string list = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{browser.Port}/json/list");
        JsonArray targets = (await http.GetFromJsonAsync<JsonArray>(list, TestContext.Current.CancellationToken))!;
        JsonNode page = targets.First(target => (string?)target!["type"] == "page")!;
        await _tab.ConnectAsync(new Uri((string)page["webSocketDebuggerUrl"]!), TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a command and reads until its answer.</summary>
    private async Task<JsonNode?> CallAsync(string method, JsonObject parameters)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(2 * Patience);
        int id = ++_lastId;
        JsonObject command = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _tab.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, true, patience.Token);
        while (true)
        {
            JsonNode message = await ReceiveAsync(patience.Token);
            if ((int?)message["id"] == id)
            {
                return message["result"];
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _tab.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return JsonNode.Parse(message.ToArray())!;
    }
}
