using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.Tests.OAuth;

/// <summary>
/// An authorization server over real HTTP on loopback: token endpoint, revocation (RFC 7009), user info and a protected resource, as the specifications
/// say. It keeps every request, and answers what a test prescribes instead.
/// </summary>
internal sealed class AuthorizationServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ScriptedAnswer>> _scripts = new();
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly WebApplication _app;

    private AuthorizationServer(TimeProvider time)
    {
        Grants = new Grants(time);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Scheme, host and port.</summary>
    public string Origin => _app.Urls.Single();

    /// <summary>Nothing is there: <see cref="Grants.Approve"/> does what its page would.</summary>
    public string AuthorizationEndpoint => Origin + "/authorize";

    public string TokenEndpoint => Origin + "/token";

    public string RevocationEndpoint => Origin + "/revoke";

    public string UserInfoEndpoint => Origin + "/userinfo";

    /// <summary>Answers 200 to a living access token and 401 to all else.</summary>
    public string Resource => Origin + "/resource";

    public Grants Grants { get; }

    /// <summary>What user info answers to a living token.</summary>
    public string UserInfo { get; set; } = """{"sub":"account-1","name":"Ada","email":"ada@example.test"}""";

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    public ReceivedRequest[] TokenRequests => [.. Requests.Where(request => request.Path == "/token")];

    public ReceivedRequest[] Revocations => [.. Requests.Where(request => request.Path == "/revoke")];

    public static async Task<AuthorizationServer> StartAsync(TimeProvider time)
    {
        AuthorizationServer server = new(time);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Waits for one more request.</summary>
    public async Task ArrivalAsync() =>
        Assert.True(await _arrivals.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "No request arrived.");

    /// <summary>Prescribes the next answer of a path; several are used one after the other.</summary>
    public void Script(string path, params ScriptedAnswer[] answers)
    {
        foreach (ScriptedAnswer answer in answers)
        {
            _scripts.GetOrAdd(path, _ => new()).Enqueue(answer);
        }
    }

    /// <summary>Prescribes the next answer of the token endpoint.</summary>
    public void ScriptToken(int status, string body, string contentType = "application/json") => Script("/token", new ScriptedAnswer(status, body, contentType));

    private async Task HandleAsync(HttpContext context)
    {
        ReceivedRequest request = await ReadAsync(context);
        Requests.Enqueue(request);
        _arrivals.Release();
        if (_scripts.TryGetValue(request.Path, out ConcurrentQueue<ScriptedAnswer>? script) && script.TryDequeue(out ScriptedAnswer? answer))
        {
            await PlayAsync(context, answer with { Body = answer.Fill(request, answer.Body) });
            return;
        }

        (int status, string body) = (request.Method, request.Path) switch
        {
            ("POST", "/token") => Grants.Token(request),
            ("POST", "/revoke") => Grants.Revoke(request),
            ("GET", "/userinfo") => Grants.IsAlive(request) ? (200, UserInfo) : (401, ""),
            (_, "/resource") => Grants.IsAlive(request) ? (200, """{"ok":true}""") : (401, ""),
            _ => (404, ""),
        };
        await PlayAsync(context, new ScriptedAnswer(status, body) { Headers = { ["Cache-Control"] = "no-store" } });
    }

    private static async Task<ReceivedRequest> ReadAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body, Encoding.UTF8);
        string body = await reader.ReadToEndAsync(context.RequestAborted);
        Dictionary<string, string> headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new(context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "", headers, body);
    }

    private static async Task PlayAsync(HttpContext context, ScriptedAnswer answer)
    {
        await answer.Before(context.RequestAborted);
        if (answer.Reset)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach ((string name, string value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Status == StatusCodes.Status204NoContent)
        {
            return;
        }

        context.Response.ContentType = answer.ContentType.Length == 0 ? null : answer.ContentType;
        try
        {
            do
            {
                await context.Response.WriteAsync(answer.Body, context.RequestAborted);
            }
            while (answer.NeverEnds);
        }
        catch (OperationCanceledException)
        {
            // The client has gone, as it may.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrivals.Dispose();
    }
}
