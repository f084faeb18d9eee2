using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Igniter.Connectors.AspNetCore.Tests.Gateway;

/// <summary>Takes what an application exports by OTLP over HTTP (https://opentelemetry.io/docs/specs/otlp/#otlphttp) and keeps the bytes.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<byte[]>> _received = new();

    private OtlpCollector()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", ReceiveAsync);
    }

    /// <summary>Rings when something has come.</summary>
    public Bell Arrivals { get; } = new();

    public string Address => _app.Urls.Single();

    public static async Task<OtlpCollector> StartAsync()
    {
        OtlpCollector collector = new();
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Whether a signal (<c>traces</c>, <c>metrics</c>, <c>logs</c>) has come that holds a text. Protocol Buffers write texts as UTF-8, uncompressed.</summary>
    public bool Has(string signal, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return _received.TryGetValue(signal, out ConcurrentQueue<byte[]>? bodies) && bodies.Any(body => body.AsSpan().IndexOf(utf8) >= 0);
    }

    /// <summary>Whether any signal holds a text.</summary>
    public bool Has(string text) => _received.Keys.Any(signal => Has(signal, text));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(string signal, HttpRequest request)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        _received.GetOrAdd(signal, _ => new()).Enqueue(body.ToArray());
        Arrivals.Ring();
        return Results.Bytes([], "application/x-protobuf");
    }
}
